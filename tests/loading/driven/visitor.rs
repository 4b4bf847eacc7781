//! Drives a page that has not loaded the chat yet, and checks what it requests.

use std::future::Future;
use std::rc::Rc;

use serde_json::{Value, json};

use super::site::{LAUNCHER, Site};
use crate::webdriver::browser::Browser;
use crate::webdriver::visitor;

pub(crate) type Visitor = visitor::Visitor<Site>;

/// Runs the test with a browser and both servers, and stops them afterward, even if the test panics.
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
    /// Opens the page with these options, and resets the server's counts before.
    pub(crate) async fn open_page(&self, options: &str) {
        self.open_page_failing(options, 0).await;
    }

    /// Like [`open_page`](Self::open_page), with a launcher whose first requests fail.
    pub(crate) async fn open_page_failing(&self, options: &str, failures: usize) {
        self.run("window.busy = false").await;
        self.site.reset(failures);
        self.go(&format!("/?{options}")).await;
        self.see_app().await;
    }

    pub(crate) async fn go(&self, path: &str) {
        let loaded = self.browser.client.goto(&self.site.url(path)).await;
        loaded.expect("the page loads");
    }

    /// Goes to another page and back. The browser must restore the page from its back/forward cache.
    pub(crate) async fn leave_and_come_back(&self) {
        self.run("window.isRestored = null").await;
        self.go("/elsewhere").await;
        let client = &self.browser.client;
        client.back().await.expect("the browser goes back");
        self.until("the page shows again", "return window.isRestored !== null")
            .await;
        assert_eq!(self.run("return window.isRestored").await, true);
    }

    /// Dispatches trusted input, as from the visitor's devices.
    pub(crate) async fn input(&self, command: &str, parameters: Value) {
        self.browser.devtools(command, parameters).await;
    }

    /// Checks that the chat is idle and that the page has requested nothing.
    pub(crate) async fn expect_not_requested(&self) {
        assert_eq!(self.statuses().await, "Idle");
        self.expect_no_requests().await;
    }

    /// Checks that the page has requested nothing from other origins, and that nothing says that the chat is
    /// on its way.
    pub(crate) async fn expect_no_requests(&self) {
        assert_eq!(
            self.run("return typeof window.customerly?.loaded").await,
            "undefined"
        );
        assert_eq!(self.run("return window.requests()").await, json!([]));
        assert_eq!(self.site.requests(), [""; 0]);
        assert_eq!(self.site.connections(), 0);
    }

    /// Waits until the chat is ready, and checks that one request loaded it, without errors.
    pub(crate) async fn expect_loaded_once(&self) {
        self.expect_statuses("Idle Loading Ready").await;
        self.expect_requests(1).await;
        assert_eq!(self.run("return launcher.runs").await, 1);
        assert_eq!(self.run("return window.errors").await, json!([]));
    }

    /// Checks that the page has requested the launcher this many times, and nothing else.
    pub(crate) async fn expect_requests(&self, count: usize) {
        assert_eq!(self.site.requests(), vec![LAUNCHER; count]);
        let requested =
            self.run("return window.requests().map(([name]) => new URL(name).pathname)");
        assert_eq!(requested.await, json!(vec![LAUNCHER; count]));
    }

    /// When the page requested the launcher, in milliseconds since navigation.
    pub(crate) async fn requested_at(&self) -> f64 {
        let requested = self.run("return window.requests()").await;
        requested[0][1]
            .as_f64()
            .expect("the page requested the launcher")
    }

    /// The calls that the launcher received.
    pub(crate) async fn calls(&self) -> Value {
        self.run("return launcher.calls").await
    }
}
