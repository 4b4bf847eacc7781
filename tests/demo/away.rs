//! Pages in the back/forward cache, and pages in a hidden tab.

use serde_json::json;

use super::pushes::names;
use super::visitor::{Visitor, chat, visit};

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_restored_page_keeps_its_state_and_repeats_nothing() {
    visit("brought-back", async |visitor| {
        visitor.browser.run_first(RECORD_PAGE_EVENTS).await;
        visitor.open_page_with_chat("/pricing").await;
        visitor.click("main .ask").await;
        visitor.see_in_chat(chat::WINDOW).await;
        for _ in 0..2 {
            leave_and_come_back(&visitor).await;
        }
        visitor.see_in_chat(chat::WINDOW).await;
        visitor.see(".chat-bar button[aria-expanded=true]").await;
        visitor.see("main .ask:disabled").await;
        visitor.click(".chat-bar button").await;
        visitor.see("main .ask:enabled").await;
        visitor.click_in_chat(chat::LAUNCHER).await;
        visitor.see(".chat-bar.open").await;

        let callbacks = [
            "onMessengerInitialized",
            "onChatOpened",
            "onChatClosed",
            "onChatOpened",
        ];
        visitor.expect_callbacks(&callbacks).await;
        assert_eq!(
            names(&visitor.pushes().await),
            [
                "customerly_messenger_initialized",
                "customerly_chat_opened",
                "customerly_chat_closed",
                "customerly_chat_opened"
            ]
        );
        assert_eq!(visitor.run(LAUNCHER_REQUESTS, Vec::new()).await, 1);
        visitor.expect_no_console_errors().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_restored_page_still_waits_for_consent() {
    visit("waiting", async |visitor| {
        visitor.browser.run_first(RECORD_PAGE_EVENTS).await;
        visitor.open_page("/?ask").await;
        visitor.see(".consent").await;
        visitor.click(".chat-bar button").await;
        leave_and_come_back(&visitor).await;
        assert_eq!(visitor.run(LAUNCHER_REQUESTS, Vec::new()).await, 0);
        visitor.click(".consent .yes").await;
        visitor.see_in_chat(chat::WINDOW).await;
        visitor
            .expect_callbacks(&["onMessengerInitialized", "onChatOpened"])
            .await;
        assert_eq!(visitor.run(LAUNCHER_REQUESTS, Vec::new()).await, 1);
        visitor.expect_no_console_errors().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_hidden_tab_misses_no_event_and_a_clock_change_has_no_effect() {
    visit("hidden", async |visitor| {
        visitor.browser.run_first(RECORD_PAGE_EVENTS).await;
        visitor.open_page_with_chat("/").await;
        let client = &visitor.browser.client;
        let demo_tab = client.window().await.expect("the tab has a handle");
        visitor.run(OPEN_WHEN_HIDDEN, Vec::new()).await;
        let other_tab = client.new_window(true).await.expect("a new tab opens");
        client
            .switch_to_window(other_tab.handle)
            .await
            .expect("the browser switches to the new tab");
        client
            .switch_to_window(demo_tab)
            .await
            .expect("the browser switches back");
        visitor
            .expect(
                "the visibility of the tab",
                "return window.visibility",
                json!(["hidden", "visible"]),
            )
            .await;

        visitor.see(".chat-bar button[aria-expanded=true]").await;
        visitor.see_in_chat(chat::WINDOW).await;
        visitor.run(CHANGE_CLOCK, Vec::new()).await;
        visitor.click(".chat-bar button").await;
        visitor
            .expect_callbacks(&["onMessengerInitialized", "onChatOpened", "onChatClosed"])
            .await;
        let pushes = visitor.pushes().await;
        assert_eq!(pushes.len(), 3);
        let seconds = pushes[2]["customerly_open_seconds"].as_u64();
        assert!(seconds.is_some_and(|seconds| seconds < 60), "{seconds:?}");
        visitor.expect_no_console_errors().await;
    })
    .await;
}

/// Goes to another page and back. The browser must restore the page from its back/forward cache.
async fn leave_and_come_back(visitor: &Visitor) {
    visitor.run("window.isRestored = null", Vec::new()).await;
    visitor.open_page("/launcher.js").await;
    let client = &visitor.browser.client;
    client.back().await.expect("the browser goes back");
    visitor
        .expect(
            "whether the page was restored from the back/forward cache",
            "return window.isRestored",
            json!(true),
        )
        .await;
}

/// Records whether the page is restored, and when its visibility changes.
const RECORD_PAGE_EVENTS: &str = "
    addEventListener('pageshow', (event) => { window.isRestored = event.persisted; });
    window.visibility = [];
    document.addEventListener('visibilitychange', () => visibility.push(document.visibilityState));";

const OPEN_WHEN_HIDDEN: &str = "
    document.addEventListener('visibilitychange', () => customerly.open(), { once: true });";

/// Moves the clock ahead by more than a year.
const CHANGE_CLOCK: &str = "const { now } = Date; Date.now = () => now() + 4e10";

/// How often the page has fetched the launcher.
const LAUNCHER_REQUESTS: &str = "return performance.getEntriesByType('resource')
    .filter(({ name }) => name.endsWith('/launcher.js')).length";
