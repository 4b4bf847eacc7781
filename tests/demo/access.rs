//! By keyboard, and on a telephone.

use fantoccini::key::Key;
use serde_json::json;

use crate::visitor::{chat, visit};

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn the_keyboard_is_enough() {
    visit("keyboard", async |visitor| {
        visitor.arrive("/pricing").await;
        visitor.press(&Key::Tab).await;
        visitor
            .expect("the first stop", FOCUS, json!("Skip to the page"))
            .await;

        let mut stops = 0;
        while visitor.run(FOCUS, Vec::new()).await != "Ask about pricing" {
            stops += 1;
            assert!(stops < 20, "the button is out of the keyboard's reach");
            visitor.press(&Key::Tab).await;
        }
        visitor.press(&Key::Enter).await;
        visitor.see_in_chat(chat::WINDOW).await;
        visitor
            .expect("the focus went into the chat", FOCUS, json!("Your message"))
            .await;

        visitor.press("are they cheaper by the dozen?").await;
        visitor.press(&Key::Enter).await;
        visitor.see_in_chat(".question").await;
        visitor.press(&Key::Escape).await;
        visitor.see("main .ask:enabled").await;
        visitor
            .expect("the focus came back", FOCUS, json!("Ask about pricing"))
            .await;

        visitor
            .expect_heard(&[
                "onMessengerInitialized",
                "onChatOpened",
                "onNewConversation",
                "onNewMessageReceived",
                "onProfilingQuestionAsked",
                "onChatClosed",
            ])
            .await;
        visitor.expect_quiet_console().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn on_a_narrow_window_nothing_is_in_the_way() {
    visit("narrow", async |visitor| {
        visitor.browser.viewport(390, 844).await;
        for path in [
            "/",
            "/lamps",
            "/lamps/rook",
            "/pricing",
            "/made",
            "/made/loading",
            "/made/login",
            "/made/button",
            "/help",
        ] {
            visitor.arrive(path).await;
            let wider = "return document.documentElement.scrollWidth > window.innerWidth";
            assert_eq!(
                visitor.run(wider, Vec::new()).await,
                false,
                "{path} scrolls sideways"
            );
        }

        visitor
            .expect("the bar lies below the chat's button", APART, json!(true))
            .await;
        visitor.click("main .ask").await;
        visitor.see_in_chat(chat::WINDOW).await;
        visitor
            .expect(
                "the bar says what happened",
                "return document.querySelector('.fold .latest').textContent",
                json!("onChatOpened"),
            )
            .await;
        visitor.click_in_chat(chat::CLOSE).await;

        visitor.click(".fold").await;
        visitor.see(".entry").await;
        visitor.expect_launcher_hidden(true).await;
        visitor.click(".fold").await;
        visitor.expect_launcher_hidden(false).await;
        visitor.expect_quiet_console().await;
    })
    .await;
}

/// What has the focus, also inside the chat.
const FOCUS: &str = "let focus = document.activeElement;
    while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;
    return focus?.getAttribute('aria-label') ?? focus?.textContent.trim() ?? ''";

const APART: &str = "const button = document.querySelector('#customerly-stand-in').shadowRoot
        .querySelector('.launcher').getBoundingClientRect();
    const bar = document.querySelector('.fold').getBoundingClientRect();
    return button.width > 0 && button.bottom <= bar.top && bar.bottom <= window.innerHeight";
