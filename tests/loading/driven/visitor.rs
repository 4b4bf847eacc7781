//! A visitor at a page that has yet to load the chat.

use std::future::Future;
use std::rc::Rc;

use serde_json::{Value, json};

use super::site::{LAUNCHER, Site};
use crate::webdriver::browser::Browser;
use crate::webdriver::visitor;

pub(crate) type Visitor = visitor::Visitor<Site>;

/// Runs a test with a visitor, and ends browser and servers however it goes.
pub(crate) async fn visit<T>(test: impl FnOnce(Rc<Visitor>) -> T + 'static)
where
    T: Future<Output = ()> + 'static,
{
    Browser::with("loading", async move |browser| {
        let site = Site::serve().await;
        test(Rc::new(Visitor { site, browser })).await;
    })
    .await;
}

impl Visitor {
    /// Comes to a page with these options, where nothing was asked of Customerly before.
    pub(crate) async fn enter(&self, options: &str) {
        self.enter_failing(options, 0).await;
    }

    /// The same, with a Customerly that fails as many times first.
    pub(crate) async fn enter_failing(&self, options: &str, failing: usize) {
        self.run("window.busy = false").await;
        self.site.forget(failing);
        self.go(&format!("/?{options}")).await;
        self.see_app().await;
    }

    pub(crate) async fn go(&self, path: &str) {
        let gone = self.browser.client.goto(&self.site.address(path)).await;
        gone.expect("the page loads");
    }

    /// Goes to another page and back, where the page must be the same one, not loaded anew.
    pub(crate) async fn leave_and_come_back(&self) {
        self.run("window.broughtBack = null").await;
        self.go("/elsewhere").await;
        let client = &self.browser.client;
        client.back().await.expect("there is a page before");
        self.until(
            "the page is brought back",
            "return window.broughtBack !== null",
        )
        .await;
        assert_eq!(self.run("return window.broughtBack").await, true);
    }

    /// Something that a person does, as the browser gets it from the machine.
    pub(crate) async fn input(&self, command: &str, parameters: Value) {
        self.browser.devtools(command, parameters).await;
    }

    /// The chat says that nothing was asked of anybody, and so it is.
    pub(crate) async fn expect_nothing(&self) {
        assert_eq!(self.statuses().await, "Idle");
        self.expect_nothing_asked().await;
    }

    /// Nothing was asked of anybody, and nothing of Customerly is in the page.
    pub(crate) async fn expect_nothing_asked(&self) {
        assert_eq!(
            self.run("return typeof window.customerly").await,
            "undefined"
        );
        assert_eq!(self.run("return window.asked()").await, json!([]));
        assert_eq!(self.site.requests(), [""; 0]);
        assert_eq!(self.site.connections(), 0);
    }

    /// The chat is there, for one request, and nobody else was asked for anything.
    pub(crate) async fn expect_one(&self) {
        self.expect_statuses("Idle Loading Ready").await;
        self.expect_requests(1).await;
        assert_eq!(self.run("return launcher.runs").await, 1);
        assert_eq!(self.run("return window.errors").await, json!([]));
    }

    /// Customerly got so many requests for its launcher, and nobody anything else.
    pub(crate) async fn expect_requests(&self, count: usize) {
        assert_eq!(self.site.requests(), vec![LAUNCHER; count]);
        let asked = self.run("return window.asked().map(([name]) => new URL(name).pathname)");
        assert_eq!(asked.await, json!(vec![LAUNCHER; count]));
    }

    /// When the launcher was asked for, in milliseconds since the page began.
    pub(crate) async fn asked_at(&self) -> f64 {
        let asked = self.run("return window.asked()").await;
        asked[0][1].as_f64().expect("it was asked for")
    }

    /// What the launcher was called with.
    pub(crate) async fn calls(&self) -> Value {
        self.run("return launcher.calls").await
    }
}
