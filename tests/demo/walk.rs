//! The nine callbacks that the visitor's own actions cause.

use std::fs;
use std::path::Path;

use super::pushes::{assert_no_personal_data, assert_page, assert_same_keys, names};
use super::visitor::{chat, visit};

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn each_event_of_the_chat_is_dispatched_once_and_pushed_once() {
    visit("walk", async |visitor| {
        visitor.open_page_with_chat("/").await;
        visitor.click("nav a[href='/lamps']").await;
        visitor.click("main a[href='/lamps/heron']").await;
        visitor.click("main .ask").await;
        visitor.see(".chat-bar.open").await;
        visitor.see("main .ask:disabled").await;

        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("a-photo-of-the-cat.txt");
        fs::write(&file, "not a photo, but its bytes").expect("the file is written");
        visitor
            .type_in_chat(chat::MESSAGE, "does it bear my cat?")
            .await;
        visitor.attach(&file).await;
        visitor.click_in_chat(chat::SEND).await;
        visitor
            .click_in_chat(".question .choice:nth-of-type(3)")
            .await;
        visitor
            .type_in_chat(".email input", "ada@example.com")
            .await;
        visitor.click_in_chat(".email .strong").await;
        visitor.click_in_chat(chat::BACK).await;
        visitor.click_row_in_chat("How to change the bulb").await;
        visitor.click_in_chat(chat::BACK).await;
        visitor.click_row_in_chat("Talk by video").await;
        visitor.click_in_chat(".pair .choice:first-child").await;
        visitor.click_in_chat(".call .strong").await;
        visitor.click_row_in_chat("Talk by video").await;
        visitor.click_in_chat(".pair .choice:last-child").await;
        visitor.click_in_chat(chat::CLOSE).await;
        visitor.see("main .ask:enabled").await;

        let (callbacks, events): (Vec<_>, Vec<_>) = [
            ("onMessengerInitialized", "customerly_messenger_initialized"),
            ("onChatOpened", "customerly_chat_opened"),
            ("onNewConversation", "customerly_new_conversation"),
            ("onNewMessageReceived", "customerly_new_message_received"),
            (
                "onProfilingQuestionAsked",
                "customerly_profiling_question_asked",
            ),
            (
                "onProfilingQuestionAnswered",
                "customerly_profiling_question_answered",
            ),
            ("onLeadGenerated", "customerly_lead_generated"),
            (
                "onHelpCenterArticleOpened",
                "customerly_help_center_article_opened",
            ),
            (
                "onRealtimeVideoReceived",
                "customerly_realtime_video_received",
            ),
            (
                "onRealtimeVideoAnswered",
                "customerly_realtime_video_answered",
            ),
            (
                "onRealtimeVideoReceived",
                "customerly_realtime_video_received",
            ),
            (
                "onRealtimeVideoRejected",
                "customerly_realtime_video_rejected",
            ),
            ("onChatClosed", "customerly_chat_closed"),
        ]
        .into_iter()
        .unzip();
        visitor.expect_callbacks(&callbacks).await;
        let pushes = visitor.pushes().await;
        assert_eq!(names(&pushes), events);

        // The chat became ready on the first page.
        let (first, rest) = pushes.split_first().expect("there are pushes");
        assert_page(&visitor, first, "/", "Light to read by");
        for push in rest {
            assert_page(&visitor, push, "/lamps/heron", "Heron");
        }
        assert_same_keys(&pushes);
        assert_no_personal_data(&pushes);
        assert_eq!(pushes[2]["customerly_attachment_count"], 1);
        assert_eq!(pushes[6]["customerly_lead_email_given"], true);
        assert_eq!(pushes[7]["customerly_article_slug"], "change-the-bulb");

        // The inspector shows the event with all its data, and the push.
        let entry = visitor
            .text(".entry[data-callback=onNewConversation]")
            .await;
        assert!(
            entry.contains("About the Heron: does it bear my cat?"),
            "{entry}"
        );
        assert!(entry.contains("a-photo-of-the-cat.txt"), "{entry}");
        assert!(entry.contains("customerly_attachment_count: 1"), "{entry}");
        assert!(entry.contains("lead_email_given"), "{entry}");
        let row = visitor.text(".chart tbody tr").await;
        assert!(row.split_whitespace().eq(["/lamps/heron", "1"]), "{row}");
        visitor.expect_no_console_errors().await;
    })
    .await;
}
