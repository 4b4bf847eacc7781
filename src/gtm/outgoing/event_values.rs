//! Which values an event and its page set. It is plain Rust, so that tests can check what leaves without
//! a browser.

use crate::event::{ChatEvent, Scalar};
use crate::gtm::catalogue::DataLayerKey;
use crate::gtm::chars;
use crate::gtm::config::DataLayer;
use crate::gtm::privacy::{PrivacySettings, Sanitizer, is_blank};

/// The page of an event, as the browser describes it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Page<'a> {
    pub(super) url: Option<&'a str>,
    pub(super) title: Option<&'a str>,
    pub(super) referrer: Option<&'a str>,
}

/// Passes the values of [`DataLayerKey::PAGE`] to `set`.
pub(super) fn page_values(
    privacy: &PrivacySettings,
    page: Page<'_>,
    set: &mut dyn FnMut(DataLayerKey, Scalar),
) {
    let mut sanitizer = Sanitizer::new(privacy, set);
    sanitizer.set_text(DataLayerKey::PageTitle, page.title);
    for (key, address) in [
        (DataLayerKey::PageLocation, page.url),
        (DataLayerKey::PageReferrer, page.referrer),
    ] {
        let Some(address) = address else { continue };
        match &privacy.map_address {
            Some(map) if !address.is_empty() => sanitizer.set_url(key, &(map.0)(address)),
            _ => sanitizer.set_url(key, address),
        }
    }
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
        ChatEvent::HelpCenterArticleOpened { article } => {
            sanitizer.set_number(DataLayerKey::ArticleId, article.knowledge_base_article_id());
            sanitizer.set_slug(DataLayerKey::ArticleSlug, article.slug().as_deref());
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
        ChatEvent::MessengerLoadFailed { status, .. } => {
            sanitizer.set_number(DataLayerKey::FailureStatus, status.map(u64::from));
        }
        ChatEvent::SurveyPresented { survey } => {
            sanitizer.set_number(DataLayerKey::SurveyId, survey.survey_id());
        }
        ChatEvent::TriggerFired { trigger_id } => {
            sanitizer.set_number(DataLayerKey::TriggerId, *trigger_id);
        }
        // These have at most ids of a conversation, which `ConversationIds` reveals.
        ChatEvent::ChatOpened
        | ChatEvent::RealtimeVideoAnswered { .. }
        | ChatEvent::RealtimeVideoRejected
        | ChatEvent::NewMessageReceived { .. }
        | ChatEvent::NewConversationReceived { .. }
        | ChatEvent::MessengerInitialized
        | ChatEvent::MessageRead { .. }
        | ChatEvent::RealtimeVideoReceived { .. }
        | ChatEvent::RealtimeVideoCanceled
        | ChatEvent::SurveyAnswered
        | ChatEvent::SurveyRejected => {}
    }
}

fn set_lead(sanitizer: &mut Sanitizer<'_>, email: Option<&str>) {
    let given = !is_blank(email.unwrap_or_default());
    sanitizer.set(DataLayerKey::LeadEmailGiven, Scalar::Bool(given));
}
