//! A visitor at a page of the test's own: what one does there, and what can be seen.

use std::rc::Rc;
use std::time::{Duration, Instant};

use fantoccini::Locator;
use serde_json::{Value, json};
use tokio::time::sleep;

use super::browser::Browser;

/// How long anything may take that is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Visitor<S> {
    pub(crate) site: S,
    pub(crate) browser: Rc<Browser>,
}

impl<S> Visitor<S> {
    /// A person presses it.
    pub(crate) async fn click(&self, id: &str) {
        let found = self.browser.client.find(Locator::Id(id)).await;
        let clicked = found.expect("it is there").click().await;
        clicked.expect("it takes a click");
    }

    /// A script presses it, without a person.
    pub(crate) async fn press(&self, id: &str) {
        self.run(&format!("document.getElementById('{id}').click()"))
            .await;
    }

    pub(crate) async fn go_offline(&self, offline: bool) {
        self.browser.devtools("Network.enable", json!({})).await;
        let conditions = json!({
            "offline": offline,
            "latency": 0,
            "downloadThroughput": -1,
            "uploadThroughput": -1,
        });
        self.browser
            .devtools("Network.emulateNetworkConditions", conditions)
            .await;
        let expected = format!("return navigator.onLine !== {offline}");
        self.until("the browser knows", &expected).await;
    }

    pub(crate) async fn run(&self, script: &str) -> Value {
        let result = self.browser.client.execute(script, Vec::new()).await;
        result.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits in the page, whose timers come in their order.
    pub(crate) async fn pass(&self, milliseconds: u32) {
        let script = format!("setTimeout(arguments[0], {milliseconds})");
        let waited = self.browser.client.execute_async(&script, Vec::new()).await;
        waited.expect("the time passes");
    }

    /// Waits until the script returns true.
    pub(crate) async fn until(&self, what: &str, script: &str) {
        let deadline = Instant::now() + PATIENCE;
        while self.run(script).await != true {
            assert!(
                Instant::now() < deadline,
                "waited in vain until {what}; {:#?}",
                self.browser.console().await
            );
            sleep(Duration::from_millis(25)).await;
        }
    }

    /// Waits until the app is there and shows how the chat was.
    pub(crate) async fn see_app(&self) {
        self.until(
            "the app is there",
            "return !!document.querySelector('#statuses')",
        )
        .await;
    }

    /// Waits until the chat has had these statuses, and no others.
    pub(crate) async fn expect_statuses(&self, statuses: &str) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let seen = self.statuses().await;
            if seen == statuses {
                return;
            }
            let is_on_the_way = statuses.starts_with(&seen) && Instant::now() < deadline;
            assert!(is_on_the_way, "{seen} is not {statuses}");
            sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until the chat is like that, however it was before.
    pub(crate) async fn expect_status(&self, status: &str) {
        let last =
            format!("return document.querySelector('#statuses').textContent.endsWith('{status}')");
        self.until(&format!("the chat is {status}"), &last).await;
    }

    pub(crate) async fn statuses(&self) -> String {
        let read = "return document.querySelector('#statuses').textContent";
        let statuses = self.run(read).await;
        statuses.as_str().expect("a text").to_owned()
    }
}
