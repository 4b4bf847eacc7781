//! What an event sets, fit to leave: pure Rust, so that its promises are tested without a browser.

use super::catalogue::{Key, LONGEST_VALUE};
use super::data_layer::{DataLayer, Privacy};
use super::privacy::{CAMPAIGN_PARAMETERS, REDACTED, cut, redact, scrub_url};
use crate::event::{ChatEvent, ChatflowItem, RealtimeCall, Scalar};

/// Where and when a callback ran.
#[derive(Clone, Debug, Default)]
pub(super) struct Moment {
    /// The page's address as the browser has it.
    pub(super) location: Option<String>,
    /// The page's title.
    pub(super) title: Option<String>,
    /// Whole seconds since the chat opened, if it did.
    pub(super) open_seconds: Option<u64>,
}

impl DataLayer {
    /// What `event` sets of the closed set. Keys that are missing here have no value.
    pub(super) fn values(&self, event: &ChatEvent, moment: &Moment) -> Vec<(Key, Scalar)> {
        let mut values = Values {
            privacy: &self.privacy,
            values: Vec::with_capacity(6),
        };
        values.page(moment);
        values.event(event, moment);
        values.values
    }

    /// What the app's own parameters are for `event`.
    pub(super) fn own_values<'a>(
        &'a self,
        event: &'a ChatEvent,
    ) -> impl Iterator<Item = (&'a str, Option<Scalar>)> {
        self.parameters.iter().map(|parameter| {
            let value = (parameter.compute)(event).map(|value| match value {
                Scalar::Text(text) => Scalar::Text(cut(&text, LONGEST_VALUE).to_owned()),
                other => other,
            });
            (parameter.name.as_str(), value)
        })
    }
}

struct Values<'a> {
    privacy: &'a Privacy,
    values: Vec<(Key, Scalar)>,
}

impl Values<'_> {
    fn page(&mut self, moment: &Moment) {
        if let Some(location) = &moment.location {
            let privacy = self.privacy;
            let scrubbed = scrub_url(location, |name| {
                CAMPAIGN_PARAMETERS.contains(&name)
                    || privacy.query_parameters.iter().any(|kept| kept == name)
            });
            self.put(Key::PageLocation, &scrubbed);
        }
        self.text(Key::PageTitle, moment.title.as_deref());
    }

    fn event(&mut self, event: &ChatEvent, moment: &Moment) {
        match event {
            ChatEvent::LeadGenerated { email } => self.lead(email.as_deref()),
            ChatEvent::ChatClosed => self.number(Key::OpenSeconds, moment.open_seconds),
            ChatEvent::NewConversation {
                message,
                attachments,
            } => {
                let length = message.as_ref().map(|text| text.chars().count() as u64);
                self.number(Key::MessageLength, length);
                self.number(Key::AttachmentCount, Some(attachments.len() as u64));
                if self.privacy.message_text {
                    self.text(Key::MessageText, message.as_deref());
                }
            }
            ChatEvent::ProfilingQuestionAsked { attribute } => {
                self.text(Key::QuestionAttribute, attribute.as_deref());
            }
            ChatEvent::ProfilingQuestionAnswered { attribute, value } => {
                self.answer(attribute.as_deref(), value.as_ref());
            }
            ChatEvent::RealtimeVideoAnswered { call } => self.call(call.as_deref()),
            ChatEvent::RealtimeVideoReceived { call } => self.call(Some(call)),
            ChatEvent::HelpCenterArticleOpened { article } => {
                self.number(Key::ArticleId, article.knowledge_base_article_id);
                self.text(Key::ArticleSlug, article.slug.as_deref());
                self.text(Key::ArticleTitle, article.title.as_deref());
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
                let tag = item.as_ref().and_then(ChatflowItem::tag);
                self.text(Key::NotificationItem, tag);
                if let Some(ChatflowItem::Article(article)) = item {
                    self.number(Key::ArticleId, article.article_id);
                    self.text(Key::ArticleTitle, article.title.as_deref());
                }
            }
            ChatEvent::NewMessageReceived { message } => {
                self.number(Key::ConversationId, message.conversation_id);
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
                self.number(Key::SurveyId, survey.survey_id);
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
        let given = email.is_some_and(|email| !email.trim().is_empty());
        self.values.push((Key::LeadEmailGiven, Scalar::Bool(given)));
        #[cfg(feature = "lead-hash")]
        if let Some(email) = email.filter(|_| given && self.privacy.lead_email_sha256) {
            self.put(Key::LeadEmailSha256, &super::lead_hash::sha256(email));
        }
    }

    fn answer(&mut self, attribute: Option<&str>, value: Option<&Scalar>) {
        self.text(Key::QuestionAttribute, attribute);
        let mut allowed = self.privacy.answers.iter();
        if !attribute.is_some_and(|attribute| allowed.any(|name| name == attribute)) {
            return;
        }
        match value {
            Some(Scalar::Text(text)) => self.text(Key::QuestionAnswer, Some(text)),
            // Nine digits and more may be a phone's; formatting a float to see would cost kilobytes.
            Some(Scalar::Number(number))
                if number.abs() >= 1e8
                    && !self.privacy.unredacted.contains(&Key::QuestionAnswer) =>
            {
                self.put(Key::QuestionAnswer, REDACTED);
            }
            Some(value) => self.values.push((Key::QuestionAnswer, value.clone())),
            None => {}
        }
    }

    fn call(&mut self, call: Option<&RealtimeCall>) {
        self.number(
            Key::ConversationId,
            call.and_then(|call| call.conversation_id),
        );
    }

    fn number(&mut self, key: Key, number: Option<u64>) {
        if let Some(number) = number {
            self.values.push((key, Scalar::Number(number as f64)));
        }
    }

    fn text(&mut self, key: Key, text: Option<&str>) {
        let Some(text) = text else { return };
        if self.privacy.unredacted.contains(&key) {
            self.put(key, text);
        } else {
            // Before the cut, which could leave half an address; after it nothing can come back.
            let redacted = redact(text);
            self.put(key, &redacted);
        }
    }

    fn put(&mut self, key: Key, text: &str) {
        // An empty text would be sent as an empty parameter.
        if !text.is_empty() {
            let text = cut(text, key.longest_value()).to_owned();
            self.values.push((key, Scalar::Text(text)));
        }
    }
}
