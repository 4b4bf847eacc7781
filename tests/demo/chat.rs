//! How the chat is, and the rarer things in it.

use serde_json::Value;

use crate::pushes::assert_one_set_of_keys;
use crate::visitor::{chat, visit};

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn the_developer_menu_fires_the_other_callbacks_each_once_by_every_channel() {
    visit("developer", async |visitor| {
        visitor.arrive("/").await;
        visitor.click(".chat-bar button").await;
        visitor.click_in_chat(chat::DEVELOPER).await;
        let fired = visitor
            .run(
                "return [...document.querySelector('#customerly-stand-in').shadowRoot
                     .querySelectorAll('.fire')].map((button) => button.textContent)",
                Vec::new(),
            )
            .await;
        let fired: Vec<&str> = fired
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        // With the nine that a person causes, these are all 22.
        assert_eq!(fired.len(), 13, "{fired:?}");

        for channel in ["property", "callbacks", "both"] {
            // The launcher starts again and from then on calls handlers there.
            visitor.click_in_chat(&format!("[value={channel}]")).await;
            visitor.expect_heard(&["onMessengerInitialized"]).await;
            visitor.click(".chat-bar button").await;
            visitor.click_in_chat(chat::DEVELOPER).await;
            visitor
                .see_in_chat(&format!("[value={channel}][aria-pressed=true]"))
                .await;
            visitor
                .expect_heard(&["onMessengerInitialized", "onChatOpened"])
                .await;

            for index in 1..=fired.len() {
                visitor
                    .click_in_chat(&format!(".fire:nth-of-type({index})"))
                    .await;
            }
            let mut heard = vec!["onMessengerInitialized", "onChatOpened"];
            heard.extend(&fired);
            visitor.expect_heard(&heard).await;
            let pushes = visitor.pushes().await;
            assert_eq!(pushes.len(), heard.len(), "{channel}");
            assert_one_set_of_keys(&pushes);
        }
        visitor.see(".chat-bar.failed").await;
        assert!(
            visitor.text(".reason").await.contains("401"),
            "the shop tells why"
        );
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn the_shop_shows_what_is_unread() {
    visit("unread", async |visitor| {
        visitor.arrive("/").await;
        visitor.click(".chat-bar button").await;
        visitor.click_in_chat(chat::DEVELOPER).await;
        visitor.click_in_chat(".fire:first-of-type").await;
        visitor.click_in_chat(chat::CLOSE).await;
        assert_eq!(visitor.text(".unread").await.lines().next(), Some("1"));

        visitor.click(".chat-bar button").await;
        visitor.click_in_chat(chat::BACK).await;
        visitor.choose_in_chat("Your conversation").await;
        visitor.see(".entry[data-callback=onMessageRead]").await;
        visitor
            .expect(
                "nothing is unread",
                "return document.querySelector('.unread')",
                Value::Null,
            )
            .await;
        visitor.expect_quiet_console().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn with_an_app_id_the_real_chat_is_asked_for_and_its_absence_is_told() {
    visit("real", async |visitor| {
        visitor.enter("/pricing?app_id=abcd1234").await;
        visitor.see(".chat-state.waiting").await;
        visitor.click(".consent .yes").await;
        // The browser of these tests reaches nobody.
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

/// Without it, a quiet console could just be one that nobody listens to.
#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn an_error_in_the_console_would_be_found() {
    visit("console", async |visitor| {
        visitor.arrive("/").await;
        visitor.expect_quiet_console().await;
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
