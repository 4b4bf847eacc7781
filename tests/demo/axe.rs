//! The demo's pages, checked for accessibility violations with axe-core.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::visitor::{Visitor, chat, visit};

const PATHS: [&str; 10] = [
    "/",
    "/lamps",
    "/lamps/rook",
    "/pricing",
    "/help",
    "/made",
    "/made/loading",
    "/made/login",
    "/made/button",
    "/lamps/candle",
];

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn no_page_has_violations_in_any_color_scheme_at_any_width() {
    visit("axe", async |visitor| {
        let axe = axe_source();
        for (scheme, width, height) in [
            ("light", 1440, 900),
            ("dark", 1440, 900),
            ("light", 390, 844),
            ("dark", 390, 844),
        ] {
            visitor.browser.color_scheme(scheme).await;
            visitor.browser.viewport(width, height).await;
            for path in PATHS {
                visitor.open_page_with_chat(path).await;
                let found = violations(&visitor, &axe).await;
                assert_eq!(found, json!([]), "{path}, {scheme}, {width} wide");
            }
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn no_state_of_the_chat_has_violations() {
    visit("axe-chat", async |visitor| {
        let axe = axe_source();
        for scheme in ["light", "dark"] {
            visitor.browser.color_scheme(scheme).await;
            // An open chat, then an unread message.
            visitor.open_page_with_chat("/help").await;
            visitor.click(".chat-bar button").await;
            visitor.click_in_chat(chat::DEVELOPER).await;
            visitor.click_in_chat(".fire:first-of-type").await;
            let open = violations(&visitor, &axe).await;
            assert_eq!(open, json!([]), "an open chat, {scheme}");
            visitor.click_in_chat(chat::CLOSE).await;
            visitor.see(".chat-bar button[data-unread='1']").await;
            let unread = violations(&visitor, &axe).await;
            assert_eq!(unread, json!([]), "an unread message, {scheme}");

            // A logged-in customer, and the list of calls.
            visitor.open_page_with_chat("/made/login").await;
            visitor.click("[name=Ada]").await;
            visitor.see(".known.yes").await;
            let known = violations(&visitor, &axe).await;
            assert_eq!(known, json!([]), "a logged-in customer, {scheme}");

            // Custom chat buttons while the chat is open, while it loads, and after it failed.
            visitor.open_page_with_chat("/made/button").await;
            visitor.click(".menu button").await;
            visitor.click(".round").await;
            visitor.see(".round[aria-expanded=true]").await;
            let open = violations(&visitor, &axe).await;
            assert_eq!(open, json!([]), "buttons of an open chat, {scheme}");
            visitor.click_in_chat(chat::CLOSE).await;
            visitor.click("main a[href*=slow]").await;
            visitor.click(".round").await;
            visitor.see(".round[aria-busy=true]").await;
            let busy = violations(&visitor, &axe).await;
            assert_eq!(busy, json!([]), "buttons of a loading chat, {scheme}");
            visitor.click("main a[href*=missing]").await;
            visitor.see(".round[data-status=failed]").await;
            let failed = violations(&visitor, &axe).await;
            assert_eq!(failed, json!([]), "buttons of a failed chat, {scheme}");

            visitor.open_page("/help?app_id=abcd1234").await;
            visitor.see(".consent").await;
            let consent = violations(&visitor, &axe).await;
            assert_eq!(consent, json!([]), "the consent prompt, {scheme}");
            visitor.click(".consent .yes").await;
            // The test browser has no network access.
            visitor.see(".chat-bar.failed").await;
            let failed = violations(&visitor, &axe).await;
            assert_eq!(failed, json!([]), "a chat that failed, {scheme}");
            visitor.run("localStorage.clear()", Vec::new()).await;
        }
    })
    .await;
}

/// A control: the other tests would also pass if axe-core checked nothing.
#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_button_without_a_name_is_found() {
    visit("axe-control", async |visitor| {
        visitor.open_page_with_chat("/").await;
        let remove_label = "document.querySelector('.chat-bar button').replaceChildren()";
        visitor.run(remove_label, Vec::new()).await;
        let found = violations(&visitor, &axe_source()).await;
        assert!(found.to_string().contains("button-name"), "{found:#}");
    })
    .await;
}

fn axe_source() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fixtures/axe-core.js");
    let advice = "run `cargo xtask tools`";
    fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}; {advice}", file.display()))
}

/// The violated rules, each with the elements that violate it.
async fn violations(visitor: &Visitor, axe: &str) -> Value {
    visitor.run(axe, Vec::new()).await;
    let client = &visitor.browser.client;
    let found = client.execute_async(RUN_AXE, Vec::new()).await;
    found.expect("axe-core finishes")
}

/// Runs axe-core once all finite animations have finished: an element that fades in has too little
/// contrast until then.
const RUN_AXE: &str = "
    const done = arguments[arguments.length - 1];
    const roots = [...document.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot);
    const animations = [document, ...roots.filter(Boolean)]
        .flatMap((root) => root.getAnimations())
        .filter(({ effect }) => Number.isFinite(effect.getComputedTiming().endTime));
    Promise.allSettled(animations.map(({ finished }) => finished)).then(() => axe.run()).then(
        ({ violations }) => done(violations.map(({ id, help, nodes }) => ({
            id,
            help,
            nodes: nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary}`),
        }))),
        (error) => done(String(error)),
    );";
