//! What is pushed, where to, and with what privacy.

use std::borrow::Cow;
use std::collections::BTreeSet;

use yew::AttrValue;

use super::catalogue::Key;
use super::privacy::{CAMPAIGN_PARAMETERS, redact_emails, scrub_url};
use crate::event::{ChatEvent, ChatflowItem, RealtimeCall, Scalar};

/// What of the chat's events goes into the data layer of Google Tag Manager.
///
/// By default every event is pushed to `window.dataLayer`, without personal data: no email address,
/// no message text, no answer, no attachment, no article body and no query parameter but a
/// campaign's. Each method that lets more out names one field.
///
/// Neither Google Tag Manager nor a container has to be there: what is pushed before waits for them.
///
/// ```
/// use yew_customerly::gtm::DataLayer;
///
/// let data_layer = DataLayer::new()
///     .answer("company_size")
///     .query_parameter("variant");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DataLayer {
    name: Option<AttrValue>,
    message_text: bool,
    answers: BTreeSet<Cow<'static, str>>,
    query_parameters: BTreeSet<Cow<'static, str>>,
    #[cfg(feature = "lead-hash")]
    lead_email_sha256: bool,
}

impl Default for DataLayer {
    fn default() -> Self {
        Self::new()
    }
}

impl DataLayer {
    /// Every event to `window.dataLayer`, without personal data.
    pub const fn new() -> Self {
        Self {
            name: Some(AttrValue::Static("dataLayer")),
            message_text: false,
            answers: BTreeSet::new(),
            query_parameters: BTreeSet::new(),
            #[cfg(feature = "lead-hash")]
            lead_email_sha256: false,
        }
    }

    /// No event is pushed anywhere; components get their messages as ever.
    pub fn off() -> Self {
        Self {
            name: None,
            ..Self::new()
        }
    }

