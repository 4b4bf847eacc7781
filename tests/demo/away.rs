//! Pages that nobody looks at for a while: put away and brought back, in a hidden tab.

use serde_json::json;

use crate::pushes::names;
use crate::visitor::{Visitor, chat, visit};

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_page_that_is_brought_back_is_as_it_was_and_nothing_happens_twice() {
    visit("brought-back", async |visitor| {
        visitor.browser.run_first(NOTE).await;
        visitor.arrive("/pricing").await;
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
        visitor.expect_heard(&callbacks).await;
        assert_eq!(
            names(&visitor.pushes().await),
            [
                "customerly_messenger_initialized",
                "customerly_chat_opened",
                "customerly_chat_closed",
                "customerly_chat_opened"
            ]
        );
        assert_eq!(visitor.run(FETCHED, Vec::new()).await, 1);
        visitor.expect_quiet_console().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn what_a_page_waited_for_it_still_waits_for_when_it_is_brought_back() {
    visit("waiting", async |visitor| {
        visitor.browser.run_first(NOTE).await;
        visitor.enter("/?ask").await;
        visitor.see(".consent").await;
        visitor.click(".chat-bar button").await;
        leave_and_come_back(&visitor).await;
        assert_eq!(visitor.run(FETCHED, Vec::new()).await, 0);
        visitor.click(".consent .yes").await;
        visitor.see_in_chat(chat::WINDOW).await;
        visitor
            .expect_heard(&["onMessengerInitialized", "onChatOpened"])
            .await;
        assert_eq!(visitor.run(FETCHED, Vec::new()).await, 1);
        visitor.expect_quiet_console().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_hidden_tab_misses_nothing_and_a_clock_that_jumps_changes_nothing() {
    visit("hidden", async |visitor| {
        visitor.browser.run_first(NOTE).await;
        visitor.arrive("/").await;
        let client = &visitor.browser.client;
        let shop = client.window().await.expect("this tab");
        visitor.run(OPEN_WHEN_HIDDEN, Vec::new()).await;
        let other = client.new_window(true).await.expect("another tab");
        client.switch_to_window(other.handle).await.expect("there");
        client.switch_to_window(shop).await.expect("and back");
        visitor
            .expect(
                "the tab was hidden",
                "return window.visibility",
                json!(["hidden", "visible"]),
            )
            .await;

        visitor.see(".chat-bar button[aria-expanded=true]").await;
        visitor.see_in_chat(chat::WINDOW).await;
        visitor.run(JUMP, Vec::new()).await;
        visitor.click(".chat-bar button").await;
        visitor
            .expect_heard(&["onMessengerInitialized", "onChatOpened", "onChatClosed"])
            .await;
        let pushes = visitor.pushes().await;
        assert_eq!(pushes.len(), 3);
        let seconds = pushes[2]["customerly_open_seconds"].as_u64();
        assert!(seconds.is_some_and(|seconds| seconds < 60), "{seconds:?}");
        visitor.expect_quiet_console().await;
    })
    .await;
}

/// Goes to a page of another kind and back, where the page must be the same one, not loaded anew.
async fn leave_and_come_back(visitor: &Visitor) {
    visitor.run("window.broughtBack = null", Vec::new()).await;
    visitor.enter("/launcher.js").await;
    let client = &visitor.browser.client;
    client.back().await.expect("there is a page before");
    visitor
        .expect(
            "the page was put away and brought back",
            "return window.broughtBack",
            json!(true),
        )
        .await;
}

/// Notes what becomes of the page.
const NOTE: &str = "
    addEventListener('pageshow', (event) => { window.broughtBack = event.persisted; });
    window.visibility = [];
    document.addEventListener('visibilitychange', () => visibility.push(document.visibilityState));";

const OPEN_WHEN_HIDDEN: &str = "
    document.addEventListener('visibilitychange', () => customerly.open(), { once: true });";

/// To another year.
const JUMP: &str = "const { now } = Date; Date.now = () => now() + 4e10";

/// How often the page has fetched the launcher.
const FETCHED: &str = "return performance.getEntriesByType('resource')
    .filter(({ name }) => name.endsWith('/launcher.js')).length";
