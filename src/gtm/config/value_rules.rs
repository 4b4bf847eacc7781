//! Rules that push more values than the default.

use js_sys::Object;
use yew::AttrValue;

use super::rule::Rule;
use crate::event::{ChatEvent, Scalar};
use crate::gtm::catalogue::DataLayerKey;
use crate::gtm::privacy::{REDACTED, Sanitizer};
use crate::gtm::{chars, ga4, message};

/// A parameter of the app's own.
pub(super) struct Parameter<F> {
    pub(super) name: AttrValue,
    pub(super) compute: F,
}

impl<F: Fn(&ChatEvent) -> Option<Scalar>> Rule for Parameter<F> {
    fn add_parameters(&self, event: &ChatEvent, message: &Object) {
        let value = (self.compute)(event).map(|value| match value {
            Scalar::Text(text) => {
                Scalar::Text(chars::truncate(&text, ga4::LONGEST_VALUE).to_owned())
            }
            other => other,
        });
        message::set(message, &self.name, value.as_ref());
    }

    fn parameter_name(&self) -> Option<&AttrValue> {
        Some(&self.name)
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