    /// Pushes to `window[name]` instead of `window.dataLayer`: the name that the container's loader
    /// has as `l=`.
    #[must_use]
    pub fn named(mut self, name: impl Into<AttrValue>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Lets out what the visitor wrote, as `customerly_message`. **Personal data**: visitors write
    /// their names, addresses and worse, and Google's terms forbid to send those.
    #[must_use]
    pub const fn message_text(mut self) -> Self {
        self.message_text = true;
        self
    }

    /// Lets out the answers to the profiling question that asks for `attribute`, as
    /// `customerly_question_answer`. May be called once per attribute.
    #[must_use]
    pub fn answer(mut self, attribute: impl Into<Cow<'static, str>>) -> Self {
        self.answers.insert(attribute.into());
        self
    }

    /// Keeps this query parameter in `customerly_page_location`, besides those of campaigns
    /// (`utm_source`, `utm_medium`, `utm_campaign`, `utm_term`, `utm_content`, `utm_id`). May be
    /// called once per parameter.
    #[must_use]
    pub fn query_parameter(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.query_parameters.insert(name.into());
        self
    }

    /// Lets out the visitor's email address as SHA-256, normalised as Google's enhanced conversions
    /// want it, as `customerly_lead_email_sha256`. A hash of an address is still **personal data**.
    #[cfg(feature = "lead-hash")]
    #[must_use]
    pub const fn lead_email_sha256(mut self) -> Self {
        self.lead_email_sha256 = true;
        self
    }

    /// The data layer's name on the window; `None` when nothing is pushed.
    pub(super) const fn name(&self) -> Option<&AttrValue> {
        self.name.as_ref()
    }

    /// What `event` sets, besides the event's name. Keys that are missing here have no value.
    pub(super) fn values(&self, event: &ChatEvent, moment: &Moment) -> Vec<(Key, Scalar)> {
        let mut values = Values(Vec::with_capacity(6));
        let allow = |name: &str| {
            CAMPAIGN_PARAMETERS.contains(&name) || self.query_parameters.contains(name)
        };
        if let Some(location) = &moment.location {
            values
                .0
                .push((Key::PageLocation, Scalar::Text(scrub_url(location, allow))));
        }
        values.text(Key::PageTitle, moment.title.as_deref());
        match event {
            ChatEvent::LeadGenerated { email } => self.lead(email.as_deref(), &mut values),
            ChatEvent::ChatClosed => values.number(Key::OpenSeconds, moment.open_seconds),
            ChatEvent::NewConversation {
                message,
                attachments,
            } => {
                let length = message.as_ref().map(|text| text.chars().count() as u64);
                values.number(Key::MessageLength, length);
                values.number(Key::AttachmentCount, Some(attachments.len() as u64));
                if let Some(message) = message.as_ref().filter(|_| self.message_text) {
                    values
                        .0
                        .push((Key::MessageText, Scalar::Text(message.clone())));
                }
            }
            ChatEvent::ProfilingQuestionAsked { attribute } => {
                values.text(Key::QuestionAttribute, attribute.as_deref());
            }
            ChatEvent::ProfilingQuestionAnswered { attribute, value } => {
                values.text(Key::QuestionAttribute, attribute.as_deref());
                let allowed = attribute
                    .as_ref()
                    .is_some_and(|attribute| self.answers.contains(attribute.as_str()));
                if let Some(value) = value.as_ref().filter(|_| allowed) {
                    values.0.push((Key::QuestionAnswer, value.clone()));
                }
            }
            ChatEvent::RealtimeVideoAnswered { call } => values.call(call.as_deref()),
            ChatEvent::RealtimeVideoReceived { call } => values.call(Some(call)),
            ChatEvent::HelpCenterArticleOpened { article } => {
                values.number(Key::ArticleId, article.knowledge_base_article_id);
                values.text(Key::ArticleSlug, article.slug.as_deref());
                values.text(Key::ArticleTitle, article.title.as_deref());
            }
            ChatEvent::ChatflowNotificationViewed {
                notification_id, ..
            } => values.number(Key::NotificationId, *notification_id),
            ChatEvent::ChatflowNotificationClicked {
                notification_id,
                item,
                ..
            } => {
                values.number(Key::NotificationId, *notification_id);
                let tag = item.as_ref().and_then(ChatflowItem::tag);
                values.text(Key::NotificationItem, tag);
                if let Some(ChatflowItem::Article(article)) = item {
                    values.number(Key::ArticleId, article.article_id);
                    values.text(Key::ArticleTitle, article.title.as_deref());
                }
            }
            ChatEvent::NewMessageReceived { message } => {
                values.number(Key::ConversationId, message.conversation_id);
            }
            ChatEvent::NewConversationReceived { conversation_id } => {
                values.number(Key::ConversationId, *conversation_id);
            }
            ChatEvent::MessengerLoadFailed { status, .. } => {
                values.number(Key::FailureStatus, status.map(u64::from));
            }
            ChatEvent::MessageRead {
                conversation_id,
                conversation_message_id,
            } => {
                values.number(Key::ConversationId, *conversation_id);
                values.number(Key::MessageId, *conversation_message_id);
            }
            ChatEvent::SurveyPresented { survey } => {
                values.number(Key::SurveyId, survey.survey_id);
            }
            ChatEvent::TriggerFired { trigger_id } => {
                values.number(Key::TriggerId, *trigger_id);
            }
            ChatEvent::ChatOpened
            | ChatEvent::RealtimeVideoRejected
            | ChatEvent::MessengerInitialized
            | ChatEvent::RealtimeVideoCanceled
            | ChatEvent::SurveyAnswered
            | ChatEvent::SurveyRejected => {}
        }
        values.0
    }

    fn lead(&self, email: Option<&str>, values: &mut Values) {
        let given = email.is_some_and(|email| !email.trim().is_empty());
        values.0.push((Key::LeadEmailGiven, Scalar::Bool(given)));
        #[cfg(feature = "lead-hash")]
        if let Some(email) = email.filter(|_| given && self.lead_email_sha256) {
            let hash = super::lead_hash::sha256(email);
            values.0.push((Key::LeadEmailSha256, Scalar::Text(hash)));
        }
    }
}

/// Where and when a callback ran.
#[derive(Clone, Debug, Default)]
pub(crate) struct Moment {
    /// The page's address as the browser has it.
    pub(crate) location: Option<String>,
    /// The page's title.
    pub(crate) title: Option<String>,
    /// Whole seconds since the chat opened, if it did.
    pub(crate) open_seconds: Option<u64>,
}

struct Values(Vec<(Key, Scalar)>);

impl Values {
    fn number(&mut self, key: Key, number: Option<u64>) {
        if let Some(number) = number {
            self.0.push((key, Scalar::Number(number as f64)));
        }
    }

    fn text(&mut self, key: Key, text: Option<&str>) {
        // An empty text would be sent as an empty parameter.
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.0.push((key, Scalar::Text(redact_emails(text))));
        }
    }

    fn call(&mut self, call: Option<&RealtimeCall>) {
        self.number(
            Key::ConversationId,
            call.and_then(|call| call.conversation_id),
        );
    }
}
