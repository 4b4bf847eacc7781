//! What waits for the visitor's consent, and which personal data the pushes may carry.

use serde_json::{Value, json};

use super::visitor::{Visitor, chat, visit};

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn nothing_loads_before_consent_and_consent_can_be_withdrawn() {
    visit("consent", async |visitor| {
        visitor.open_page("/?ask").await;
        visitor.see(".chat-state.waiting").await;
        visitor.click("nav a[href^='/help']").await;
        visitor.click(".consent .no").await;
        visitor.see("main a.ask[href^='mailto:']").await;
        assert_eq!(visitor.run(LAUNCHER_SCRIPTS, Vec::new()).await, 0);

        visitor.click(".answer button").await;
        visitor.see(".chat-state.waiting").await;
        // A command sent before consent stays queued.
        visitor.click("main .ask").await;
        assert_eq!(visitor.run(LAUNCHER_SCRIPTS, Vec::new()).await, 0);
        visitor.click(".consent .yes").await;
        visitor.see(".chat-state.ready").await;
        visitor.see_in_chat(chat::WINDOW).await;
        assert_eq!(visitor.run(LAUNCHER_SCRIPTS, Vec::new()).await, 1);

        // The page remembers consent until the visitor withdraws it.
        visitor.reload().await;
        visitor.click(".answer button").await;
        visitor.see(".chat-state.waiting").await;
        visitor.see(".consent").await;
        assert_eq!(visitor.run(LAUNCHER_SCRIPTS, Vec::new()).await, 0);
        visitor.expect_no_console_errors().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_container_starts_with_consent_denied_and_gets_the_update() {
    visit("container", async |visitor| {
        visitor.open_page("/?gtm=GTM-ABC123").await;
        visitor.see(".chat-state.waiting").await;
        // The test browser has no network access.
        visitor.see(".container.failed").await;
        let note = visitor.text(".container").await;
        assert!(note.contains("GTM-ABC123"), "{note}");
        assert!(note.contains("googletagmanager.com"), "{note}");
        let denied = json!([["default", "denied"]]);
        assert_eq!(visitor.run(CONSENT_COMMANDS, Vec::new()).await, denied);

        visitor.click(".consent .yes").await;
        visitor.see(".chat-state.ready").await;
        let granted = json!([["default", "denied"], ["update", "granted"]]);
        assert_eq!(visitor.run(CONSENT_COMMANDS, Vec::new()).await, granted);
        // The default precedes a remembered choice.
        visitor.reload().await;
        assert_eq!(visitor.run(CONSENT_COMMANDS, Vec::new()).await, granted);
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn each_switch_changes_the_fields_of_the_next_push() {
    visit("leaving", async |visitor| {
        visitor.open_page_with_chat("/help?color=brass").await;
        let message = "customerly_message";
        assert_eq!(start_conversation(&visitor).await[message], "undefined");

        visitor.click("[name=message]").await;
        visitor.click("[name=color]").await;
        let pushed = start_conversation(&visitor).await;
        let text = pushed[message]
            .as_str()
            .expect("the push has the message text");
        assert!(text.ends_with("mail me: (redacted)"), "{text}");
        assert_eq!(
            pushed["customerly_page_location"],
            visitor.url("/help?color=brass")
        );

        visitor.click("[name=unredacted]").await;
        let pushed = start_conversation(&visitor).await;
        let text = pushed[message]
            .as_str()
            .expect("the push has the message text");
        assert!(text.ends_with("mail me: ada@example.com"), "{text}");
        let entry = visitor
            .text(".entry[data-callback=onNewConversation] .pushed")
            .await;
        assert!(
            entry.contains(message),
            "the inspector does not show the message: {entry}"
        );

        visitor.click("[name=message]").await;
        visitor.see("[name=unredacted]:disabled").await;
        visitor.click("[name=color]").await;
        let pushed = start_conversation(&visitor).await;
        assert_eq!(pushed[message], "undefined");
        assert_eq!(pushed["customerly_page_location"], visitor.url("/help"));
        visitor.expect_no_console_errors().await;
    })
    .await;
}

/// Starts a conversation, and returns its push.
async fn start_conversation(visitor: &Visitor) -> Value {
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
    conversations
        .next_back()
        .expect("there is a push of a conversation")
}

const LAUNCHER_SCRIPTS: &str = "return document.querySelectorAll('script[src*=launcher]').length";

/// The consent commands for `analytics_storage` in the data layer, in order.
const CONSENT_COMMANDS: &str = "return window.dataLayer.filter((push) => push[0] === 'consent')
    .map((push) => [push[1], push[2].analytics_storage])";
