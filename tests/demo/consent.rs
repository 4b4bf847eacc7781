//! What waits for the visitor's word, and what may leave the page.

use serde_json::{Value, json};

use crate::visitor::{Visitor, chat, visit};

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn before_a_yes_nothing_is_loaded_and_a_yes_can_be_taken_back() {
    visit("consent", async |visitor| {
        visitor.enter("/?ask").await;
        visitor.see(".chat-state.waiting").await;
        visitor.click("nav a[href^='/help']").await;
        visitor.click(".consent .no").await;
        visitor.see("main a.ask[href^='mailto:']").await;
        assert_eq!(visitor.run(LAUNCHERS, Vec::new()).await, 0);

        visitor.click(".answer button").await;
        visitor.see(".chat-state.waiting").await;
        // What is asked of the chat is kept until it may come.
        visitor.click("main .ask").await;
        assert_eq!(visitor.run(LAUNCHERS, Vec::new()).await, 0);
        visitor.click(".consent .yes").await;
        visitor.see(".chat-state.ready").await;
        visitor.see_in_chat(chat::WINDOW).await;
        assert_eq!(visitor.run(LAUNCHERS, Vec::new()).await, 1);

        // Remembered, until it is taken back.
        visitor.reload().await;
        visitor.click(".answer button").await;
        visitor.see(".chat-state.waiting").await;
        visitor.see(".consent").await;
        assert_eq!(visitor.run(LAUNCHERS, Vec::new()).await, 0);
        visitor.expect_quiet_console().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_container_begins_with_everything_denied_and_is_told_the_yes() {
    visit("container", async |visitor| {
        visitor.enter("/?gtm=GTM-ABC123").await;
        visitor.see(".chat-state.waiting").await;
        // The browser of these tests reaches nobody.
        visitor.see(".container.failed").await;
        let note = visitor.text(".container").await;
        assert!(note.contains("GTM-ABC123"), "{note}");
        assert!(note.contains("googletagmanager.com"), "{note}");
        let denied = json!([["default", "denied"]]);
        assert_eq!(visitor.run(CONSENTS, Vec::new()).await, denied);

        visitor.click(".consent .yes").await;
        visitor.see(".chat-state.ready").await;
        let granted = json!([["default", "denied"], ["update", "granted"]]);
        assert_eq!(visitor.run(CONSENTS, Vec::new()).await, granted);
        // A remembered choice does not come before the default.
        visitor.reload().await;
        assert_eq!(visitor.run(CONSENTS, Vec::new()).await, granted);
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn each_switch_changes_what_the_next_push_carries() {
    visit("leaving", async |visitor| {
        visitor.arrive("/help?color=brass").await;
        let message = "customerly_message";
        assert_eq!(conversation(&visitor).await[message], "undefined");

        visitor.click("[name=message]").await;
        visitor.click("[name=color]").await;
        let pushed = conversation(&visitor).await;
        let text = pushed[message].as_str().expect("a text");
        assert!(text.ends_with("mail me: (redacted)"), "{text}");
        assert_eq!(
            pushed["customerly_page_location"],
            visitor.address("/help?color=brass")
        );

        visitor.click("[name=unredacted]").await;
        let pushed = conversation(&visitor).await;
        let text = pushed[message].as_str().expect("a text");
        assert!(text.ends_with("mail me: ada@example.com"), "{text}");
        let entry = visitor
            .text(".entry[data-callback=onNewConversation] .pushed")
            .await;
        assert!(entry.contains(message), "the panel shows it: {entry}");

        visitor.click("[name=message]").await;
        visitor.see("[name=unredacted]:disabled").await;
        visitor.click("[name=color]").await;
        let pushed = conversation(&visitor).await;
        assert_eq!(pushed[message], "undefined");
        assert_eq!(pushed["customerly_page_location"], visitor.address("/help"));
        visitor.expect_quiet_console().await;
    })
    .await;
}

/// Begins a conversation, and returns its push.
async fn conversation(visitor: &Visitor) -> Value {
    visitor.click("main .ask").await;
    visitor
        .type_in_chat(chat::MESSAGE, "mail me: ada@example.com")
        .await;
    visitor.click_in_chat(chat::SEND).await;
    visitor.see_in_chat(".question").await;
    visitor.click_in_chat(chat::CLOSE).await;
    visitor.see("main .ask:enabled").await;
    let pushes = visitor.pushes().await;
    let mut conversations = pushes
        .into_iter()
        .filter(|push| push["event"] == "customerly_new_conversation");
    conversations.next_back().expect("a conversation")
}

const LAUNCHERS: &str = "return document.querySelectorAll('script[src*=launcher]').length";

/// What the container is told about `analytics_storage`, in order.
const CONSENTS: &str = "return window.dataLayer.filter((push) => push[0] === 'consent')
    .map((push) => [push[1], push[2].analytics_storage])";
