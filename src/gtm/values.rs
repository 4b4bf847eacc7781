//! What an event sets, fit to leave: pure Rust, so that its promises are tested without a browser.

use super::catalogue::Key;
use super::data_layer::{DataLayer, Privacy};
use super::privacy::{CAMPAIGN_PARAMETERS, cut, length, redact, scrub_url};
use crate::event::{ChatEvent, RealtimeCall, Scalar};

impl DataLayer {
    /// Gives `put` what `event` sets of the closed set, besides the page's keys.
    pub(super) fn values(
        &self,
        event: &ChatEvent,
        open_seconds: Option<u64>,
        put: &mut dyn FnMut(Key, Scalar),
    ) {
        let mut values = Values::new(&self.privacy, put);
        values.event(event, open_seconds);
        self.rules
            .iter()
            .for_each(|rule| rule.let_out(event, &mut values));
    }

    /// Gives `put` what the page's keys are.
    pub(super) fn page_values(
        &self,
        location: Option<&str>,
        title: Option<&str>,
        put: &mut dyn FnMut(Key, Scalar),
    ) {
        let privacy = &self.privacy;
        let mut values = Values::new(privacy, put);
        if let Some(location) = location {
            let scrubbed = scrub_url(location, |name| {
                CAMPAIGN_PARAMETERS.contains(&name)
                    || privacy.query_parameters.iter().any(|kept| kept == name)
            });
            values.put_text(Key::PageLocation, &scrubbed);
        }
        values.text(Key::PageTitle, title);
    }
}

/// Values on their way out.
pub(super) struct Values<'a> {
    privacy: &'a Privacy,
    put: &'a mut dyn FnMut(Key, Scalar),
}

impl<'a> Values<'a> {
    pub(super) fn new(privacy: &'a Privacy, put: &'a mut dyn FnMut(Key, Scalar)) -> Self {
        Self { privacy, put }
    }

    fn event(&mut self, event: &ChatEvent, open_seconds: Option<u64>) {
        match event {
            ChatEvent::LeadGenerated { email } => self.lead(email.as_deref()),
            ChatEvent::ChatClosed => self.number(Key::OpenSeconds, open_seconds),
            ChatEvent::NewConversation {
                message,
                attachments,
            } => {
                let length = message.as_deref().map(|text| length(text) as u64);
                self.number(Key::MessageLength, length);
                self.number(Key::AttachmentCount, Some(attachments.len() as u64));
            }
            ChatEvent::ProfilingQuestionAsked { attribute }
            | ChatEvent::ProfilingQuestionAnswered { attribute, .. } => {
                self.text(Key::QuestionAttribute, attribute.as_deref());
            }
            ChatEvent::RealtimeVideoAnswered { call } => self.call(call.as_ref()),
            ChatEvent::RealtimeVideoReceived { call } => self.call(Some(call)),
            ChatEvent::HelpCenterArticleOpened { article } => {
                self.number(Key::ArticleId, article.knowledge_base_article_id());
                self.text(Key::ArticleSlug, article.slug().as_deref());
                self.text(Key::ArticleTitle, article.title().as_deref());
            }
            ChatEvent::ChatflowNotificationViewed {
                notification_id, ..
            } => self.number(Key::NotificationId, *notification_id),
            ChatEvent::ChatflowNotificationClicked {
                notification_id,
                item,
                ..
            } => {
                self.number(Key::NotificationId, *notification_id);
                let Some(item) = item else { return };
                self.text(Key::NotificationItem, item.tag().as_deref());
                if let Some(article) = item.article() {
                    self.number(Key::ArticleId, article.article_id());
                    self.text(Key::ArticleTitle, article.title().as_deref());
                }
            }
            ChatEvent::NewMessageReceived { message } => {
                self.number(Key::ConversationId, message.conversation_id());
            }
            ChatEvent::NewConversationReceived { conversation_id } => {
                self.number(Key::ConversationId, *conversation_id);
            }
            ChatEvent::MessengerLoadFailed { status, .. } => {
                self.number(Key::FailureStatus, status.map(u64::from));
            }
            ChatEvent::MessageRead {
                conversation_id,
                conversation_message_id,
            } => {
                self.number(Key::ConversationId, *conversation_id);
                self.number(Key::MessageId, *conversation_message_id);
            }
            ChatEvent::SurveyPresented { survey } => {
                self.number(Key::SurveyId, survey.survey_id());
            }
            ChatEvent::TriggerFired { trigger_id } => {
                self.number(Key::TriggerId, *trigger_id);
            }
            ChatEvent::ChatOpened
            | ChatEvent::RealtimeVideoRejected
            | ChatEvent::MessengerInitialized
            | ChatEvent::RealtimeVideoCanceled
            | ChatEvent::SurveyAnswered
            | ChatEvent::SurveyRejected => {}
        }
    }

    fn lead(&mut self, email: Option<&str>) {
        let mut written = email.unwrap_or_default().bytes();
        let given = written.any(|byte| !byte.is_ascii_whitespace());
        self.put(Key::LeadEmailGiven, Scalar::Bool(given));
    }

    fn call(&mut self, call: Option<&RealtimeCall>) {
        let id = call.and_then(RealtimeCall::conversation_id);
        self.number(Key::ConversationId, id);
    }

    fn number(&mut self, key: Key, number: Option<u64>) {
        if let Some(number) = number {
            self.put(key, Scalar::Number(number as f64));
        }
    }

    /// A text that anybody may have written.
    pub(super) fn text(&mut self, key: Key, text: Option<&str>) {
        let Some(text) = text else { return };
        if self.redacts(key) {
            // Before the cut, which could leave half an address; after it nothing can come back.
            self.put_text(key, &redact(text));
        } else {
            self.put_text(key, text);
        }
    }

    /// Whether the key's texts lose email addresses and phone numbers.
    pub(super) fn redacts(&self, key: Key) -> bool {
        !self.privacy.unredacted.contains(&key)
    }

    /// A text that may leave as it is.
    pub(super) fn put_text(&mut self, key: Key, text: &str) {
        // An empty text would be sent as an empty parameter.
        if !text.is_empty() {
            let text = cut(text, key.longest_value()).to_owned();
            self.put(key, Scalar::Text(text));
        }
    }

    pub(super) fn put(&mut self, key: Key, value: Scalar) {
        (self.put)(key, value);
    }
}
