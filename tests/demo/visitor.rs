//! A person at the demo: what one sees there and does.

use std::future::Future;
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::site::Site;
use crate::webdriver::browser::Browser;

/// How long anything may take that a person waits for.
const PATIENCE: Duration = Duration::from_secs(20);

/// Runs the test with a visitor at the demo, and ends browser and server however it goes.
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

/// The same, with every page rendered on the server.
pub(crate) async fn visit_rendered<T>(name: &str, test: impl FnOnce(Rc<Visitor>) -> T + 'static)
where
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
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.site.origin)
    }

    /// Comes to the page and waits until the chat is there.
    pub(crate) async fn arrive(&self, path: &str) {
        self.enter(path).await;
        self.see(".chat-state.ready").await;
    }

    pub(crate) async fn enter(&self, path: &str) {
        self.browser
            .client
            .goto(&self.address(path))
            .await
            .expect("the page loads");
    }

    pub(crate) async fn reload(&self) {
        self.browser
            .client
            .refresh()
            .await
            .expect("the page loads again");
        self.see(".chat-state.ready").await;
    }

    /// Waits until the page shows it.
    pub(crate) async fn see(&self, css: &str) -> Element {
        self.until(&format!("{css} is to be seen"), async || {
            let found = self.browser.client.find(Locator::Css(css)).await;
            displayed(found).await
        })
        .await
    }

    /// Waits until the chat shows it.
    pub(crate) async fn see_in_chat(&self, css: &str) -> Element {
        self.until(&format!("{css} is to be seen in the chat"), async || {
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

    /// Takes a row of the chat's first view by its title.
    pub(crate) async fn choose_in_chat(&self, title: &str) {
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
        assert_ne!(row, json!(-1), "the chat offers {title:?}");
        self.click_in_chat(".row[data-chosen]").await;
    }

    pub(crate) async fn type_in_chat(&self, css: &str, text: &str) {
        let field = self.see_in_chat(css).await;
        field.send_keys(text).await.expect("the field takes text");
    }

    /// Puts a file into the chat's file input, which is hidden behind its label.
    pub(crate) async fn attach(&self, file: &Path) {
        self.see_in_chat(".attach").await;
        let host = self.see_anywhere("#customerly-stand-in").await;
        let root = host
            .shadow_root()
            .await
            .expect("the chat has a shadow root");
        let input = root
            .find(Locator::Css("input[type=file]"))
            .await
            .expect("a file input");
        let path = file.to_str().expect("a path in UTF-8");
        input
            .send_keys(path)
            .await
            .expect("the input takes the file");
    }

    async fn see_anywhere(&self, css: &str) -> Element {
        self.until(&format!("{css} is there"), async || {
            self.browser.client.find(Locator::Css(css)).await.ok()
        })
        .await
    }

    /// Presses keys wherever the focus is.
    pub(crate) async fn press(&self, keys: &str) {
        let focus = self
            .browser
            .client
            .active_element()
            .await
            .expect("something has the focus");
        focus.send_keys(keys).await.expect("it takes keys");
    }

    pub(crate) async fn text(&self, css: &str) -> String {
        self.see(css).await.text().await.expect("a text")
    }

    pub(crate) async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        let result = self.browser.client.execute(script, arguments).await;
        result.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until the script returns that value.
    pub(crate) async fn expect(&self, what: &str, script: &str, wanted: Value) {
        let mut last = Value::Null;
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            last = self.run(script, Vec::new()).await;
            if last == wanted {
                return;
            }
            sleep(Duration::from_millis(25)).await;
        }
        panic!("{what}: expected {wanted:#}, found {last:#}");
    }

    /// Waits until the panel lists these callbacks, oldest first, and no others.
    pub(crate) async fn expect_heard(&self, callbacks: &[&str]) {
        self.expect(
            "what the page heard",
            "return [...document.querySelectorAll('.entry')].reverse()
                 .map((entry) => entry.dataset.callback)",
            json!(callbacks),
        )
        .await;
    }

    /// Waits until the stand-in's own button is hidden, or there.
    pub(crate) async fn expect_launcher_hidden(&self, hidden: bool) {
        self.expect(
            "whether the launcher is hidden",
            "return document.querySelector('#customerly-stand-in').shadowRoot
                 .querySelector('.launcher').hidden",
            json!(hidden),
        )
        .await;
    }

    /// The chat's pushes in the data layer. JSON has no `undefined`: it comes as the text.
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

    pub(crate) async fn expect_quiet_console(&self) {
        let console = self.browser.console().await;
        let loud: Vec<_> = console
            .iter()
            .filter(|line| line.starts_with("SEVERE"))
            .collect();
        assert!(loud.is_empty(), "the console has errors: {loud:#?}");
    }

    async fn until<T>(&self, what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = look().await {
                return found;
            }
            assert!(Instant::now() < deadline, "waited in vain until {what}");
            sleep(Duration::from_millis(25)).await;
        }
    }
}

async fn displayed(found: Result<Element, CmdError>) -> Option<Element> {
    let element = found.ok()?;
    element.is_displayed().await.ok()?.then_some(element)
}

/// Clicks in the middle of the window: at its edges something that sticks there may be in the way.
async fn click(element: &Element) {
    let client = element.clone().client();
    let target = serde_json::to_value(element).expect("an element has a reference");
    let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
    let scrolled = client.execute(script, vec![target]).await;
    scrolled.expect("the element scrolls into view");
    element.click().await.expect("the element takes a click");
}

/// What the stand-in is made of: selectors inside its shadow root.
pub(crate) mod chat {
    pub(crate) const LAUNCHER: &str = ".launcher";
    pub(crate) const WINDOW: &str = ".window";
    pub(crate) const MESSAGE: &str = "textarea";
    pub(crate) const SEND: &str = ".send";
    pub(crate) const BACK: &str = ".tool.back";
    pub(crate) const CLOSE: &str = ".tool.close";
    pub(crate) const DEVELOPER: &str = ".tool.code";
}
