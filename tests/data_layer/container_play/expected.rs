//! What must reach Google Analytics of each callback, written by hand.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::tag_manager::Hit;
use crate::support::page;

/// Each callback with its arguments, the event in Google Analytics, whether its tag is on, and what it
/// sends besides the page.
pub(crate) fn expected() -> Vec<(&'static str, &'static str, bool, Value)> {
    let id = |name: &str, id: u32| json!({ name: id });
    let lead = json!({
        "customerly_lead_email_given": true, "lead_source": "customerly", "value": "0", "currency": "USD",
    });
    let article = json!({
        "customerly_article_id": 7, "customerly_article_slug": "refunds", "customerly_article_title": "Refunds",
    });
    let item = json!({
        "customerly_notification_id": 5, "customerly_notification_item": "article",
        "customerly_article_id": 6, "customerly_article_title": "Prices",
    });
    let none = || json!({});
    vec![
        (
            "'onLeadGenerated', 'ada@example.com'",
            "generate_lead",
            true,
            lead,
        ),
        ("'onChatOpened'", "customerly_chat_opened", true, none()),
        (
            "'onChatClosed'",
            "customerly_chat_closed",
            true,
            id("customerly_open_seconds", 0),
        ),
        (
            "'onNewConversation', 'Hello', [{}]",
            "customerly_new_conversation",
            true,
            json!({ "customerly_message_length": 5, "customerly_attachment_count": 1 }),
        ),
        (
            "'onProfilingQuestionAsked', 'size'",
            "customerly_profiling_question_asked",
            false,
            json!({ "customerly_question_attribute": "size" }),
        ),
        (
            "'onProfilingQuestionAnswered', 'size', 12",
            "customerly_profiling_question_answered",
            true,
            json!({ "customerly_question_attribute": "size" }),
        ),
        (
            "'onRealtimeVideoAnswered', { conversation_id: 3 }",
            "customerly_realtime_video_answered",
            false,
            none(),
        ),
        (
            "'onRealtimeVideoRejected'",
            "customerly_realtime_video_rejected",
            false,
            none(),
        ),
        (
            "'onHelpCenterArticleOpened', { knowledge_base_article_id: 7, slug: 'refunds', title: 'Refunds' }",
            "customerly_help_center_article_opened",
            true,
            article,
        ),
        (
            "'onChatflowNotificationViewed', 5",
            "customerly_chatflow_notification_viewed",
            false,
            id("customerly_notification_id", 5),
        ),
        (
            "'onChatflowNotificationClicked', 5, { type: 'article', article: { article_id: 6, title: 'Prices' } }",
            "customerly_chatflow_notification_clicked",
            true,
            item,
        ),
        (
            "'onNewMessageReceived', { conversationId: 3 }",
            "customerly_new_message_received",
            false,
            none(),
        ),
        (
            "'onNewConversationReceived', 3",
            "customerly_new_conversation_received",
            false,
            none(),
        ),
        (
            "'onMessengerLoadFailed', { status: 500 }",
            "customerly_messenger_load_failed",
            false,
            id("customerly_failure_status", 500),
        ),
        (
            "'onMessengerInitialized'",
            "customerly_messenger_initialized",
            false,
            none(),
        ),
        (
            "'onMessageRead', 3, 4",
            "customerly_message_read",
            false,
            none(),
        ),
        (
            "'onRealtimeVideoReceived', { conversation_id: 3 }",
            "customerly_realtime_video_received",
            false,
            none(),
        ),
        (
            "'onRealtimeVideoCanceled'",
            "customerly_realtime_video_canceled",
            false,
            none(),
        ),
        (
            "'onSurveyPresented', { survey_id: 8 }",
            "customerly_survey_presented",
            false,
            id("customerly_survey_id", 8),
        ),
        (
            "'onSurveyAnswered'",
            "customerly_survey_answered",
            true,
            none(),
        ),
        (
            "'onSurveyRejected'",
            "customerly_survey_rejected",
            false,
            none(),
        ),
        (
            "'onTriggerFired', 9",
            "customerly_trigger_fired",
            false,
            id("customerly_trigger_id", 9),
        ),
        // A lead without an email address is none.
        ("'onLeadGenerated', null", "generate_lead", false, none()),
    ]
}

/// The hits of the events whose tags are on, after the Google tag's page view.
pub(crate) fn expected_hits(all: bool) -> Vec<Hit> {
    let origin = page::eval("location.origin").trim_matches('"').to_owned();
    let page_view = Hit {
        event: "page_view".to_owned(),
        parameters: BTreeMap::new(),
    };
    let hits = expected()
        .into_iter()
        .filter(|(call, _, is_on, _)| *is_on || all && !call.ends_with("null"))
        .map(|(_, event, _, parameters)| {
            let mut parameters: BTreeMap<String, Value> =
                serde_json::from_value(parameters).expect("an object");
            for (name, value) in [
                ("page_location", format!("{origin}/prices?utm_source=mail")),
                ("page_title", "Prices".to_owned()),
                ("page_referrer", String::new()),
            ] {
                parameters.insert(name.to_owned(), value.into());
            }
            Hit {
                event: event.to_owned(),
                parameters,
            }
        });
    [page_view].into_iter().chain(hits).collect()
}
