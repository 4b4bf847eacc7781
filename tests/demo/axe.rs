//! What axe-core, the checker of accessibility, finds on the demo's pages.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::visitor::{Visitor, chat, visit};

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
async fn nothing_is_found_on_any_page_in_any_light_at_any_width() {
    visit("axe", async |visitor| {
        let axe = source();
        for (scheme, width, height) in [
            ("light", 1440, 900),
            ("dark", 1440, 900),
            ("light", 390, 844),
            ("dark", 390, 844),
        ] {
            visitor.browser.color_scheme(scheme).await;
            visitor.browser.viewport(width, height).await;
            for path in PATHS {
                visitor.arrive(path).await;
                let found = check(&visitor, &axe).await;
                assert_eq!(found, json!([]), "{path}, {scheme}, {width} wide");
            }
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn nothing_is_found_whatever_the_chat_does() {
    visit("axe-chat", async |visitor| {
        let axe = source();
        for scheme in ["light", "dark"] {
            visitor.browser.color_scheme(scheme).await;
            // Unread, heard and open.
            visitor.arrive("/help").await;
            visitor.click(".chat-bar button").await;
            visitor.click_in_chat(chat::DEVELOPER).await;
            visitor.click_in_chat(".fire:first-of-type").await;
            let open = check(&visitor, &axe).await;
            assert_eq!(open, json!([]), "an open chat, {scheme}");
            visitor.click_in_chat(chat::CLOSE).await;
            visitor.see(".chat-bar button[data-unread='1']").await;
            let unread = check(&visitor, &axe).await;
            assert_eq!(unread, json!([]), "an unread message, {scheme}");

            // A customer, and what the chat was told.
            visitor.arrive("/made/login").await;
            visitor.click("[name=Ada]").await;
            visitor.see(".known.yes").await;
            let known = check(&visitor, &axe).await;
            assert_eq!(known, json!([]), "somebody is logged in, {scheme}");

            // Own buttons of a chat that is open, on its way, and not there.
            visitor.arrive("/made/button").await;
            visitor.click(".menu button").await;
            visitor.click(".round").await;
            visitor.see(".round[aria-expanded=true]").await;
            let open = check(&visitor, &axe).await;
            assert_eq!(open, json!([]), "buttons of an open chat, {scheme}");
            visitor.click_in_chat(chat::CLOSE).await;
            visitor.click("main a[href*=slow]").await;
            visitor.click(".round").await;
            visitor.see(".round[aria-busy=true]").await;
            let busy = check(&visitor, &axe).await;
            assert_eq!(busy, json!([]), "buttons of a late chat, {scheme}");
            visitor.click("main a[href*=missing]").await;
            visitor.see(".round[data-status=failed]").await;
            let failed = check(&visitor, &axe).await;
            assert_eq!(failed, json!([]), "buttons without a chat, {scheme}");

            visitor.enter("/help?app_id=abcd1234").await;
            visitor.see(".consent").await;
            let asked = check(&visitor, &axe).await;
            assert_eq!(asked, json!([]), "the question for consent, {scheme}");
            visitor.click(".consent .yes").await;
            // The browser of these tests reaches nobody.
            visitor.see(".chat-bar.failed").await;
            let failed = check(&visitor, &axe).await;
            assert_eq!(failed, json!([]), "a chat that failed, {scheme}");
            visitor.run("localStorage.clear()", Vec::new()).await;
        }
    })
    .await;
}

/// Without it, an axe that looks at nothing would find nothing, too.
#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_button_without_a_name_would_be_found() {
    visit("axe-control", async |visitor| {
        visitor.arrive("/").await;
        let spoil = "document.querySelector('.chat-bar button').replaceChildren()";
        visitor.run(spoil, Vec::new()).await;
        let found = check(&visitor, &source()).await;
        assert!(found.to_string().contains("button-name"), "{found:#}");
    })
    .await;
}

fn source() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fixtures/axe-core.js");
    let advice = "`cargo xtask tools` puts it there";
    fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}; {advice}", file.display()))
}

/// The rules that are violated, each with the elements that do so.
async fn check(visitor: &Visitor, axe: &str) -> Value {
    visitor.run(axe, Vec::new()).await;
    let client = &visitor.browser.client;
    let found = client.execute_async(RUN, Vec::new()).await;
    found.expect("axe comes to an end")
}

/// When nothing moves any more that will come to rest: what fades in has less contrast meanwhile.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    const roots = [...document.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot);
    const moving = [document, ...roots.filter(Boolean)]
        .flatMap((root) => root.getAnimations())
        .filter(({ effect }) => Number.isFinite(effect.getComputedTiming().endTime));
    Promise.allSettled(moving.map(({ finished }) => finished)).then(() => axe.run()).then(
        ({ violations }) => done(violations.map(({ id, help, nodes }) => ({
            id,
            help,
            nodes: nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary}`),
        }))),
        (error) => done(String(error)),
    );";
