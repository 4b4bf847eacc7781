//! Server-rendered pages, and their hydration in the browser.

use serde_json::json;

use super::pushes::{assert_page, assert_same_keys, names};
use super::visitor::{Visitor, chat, visit_server_rendered};

const PATHS: [&str; 12] = [
    "/",
    "/lamps",
    "/lamps/heron",
    "/lamps/moth",
    "/pricing",
    "/help",
    "/made",
    "/made/loading",
    "/made/login",
    "/made/button",
    "/lamps/candle",
    "/nowhere/at/all",
];

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn hydration_keeps_the_server_rendered_elements_unchanged() {
    visit_server_rendered("hydration", async |visitor| {
        visitor.browser.run_first(DELAY_START).await;
        let mut pages = Vec::new();
        for path in PATHS {
            // While the chat waits for consent, its status does not change the page.
            visitor.open_page(&format!("{path}?ask")).await;
            let before = visitor.run(REMEMBER_ELEMENTS, Vec::new()).await;
            hydrate(&visitor).await;
            assert_eq!(
                visitor.run(COMPARE_ELEMENTS, Vec::new()).await,
                json!({ "html": before, "kept": true }),
                "{path}"
            );
            visitor.see(".consent").await;
            expect_no_error_but_404(&visitor).await;
            pages.push(before);
        }
        // A control: the comparisons above can fail.
        let before = pages.pop();
        assert!(!pages.contains(before.as_ref().expect("the last page")));
        let replace = "const title = document.querySelector('h1');
            title.replaceWith(title.cloneNode(true));";
        visitor.run(replace, Vec::new()).await;
        assert_eq!(
            visitor.run(COMPARE_ELEMENTS, Vec::new()).await,
            json!({ "html": before, "kept": false })
        );
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_server_rendered_page_is_readable_before_hydration_and_interactive_after() {
    visit_server_rendered("rendered", async |visitor| {
        visitor.browser.run_first(DELAY_START).await;
        visitor.open_page("/lamps").await;
        assert_eq!(visitor.text("h1").await, "The lamps");
        visitor.see("nav a[href='/lamps'][aria-current=page]").await;
        let title = "return document.title";
        let lamps = "Lamps · Glimworth Lamps";
        assert_eq!(visitor.run(title, Vec::new()).await, lamps);

        hydrate(&visitor).await;
        visitor.see(".chat-state.ready").await;
        visitor
            .see(".chat-bar button[data-status=ready][aria-expanded=false]")
            .await;
        visitor.click(".chat-bar button").await;
        visitor.see_in_chat(chat::WINDOW).await;
        visitor.see(".chat-bar button[aria-expanded=true]").await;
        visitor.click("main a[href='/lamps/moth']").await;
        assert_eq!(visitor.text("h1").await, "Moth");
        visitor.click(".chat-bar button").await;
        visitor.see(".chat-bar button[aria-expanded=false]").await;

        visitor
            .expect_callbacks(&["onMessengerInitialized", "onChatOpened", "onChatClosed"])
            .await;
        let pushes = visitor.pushes().await;
        assert_eq!(
            names(&pushes),
            [
                "customerly_messenger_initialized",
                "customerly_chat_opened",
                "customerly_chat_closed"
            ]
        );
        assert_page(&visitor, &pushes[0], "/lamps", "Lamps");
        assert_page(&visitor, &pushes[2], "/lamps/moth", "Moth");
        assert_same_keys(&pushes);
        visitor.expect_no_console_errors().await;
    })
    .await;
}

/// The server responds to unknown pages with status 404, which the browser logs as an error.
async fn expect_no_error_but_404(visitor: &Visitor) {
    let console = visitor.browser.console().await;
    let errors: Vec<_> = console
        .iter()
        .filter(|line| line.starts_with("SEVERE") && !line.contains("status of 404"))
        .collect();
    assert!(errors.is_empty(), "the console has errors: {errors:#?}");
}

/// Starts the app that [`DELAY_START`] has delayed, and waits until it has started.
async fn hydrate(visitor: &Visitor) {
    visitor
        .expect(
            "the app waits to start",
            "return 'startApp' in window",
            json!(true),
        )
        .await;
    visitor.run("window.startApp()", Vec::new()).await;
    visitor
        .expect(
            "the app has started",
            "return window.appStarted",
            json!(true),
        )
        .await;
}

/// Delays the start of the app, so that a test can read the page as the server rendered it. Trunk
/// dispatches an event when the app has started.
const DELAY_START: &str = "
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...parts) => {
        await new Promise((startApp) => { window.startApp = startApp; });
        return instantiateStreaming.apply(WebAssembly, parts);
    };
    window.appStarted = false;
    addEventListener('TrunkApplicationStarted', () => { window.appStarted = true; });";

const REMEMBER_ELEMENTS: &str = "
    const app = document.querySelector('#app');
    window.elements = [...app.querySelectorAll('*')];
    window.html = () => {
        const copy = app.cloneNode(true);
        // The server does not render the consent prompt: only the browser knows an earlier choice.
        copy.querySelector('.consent')?.remove();
        // Yew marks its components with comments.
        const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
        const marks = [];
        while (comments.nextNode()) marks.push(comments.currentNode);
        for (const mark of marks) mark.remove();
        return copy.innerHTML;
    };
    return window.html();";

const COMPARE_ELEMENTS: &str = "
    const kept = [...document.querySelectorAll('#app *')]
        .filter((element) => !element.closest('.consent'));
    return {
        html: window.html(),
        kept: kept.length === elements.length
            && kept.every((element, index) => element === elements[index]),
    };";
