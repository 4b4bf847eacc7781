//! Use of the demo by keyboard, and in a narrow viewport.

use fantoccini::key::Key;
use serde_json::json;

use super::visitor::{chat, visit};

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn the_keyboard_reaches_and_operates_the_chat() {
    visit("keyboard", async |visitor| {
        visitor.open_page_with_chat("/pricing").await;
        visitor.press(&Key::Tab).await;
        visitor
            .expect(
                "the first focused element",
                FOCUSED_LABEL,
                json!("Skip to the page"),
            )
            .await;

        let mut presses = 0;
        while visitor.run(FOCUSED_LABEL, Vec::new()).await != "Ask about pricing" {
            presses += 1;
            assert!(presses < 20, "the keyboard does not reach the button");
            visitor.press(&Key::Tab).await;
        }
        visitor.press(&Key::Enter).await;
        visitor.see_in_chat(chat::WINDOW).await;
        visitor
            .expect(
                "the focused element after the chat opened",
                FOCUSED_LABEL,
                json!("Your message"),
            )
            .await;

        visitor.press("are they cheaper by the dozen?").await;
        visitor.press(&Key::Enter).await;
        visitor.see_in_chat(".question").await;
        visitor.press(&Key::Escape).await;
        visitor.see("main .ask:enabled").await;
        visitor
            .expect(
                "the focused element after the chat closed",
                FOCUSED_LABEL,
                json!("Ask about pricing"),
            )
            .await;

        visitor
            .expect_callbacks(&[
                "onMessengerInitialized",
                "onChatOpened",
                "onNewConversation",
                "onNewMessageReceived",
                "onProfilingQuestionAsked",
                "onChatClosed",
            ])
            .await;
        visitor.expect_no_console_errors().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn in_a_narrow_viewport_nothing_overflows_or_overlaps() {
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
            visitor.open_page_with_chat(path).await;
            let overflows = "return document.documentElement.scrollWidth > window.innerWidth";
            assert_eq!(
                visitor.run(overflows, Vec::new()).await,
                false,
                "{path} scrolls horizontally"
            );
        }

        visitor
            .expect(
                "the bar is below the launcher button",
                BAR_IS_BELOW_LAUNCHER_BUTTON,
                json!(true),
            )
            .await;
        visitor.click("main .ask").await;
        visitor.see_in_chat(chat::WINDOW).await;
        visitor
            .expect(
                "the latest event in the bar",
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
        visitor.expect_no_console_errors().await;
    })
    .await;
}

/// The label of the focused element, also inside the chat's shadow root.
const FOCUSED_LABEL: &str = "let focus = document.activeElement;
    while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;
    return focus?.getAttribute('aria-label') ?? focus?.textContent.trim() ?? ''";

const BAR_IS_BELOW_LAUNCHER_BUTTON: &str =
    "const button = document.querySelector('#customerly-stand-in').shadowRoot
        .querySelector('.launcher').getBoundingClientRect();
    const bar = document.querySelector('.fold').getBoundingClientRect();
    return button.width > 0 && button.bottom <= bar.top && bar.bottom <= window.innerHeight";
