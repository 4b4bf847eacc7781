//! The demo's custom chat buttons.

use serde_json::json;

use super::visitor::{chat, visit};

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn custom_buttons_open_the_chat_show_the_unread_count_and_hide_the_launcher_button() {
    visit("button", async |visitor| {
        visitor.open_page_with_chat("/made/button").await;
        visitor.click(".round").await;
        visitor.see_in_chat(chat::WINDOW).await;
        visitor.see(".round[aria-expanded=true]").await;
        visitor.click(".cards .button[aria-expanded=true]").await;
        visitor.see(".round[aria-expanded=false]").await;
        visitor.click("[name=write]").await;
        visitor.see(".round[data-unread='1']").await;
        visitor
            .expect(
                "the badge",
                "return getComputedStyle(document.querySelector('.round'), '::after').content",
                json!("\"1\""),
            )
            .await;

        // The launcher button stays hidden while at least one component hides it.
        visitor.see_in_chat(chat::LAUNCHER).await;
        visitor.click("[name=hides]").await;
        visitor.expect_launcher_hidden(true).await;
        visitor.click(".menu button").await;
        visitor.see(".menu ul").await;
        visitor.click("[name=hides]").await;
        visitor.see("[name=hides]:not(:checked)").await;
        visitor.expect_launcher_hidden(true).await;
        visitor.click(".menu button").await;
        visitor.expect_launcher_hidden(false).await;
        visitor.click(".menu button").await;
        visitor.expect_launcher_hidden(true).await;
        visitor.click(".menu a[href='/help']").await;
        visitor.see("main .ask:enabled").await;
        visitor.expect_launcher_hidden(false).await;
        visitor.expect_no_console_errors().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_click_opens_a_slow_chat_once_ready_and_a_missing_chat_shows_the_fallback() {
    visit("button-early", async |visitor| {
        visitor.open_page_with_chat("/made/button").await;
        visitor.click("main a[href*=slow]").await;
        visitor.see(".chat-state.idle").await;
        visitor.click(".round").await;
        visitor
            .see(".round[aria-busy=true][data-status=loading]")
            .await;
        visitor.see_in_chat(chat::WINDOW).await;
        visitor
            .see(".round[aria-expanded=true][data-status=ready]:not([aria-busy])")
            .await;
        visitor.click_in_chat(chat::CLOSE).await;
        visitor.expect_no_console_errors().await;

        visitor.click("main a[href*=missing]").await;
        visitor.see(".cards a.button[href^='mailto:']").await;
        visitor
            .see(".round[data-status=failed]:not([aria-disabled])")
            .await;
        visitor
            .expect("the requests before the click", LAUNCHER_REQUESTS, json!(1))
            .await;
        visitor.click(".round").await;
        visitor
            .expect("the requests after the click", LAUNCHER_REQUESTS, json!(2))
            .await;
        visitor.see(".round[data-status=failed]").await;

        visitor.click("main a[href='/made/button']").await;
        visitor.see(".chat-state.ready").await;
        visitor.see(".cards button.button").await;
    })
    .await;
}

const LAUNCHER_REQUESTS: &str = "return performance.getEntriesByType('resource')
    .filter(({ name }) => name.startsWith('https://launcher.invalid/')).length";
