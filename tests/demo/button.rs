//! Chat buttons that are the shop's own.

use serde_json::json;

use crate::visitor::{chat, visit};

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn own_buttons_open_the_chat_count_what_is_unread_and_make_the_launcher_go() {
    visit("button", async |visitor| {
        visitor.arrive("/made/button").await;
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

        // As long as any of them wants it gone.
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
        visitor.expect_quiet_console().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_late_chat_opens_when_it_comes_and_a_missing_one_leaves_an_address() {
    visit("button-early", async |visitor| {
        visitor.arrive("/made/button").await;
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
        visitor.expect_quiet_console().await;

        visitor.click("main a[href*=missing]").await;
        visitor.see(".cards a.button[href^='mailto:']").await;
        visitor
            .see(".round[data-status=failed]:not([aria-disabled])")
            .await;
        visitor.expect("one try", TRIES, json!(1)).await;
        visitor.click(".round").await;
        visitor.expect("another one", TRIES, json!(2)).await;
        visitor.see(".round[data-status=failed]").await;

        visitor.click("main a[href='/made/button']").await;
        visitor.see(".chat-state.ready").await;
        visitor.see(".cards button.button").await;
    })
    .await;
}

const TRIES: &str = "return performance.getEntriesByType('resource')
    .filter(({ name }) => name.startsWith('https://launcher.invalid/')).length";
