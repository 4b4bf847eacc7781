//! Drives a test page in the browser as a visitor does, and reads what it shows.

use std::rc::Rc;
use std::time::{Duration, Instant};

use fantoccini::Locator;
use serde_json::{Value, json};
use tokio::time::sleep;

use super::browser::Browser;

/// How long to wait for anything on the page.
const TIMEOUT: Duration = Duration::from_secs(30);

pub(crate) struct Visitor<S> {
    pub(crate) site: S,
    pub(crate) browser: Rc<Browser>,
}

impl<S> Visitor<S> {
    /// Clicks the element as a visitor does, with trusted input.
    pub(crate) async fn click(&self, id: &str) {
        let found = self.browser.client.find(Locator::Id(id)).await;
        let clicked = found.expect("the page has the element").click().await;
        clicked.expect("the element accepts the click");
    }

    /// Clicks the element by script, which does not count as an interaction.
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
        self.until("the browser has changed its network status", &expected)
            .await;
    }

    pub(crate) async fn run(&self, script: &str) -> Value {
        let result = self.browser.client.execute(script, Vec::new()).await;
        result.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits with a timer of the page, so that the page's earlier timers have run.
    pub(crate) async fn pass(&self, milliseconds: u32) {
        let script = format!("setTimeout(arguments[0], {milliseconds})");
        let waited = self.browser.client.execute_async(&script, Vec::new()).await;
        waited.expect("the time passes");
    }

    /// Waits until the script returns true.
    pub(crate) async fn until(&self, what: &str, script: &str) {
        let deadline = Instant::now() + TIMEOUT;
        while self.run(script).await != true {
            assert!(
                Instant::now() < deadline,
                "timed out waiting until {what}; {:#?}",
                self.browser.console().await
            );
            sleep(Duration::from_millis(25)).await;
        }
    }

    /// Waits until the app is mounted and shows the chat's statuses.
    pub(crate) async fn see_app(&self) {
        self.until(
            "the app is mounted",
            "return !!document.querySelector('#statuses')",
        )
        .await;
    }

    /// Waits until the chat has had exactly these statuses.
    pub(crate) async fn expect_statuses(&self, statuses: &str) {
        let deadline = Instant::now() + TIMEOUT;
        loop {
            let seen = self.statuses().await;
            if seen == statuses {
                return;
            }
            let may_follow = statuses.starts_with(&seen) && Instant::now() < deadline;
            assert!(may_follow, "expected the statuses {statuses}, found {seen}");
            sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until the chat has this status, whatever its earlier ones.
    pub(crate) async fn expect_status(&self, status: &str) {
        let last =
            format!("return document.querySelector('#statuses').textContent.endsWith('{status}')");
        self.until(&format!("the chat is {status}"), &last).await;
    }

    pub(crate) async fn statuses(&self) -> String {
        let read = "return document.querySelector('#statuses').textContent";
        let statuses = self.run(read).await;
        statuses.as_str().expect("the statuses are text").to_owned()
    }
}
