//! Drives the demo in the browser as a visitor does.

use std::future::Future;
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use serde_json::{Value, json};
use tokio::time::sleep;

use super::site::Site;
use crate::webdriver::browser::Browser;

/// How long to wait for anything on the page.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Runs the test with a browser and the demo's static files. Stops the browser and the server
/// afterward, even if the test panics.
pub(crate) async fn visit<T>(name: &str, test: impl FnOnce(Rc<Visitor>) -> T + 'static)
where
    T: Future<Output = ()> + 'static,
{
    Browser::with(name, async move |browser| {
        let site = Site::serve().await;
        test(Rc::new(Visitor { site, browser })).await;
    })
    .await;
}

/// Like [`visit`], with every page rendered on the server.
pub(crate) async fn visit_server_rendered<T>(
    name: &str,
    test: impl FnOnce(Rc<Visitor>) -> T + 'static,
) where
    T: Future<Output = ()> + 'static,
{
    Browser::with(name, async move |browser| {
        let site = Site::render().await;
        test(Rc::new(Visitor { site, browser })).await;
    })
    .await;
}

pub(crate) struct Visitor {
    site: Site,
    pub(crate) browser: Rc<Browser>,
}

impl Visitor {
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.site.origin)
    }

    /// Opens the page, and waits until the chat is ready.
    pub(crate) async fn open_page_with_chat(&self, path: &str) {
        self.open_page(path).await;
        self.see(".chat-state.ready").await;
    }

    pub(crate) async fn open_page(&self, path: &str) {
        self.browser
            .client
            .goto(&self.url(path))
            .await
            .expect("the page loads");
    }

    pub(crate) async fn reload(&self) {
        self.browser
            .client
            .refresh()
            .await
            .expect("the page reloads");
        self.see(".chat-state.ready").await;
    }

    /// Waits until the page displays the element.
    pub(crate) async fn see(&self, css: &str) -> Element {
        self.until(&format!("{css} is displayed"), async || {
            let found = self.browser.client.find(Locator::Css(css)).await;
            displayed(found).await
        })
        .await
    }

    /// Waits until the chat displays the element.
    pub(crate) async fn see_in_chat(&self, css: &str) -> Element {
        self.until(&format!("{css} is displayed in the chat"), async || {
            let host = self
                .browser
                .client
                .find(Locator::Css("#customerly-stand-in"))
                .await
                .ok()?;
            let found = host.shadow_root().await.ok()?.find(Locator::Css(css)).await;
            displayed(found).await
        })
        .await
    }

    pub(crate) async fn click(&self, css: &str) {
        click(&self.see(css).await).await;
    }

    pub(crate) async fn click_in_chat(&self, css: &str) {
        click(&self.see_in_chat(css).await).await;
    }

    /// Clicks the row with this title in the chat's first view.
    pub(crate) async fn click_row_in_chat(&self, title: &str) {
        self.see_in_chat(".row").await;
        let row = self
            .run(
                "const rows = document.querySelector('#customerly-stand-in').shadowRoot
                     .querySelectorAll('.row');
                 const index = [...rows].findIndex((row) => row.textContent.startsWith(arguments[0]));
                 rows[index]?.setAttribute('data-chosen', '');
                 return index;",
                vec![json!(title)],
            )
            .await;
        assert_ne!(row, json!(-1), "the chat has no row {title:?}");
        self.click_in_chat(".row[data-chosen]").await;
    }

    pub(crate) async fn type_in_chat(&self, css: &str, text: &str) {
        let field = self.see_in_chat(css).await;
        field.send_keys(text).await.expect("the field accepts text");
    }

    /// Selects a file in the chat's file input, which is hidden: visitors click its label.
    pub(crate) async fn attach(&self, file: &Path) {
        self.see_in_chat(".attach").await;
        let host = self.find("#customerly-stand-in").await;
        let root = host
            .shadow_root()
            .await
            .expect("the chat has a shadow root");
        let input = root
            .find(Locator::Css("input[type=file]"))
            .await
            .expect("the chat has a file input");
        let path = file.to_str().expect("the path is UTF-8");
        input
            .send_keys(path)
            .await
            .expect("the input accepts the file");
    }

    async fn find(&self, css: &str) -> Element {
        self.until(&format!("{css} is in the page"), async || {
            self.browser.client.find(Locator::Css(css)).await.ok()
        })
        .await
    }

    /// Sends keys to the focused element.
    pub(crate) async fn press(&self, keys: &str) {
        let focused = self
            .browser
            .client
            .active_element()
            .await
            .expect("an element has the focus");
        focused
            .send_keys(keys)
            .await
            .expect("the element accepts keys");
    }

    pub(crate) async fn text(&self, css: &str) -> String {
        self.see(css)
            .await
            .text()
            .await
            .expect("the element has text")
    }

    pub(crate) async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        let result = self.browser.client.execute(script, arguments).await;
        result.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until the script returns the expected value.
    pub(crate) async fn expect(&self, what: &str, script: &str, expected: Value) {
        let mut last = Value::Null;
        let deadline = Instant::now() + TIMEOUT;
        while Instant::now() < deadline {
            last = self.run(script, Vec::new()).await;
            if last == expected {
                return;
            }
            sleep(Duration::from_millis(25)).await;
        }
        panic!("{what}: expected {expected:#}, found {last:#}");
    }

    /// Waits until the inspector lists exactly these callbacks, oldest first.
    pub(crate) async fn expect_callbacks(&self, callbacks: &[&str]) {
        self.expect(
            "the callbacks in the inspector",
            "return [...document.querySelectorAll('.entry')].reverse()
                 .map((entry) => entry.dataset.callback)",
            json!(callbacks),
        )
        .await;
    }

    /// Waits until the stand-in's launcher button is hidden, or until it is shown.
    pub(crate) async fn expect_launcher_hidden(&self, hidden: bool) {
        self.expect(
            "whether the launcher button is hidden",
            "return document.querySelector('#customerly-stand-in').shadowRoot
                 .querySelector('.launcher').hidden",
            json!(hidden),
        )
        .await;
    }

    /// The chat's pushes in the data layer. As JSON has no `undefined`, those values become the text
    /// `"undefined"`.
    pub(crate) async fn pushes(&self) -> Vec<Value> {
        let pushes = self
            .run(
                "return window.dataLayer.map((push) => Object.fromEntries(
                     Object.entries(push).map(([key, value]) => [key, value ?? String(value)])))",
                Vec::new(),
            )
            .await;
        pushes
            .as_array()
            .cloned()
            .expect("the data layer is an array")
    }

    pub(crate) async fn expect_no_console_errors(&self) {
        let console = self.browser.console().await;
        let errors: Vec<_> = console
            .iter()
            .filter(|line| line.starts_with("SEVERE"))
            .collect();
        assert!(errors.is_empty(), "the console has errors: {errors:#?}");
    }

    async fn until<T>(&self, what: &str, mut poll: impl AsyncFnMut() -> Option<T>) -> T {
        let deadline = Instant::now() + TIMEOUT;
        loop {
            if let Some(found) = poll().await {
                return found;
            }
            assert!(Instant::now() < deadline, "timed out waiting until {what}");
            sleep(Duration::from_millis(25)).await;
        }
    }
}

async fn displayed(found: Result<Element, CmdError>) -> Option<Element> {
    let element = found.ok()?;
    element.is_displayed().await.ok()?.then_some(element)
}

/// Scrolls the element to the middle of the window before the click: at the edges, a sticky element may
/// cover it.
async fn click(element: &Element) {
    let client = element.clone().client();
    let target = serde_json::to_value(element).expect("an element reference serializes");
    let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
    let scrolled = client.execute(script, vec![target]).await;
    scrolled.expect("the element scrolls into view");
    element.click().await.expect("the element accepts a click");
}

/// Selectors inside the stand-in's shadow root.
pub(crate) mod chat {
    pub(crate) const LAUNCHER: &str = ".launcher";
    pub(crate) const WINDOW: &str = ".window";
    pub(crate) const MESSAGE: &str = "textarea";
    pub(crate) const SEND: &str = ".send";
    pub(crate) const BACK: &str = ".tool.back";
    pub(crate) const CLOSE: &str = ".tool.close";
    pub(crate) const DEVELOPER: &str = ".tool.code";
}
