//! Pages from a server, taken over in the browser.

use serde_json::json;

use crate::pushes::{assert_one_set_of_keys, assert_page, names};
use crate::visitor::{Visitor, chat, visit_rendered};

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
async fn the_browser_takes_over_what_the_server_rendered_and_changes_nothing() {
    visit_rendered("hydration", async |visitor| {
        visitor.browser.run_first(WAIT).await;
        let mut pages = Vec::new();
        for path in PATHS {
            // Nothing happens by itself on a page whose chat waits for a yes.
            visitor.enter(&format!("{path}?ask")).await;
            let before = visitor.run(BEFORE, Vec::new()).await;
            take_over(&visitor).await;
            assert_eq!(
                visitor.run(AFTER, Vec::new()).await,
                json!({ "html": before, "kept": true }),
                "{path}"
            );
            visitor.see(".consent").await;
            expect_no_error_but_404(&visitor).await;
            pages.push(before);
        }
        // What is compared above can differ.
        let before = pages.pop();
        assert!(!pages.contains(before.as_ref().expect("the last page")));
        let replace = "const title = document.querySelector('h1');
            title.replaceWith(title.cloneNode(true));";
        visitor.run(replace, Vec::new()).await;
        assert_eq!(
            visitor.run(AFTER, Vec::new()).await,
            json!({ "html": before, "kept": false })
        );
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_page_from_a_server_is_readable_before_and_alive_after() {
    visit_rendered("rendered", async |visitor| {
        visitor.browser.run_first(WAIT).await;
        visitor.enter("/lamps").await;
        assert_eq!(visitor.text("h1").await, "The lamps");
        visitor.see("nav a[href='/lamps'][aria-current=page]").await;
        let title = "return document.title";
        let lamps = "Lamps · Glimworth Lamps";
        assert_eq!(visitor.run(title, Vec::new()).await, lamps);

        take_over(&visitor).await;
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
            .expect_heard(&["onMessengerInitialized", "onChatOpened", "onChatClosed"])
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
        assert_one_set_of_keys(&pushes);
        visitor.expect_quiet_console().await;
    })
    .await;
}

/// A page that is not there says so to the browser, too.
async fn expect_no_error_but_404(visitor: &Visitor) {
    let console = visitor.browser.console().await;
    let loud: Vec<_> = console
        .iter()
        .filter(|line| line.starts_with("SEVERE") && !line.contains("status of 404"))
        .collect();
    assert!(loud.is_empty(), "the console has errors: {loud:#?}");
}

/// Lets the program start that [`WAIT`] has stopped, and waits until it runs.
async fn take_over(visitor: &Visitor) {
    visitor
        .expect(
            "the program waits",
            "return 'takeOver' in window",
            json!(true),
        )
        .await;
    visitor.run("window.takeOver()", Vec::new()).await;
    visitor
        .expect("the program runs", "return window.tookOver", json!(true))
        .await;
}

/// Stops the shop's program before it starts, so that a test can look at the page as it came. Trunk
/// says when a program has started.
const WAIT: &str = "
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...parts) => {
        await new Promise((takeOver) => { window.takeOver = takeOver; });
        return instantiateStreaming.apply(WebAssembly, parts);
    };
    window.tookOver = false;
    addEventListener('TrunkApplicationStarted', () => { window.tookOver = true; });";

const BEFORE: &str = "
    const app = document.querySelector('#app');
    window.elements = [...app.querySelectorAll('*')];
    window.html = () => {
        const copy = app.cloneNode(true);
        // Only the browser knows whether the visitor was asked before.
        copy.querySelector('.consent')?.remove();
        // Yew's marks.
        const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
        const marks = [];
        while (comments.nextNode()) marks.push(comments.currentNode);
        for (const mark of marks) mark.remove();
        return copy.innerHTML;
    };
    return window.html();";

const AFTER: &str = "
    const kept = [...document.querySelectorAll('#app *')].filter((it) => !it.closest('.consent'));
    return {
        html: window.html(),
        kept: kept.length === elements.length && kept.every((it, at) => it === elements[at]),
    };";
