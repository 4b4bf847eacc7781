//! Which values an event and its page set. It is plain Rust, so that tests can check what leaves without
//! a browser.

use crate::event::{ChatEvent, RealtimeCall, Scalar};
use crate::gtm::catalogue::DataLayerKey;
use crate::gtm::chars;
use crate::gtm::config::DataLayer;
use crate::gtm::privacy::{PrivacySettings, Sanitizer};

/// Passes the values of [`DataLayerKey::PAGE`] to `set`.
pub(super) fn page_values(
    privacy: &PrivacySettings,
    url: Option<&str>,
    title: Option<&str>,
    set: &mut dyn FnMut(DataLayerKey, Scalar),
) {
    let mut sanitizer = Sanitizer::new(privacy, set);
    if let Some(url) = url {
        sanitizer.set_url(DataLayerKey::PageLocation, url);
    }
    sanitizer.set_text(DataLayerKey::PageTitle, title);
}

/// Passes the values of the event's other keys to `set`.
pub(super) fn event_values(
    data_layer: &DataLayer,
    event: &ChatEvent,
    open_seconds: Option<u64>,
    set: &mut dyn FnMut(DataLayerKey, Scalar),
) {
    let mut sanitizer = Sanitizer::new(data_layer.privacy(), set);
    set_default_values(&mut sanitizer, event, open_seconds);
    data_layer.reveal(event, &mut sanitizer);
}

/// Sets the values that are pushed without an opt-in.
fn set_default_values(sanitizer: &mut Sanitizer<'_>, event: &ChatEvent, open_seconds: Option<u64>) {
    match event {
        ChatEvent::LeadGenerated { email } => set_lead(sanitizer, email.as_deref()),
        ChatEvent::ChatClosed => sanitizer.set_number(DataLayerKey::OpenSeconds, open_seconds),
        ChatEvent::NewConversation {
            message,
            attachments,
        } => {
            let length = message.as_deref().map(|text| chars::count(text) as u64);
            sanitizer.set_number(DataLayerKey::MessageLength, length);
            sanitizer.set_number(
                DataLayerKey::AttachmentCount,
                Some(attachments.len() as u64),
            );
        }
        ChatEvent::ProfilingQuestionAsked { attribute }
        | ChatEvent::ProfilingQuestionAnswered { attribute, .. } => {
            sanitizer.set_text(DataLayerKey::QuestionAttribute, attribute.as_deref());
        }
        ChatEvent::RealtimeVideoAnswered { call } => set_call(sanitizer, call.as_ref()),
        ChatEvent::RealtimeVideoReceived { call } => set_call(sanitizer, Some(call)),
        ChatEvent::HelpCenterArticleOpened { article } => {
            sanitizer.set_number(DataLayerKey::ArticleId, article.knowledge_base_article_id());
            sanitizer.set_text(DataLayerKey::ArticleSlug, article.slug().as_deref());
            sanitizer.set_text(DataLayerKey::ArticleTitle, article.title().as_deref());
        }
        ChatEvent::ChatflowNotificationViewed {
            notification_id, ..
        } => sanitizer.set_number(DataLayerKey::NotificationId, *notification_id),
        ChatEvent::ChatflowNotificationClicked {
            notification_id,
            item,
            ..
        } => {
            sanitizer.set_number(DataLayerKey::NotificationId, *notification_id);
            let Some(item) = item else { return };
            sanitizer.set_text(DataLayerKey::NotificationItem, item.tag().as_deref());
            if let Some(article) = item.article() {
                sanitizer.set_number(DataLayerKey::ArticleId, article.article_id());
                sanitizer.set_text(DataLayerKey::ArticleTitle, article.title().as_deref());
            }
        }
        ChatEvent::NewMessageReceived { message } => {
            sanitizer.set_number(DataLayerKey::ConversationId, message.conversation_id());
        }
        ChatEvent::NewConversationReceived { conversation_id } => {
            sanitizer.set_number(DataLayerKey::ConversationId, *conversation_id);
        }
        ChatEvent::MessengerLoadFailed { status, .. } => {
            sanitizer.set_number(DataLayerKey::FailureStatus, status.map(u64::from));
        }
        ChatEvent::MessageRead {
            conversation_id,
            conversation_message_id,
        } => {
            sanitizer.set_number(DataLayerKey::ConversationId, *conversation_id);
            sanitizer.set_number(DataLayerKey::MessageId, *conversation_message_id);
        }
        ChatEvent::SurveyPresented { survey } => {
            sanitizer.set_number(DataLayerKey::SurveyId, survey.survey_id());
        }
        ChatEvent::TriggerFired { trigger_id } => {
            sanitizer.set_number(DataLayerKey::TriggerId, *trigger_id);
        }
        ChatEvent::ChatOpened
        | ChatEvent::RealtimeVideoRejected
        | ChatEvent::MessengerInitialized
        | ChatEvent::RealtimeVideoCanceled
        | ChatEvent::SurveyAnswered
        | ChatEvent::SurveyRejected => {}
    }
}

fn set_lead(sanitizer: &mut Sanitizer<'_>, email: Option<&str>) {
    let mut bytes = email.unwrap_or_default().bytes();
    let given = bytes.any(|byte| !byte.is_ascii_whitespace());
    sanitizer.set(DataLayerKey::LeadEmailGiven, Scalar::Bool(given));
}

fn set_call(sanitizer: &mut Sanitizer<'_>, call: Option<&RealtimeCall>) {
    let id = call.and_then(RealtimeCall::conversation_id);
    sanitizer.set_number(DataLayerKey::ConversationId, id);
}
