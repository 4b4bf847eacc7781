//! Rules that push more values than the default.

use js_sys::Object;
use yew::AttrValue;

use super::rule::Rule;
use crate::event::{ChatEvent, RealtimeCall, Scalar};
use crate::gtm::catalogue::DataLayerKey;
use crate::gtm::privacy::{REDACTED, Sanitizer, redact};
use crate::gtm::{chars, ga4, message};

/// A parameter of the app's own.
pub(super) struct Parameter<F> {
    pub(super) name: AttrValue,
    pub(super) compute: F,
}

impl<F: Fn(&ChatEvent) -> Option<Scalar>> Rule for Parameter<F> {
    fn add_parameters(&self, event: Option<&ChatEvent>, message: &Object) {
        let value = event.and_then(&self.compute).map(parameter_value);
        message::set(message, &self.name, value.as_ref());
    }

    fn parameter_name(&self) -> Option<&AttrValue> {
        Some(&self.name)
    }
}

/// The value of a parameter of the app's own as it is pushed: a text is redacted and truncated.
pub(in crate::gtm) fn parameter_value(value: Scalar) -> Scalar {
    match value {
        Scalar::Text(text) => {
            let text = redact(&text);
            Scalar::Text(chars::truncate(&text, ga4::LONGEST_VALUE).to_owned())
        }
        other => other,
    }
}

/// The ids of conversations and messages.
pub(super) struct ConversationIds;

impl Rule for ConversationIds {
    #[cfg(feature = "container")]
    fn pushes_conversation_ids(&self) -> bool {
        true
    }

    fn reveal(&self, event: &ChatEvent, sanitizer: &mut Sanitizer<'_>) {
        let conversation_id = match event {
            ChatEvent::RealtimeVideoAnswered { call } => {
                call.as_ref().and_then(RealtimeCall::conversation_id)
            }
            ChatEvent::RealtimeVideoReceived { call } => call.conversation_id(),
            ChatEvent::NewMessageReceived { message } => message.conversation_id(),
            ChatEvent::NewConversationReceived { conversation_id } => *conversation_id,
            ChatEvent::MessageRead {
                conversation_id,
                conversation_message_id,
            } => {
                sanitizer.set_number(DataLayerKey::MessageId, *conversation_message_id);
                *conversation_id
            }
            _ => None,
        };
        sanitizer.set_number(DataLayerKey::ConversationId, conversation_id);
    }
}

/// The visitor's message.
pub(super) struct MessageText;

impl Rule for MessageText {
    fn reveal(&self, event: &ChatEvent, sanitizer: &mut Sanitizer<'_>) {
        if let ChatEvent::NewConversation { message, .. } = event {
            sanitizer.set_text(DataLayerKey::MessageText, message.as_deref());
        }
    }
}

/// The answers to the profiling question for one contact property.
pub(super) struct Answer(pub(super) AttrValue);

impl Rule for Answer {
    fn reveal(&self, event: &ChatEvent, sanitizer: &mut Sanitizer<'_>) {
        const KEY: DataLayerKey = DataLayerKey::QuestionAnswer;

        let ChatEvent::ProfilingQuestionAnswered {
            attribute: Some(attribute),
            value: Some(value),
        } = event
        else {
            return;
        };
        if self.0 != *attribute {
            return;
        }
        match value {
            Scalar::Text(text) => sanitizer.set_text(KEY, Some(text)),
            // A number of nine digits or more may be a phone number. The code that formats a float, to
            // search its digits, would cost kilobytes.
            Scalar::Number(number) if number.abs() >= 1e8 && sanitizer.redacts(KEY) => {
                sanitizer.set_safe_text(KEY, REDACTED);
            }
            value => sanitizer.set(KEY, value.clone()),
        }
    }
}
