//! The chat's status, and the callbacks that only the stand-in's developer menu fires.

use serde_json::Value;

use super::pushes::assert_same_keys;
use super::visitor::{chat, visit};

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn the_developer_menu_fires_each_other_callback_once_through_every_channel() {
    visit("developer", async |visitor| {
        visitor.open_page_with_chat("/").await;
        visitor.click(".chat-bar button").await;
        visitor.click_in_chat(chat::DEVELOPER).await;
        let names = visitor
            .run(
                "return [...document.querySelector('#customerly-stand-in').shadowRoot
                     .querySelectorAll('.fire')].map((button) => button.textContent)",
                Vec::new(),
            )
            .await;
        let fired: Vec<&str> = names
            .as_array()
            .expect("the script returns a list")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        // The visitor's own actions cause the other nine of the 22 callbacks.
        assert_eq!(fired.len(), 13, "{fired:?}");

        for channel in ["property", "callbacks", "both"] {
            // Choosing a channel restarts the launcher, which then calls the handlers in that channel.
            visitor.click_in_chat(&format!("[value={channel}]")).await;
            visitor.expect_callbacks(&["onMessengerInitialized"]).await;
            visitor.click(".chat-bar button").await;
            visitor.click_in_chat(chat::DEVELOPER).await;
            visitor
                .see_in_chat(&format!("[value={channel}][aria-pressed=true]"))
                .await;
            visitor
                .expect_callbacks(&["onMessengerInitialized", "onChatOpened"])
                .await;

            for index in 1..=fired.len() {
                visitor
                    .click_in_chat(&format!(".fire:nth-of-type({index})"))
                    .await;
            }
            let mut callbacks = vec!["onMessengerInitialized", "onChatOpened"];
            callbacks.extend(&fired);
            visitor.expect_callbacks(&callbacks).await;
            let pushes = visitor.pushes().await;
            assert_eq!(pushes.len(), callbacks.len(), "{channel}");
            assert_same_keys(&pushes);
        }
        visitor.see(".chat-bar.failed").await;
        assert!(
            visitor.text(".reason").await.contains("401"),
            "the page does not give the reason"
        );
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn the_demo_shows_the_unread_count() {
    visit("unread", async |visitor| {
        visitor.open_page_with_chat("/").await;
        visitor.click(".chat-bar button").await;
        visitor.click_in_chat(chat::DEVELOPER).await;
        visitor.click_in_chat(".fire:first-of-type").await;
        visitor.click_in_chat(chat::CLOSE).await;
        assert_eq!(visitor.text(".unread").await.lines().next(), Some("1"));

        visitor.click(".chat-bar button").await;
        visitor.click_in_chat(chat::BACK).await;
        visitor.click_row_in_chat("Your conversation").await;
        visitor.see(".entry[data-callback=onMessageRead]").await;
        visitor
            .expect(
                "the unread badge",
                "return document.querySelector('.unread')",
                Value::Null,
            )
            .await;
        visitor.expect_no_console_errors().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn an_app_id_requests_the_real_launcher_and_the_page_reports_its_failure() {
    visit("real", async |visitor| {
        visitor.open_page("/pricing?app_id=abcd1234").await;
        visitor.see(".chat-state.waiting").await;
        visitor.click(".consent .yes").await;
        // The test browser has no network access.
        visitor.see(".chat-state.failed").await;
        assert!(
            visitor
                .text(".reason")
                .await
                .contains("messenger.customerly.io")
        );
        assert!(visitor.text(".which").await.contains("abcd1234"));
        visitor.see("main a.ask[href^='mailto:']").await;

        visitor.click("nav a[href='/help?app_id=abcd1234']").await;
        assert_eq!(visitor.text("h1").await, "Help");
        visitor.click(".which a").await;
        visitor.see(".chat-state.ready").await;
    })
    .await;
}

/// A control: the other tests would not notice an error if the console were not read.
#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn an_error_in_the_console_is_found() {
    visit("console", async |visitor| {
        visitor.open_page_with_chat("/").await;
        visitor.expect_no_console_errors().await;
        visitor
            .run("console.error('something broke')", Vec::new())
            .await;
        let console = visitor.browser.console().await;
        let found = console
            .iter()
            .any(|line| line.starts_with("SEVERE") && line.contains("something broke"));
        assert!(found, "{console:#?}");
    })
    .await;
}
