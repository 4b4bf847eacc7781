//! What an app changes about the pushes.
//!
//! Each thing that an app may say is a rule of its own type, so that no visitor loads the code of
//! those it does not say.

use std::borrow::Cow;
use std::fmt;
use std::rc::Rc;

use js_sys::Object;
use yew::AttrValue;

use super::catalogue::{Entry, Key, LONGEST_VALUE};
use super::privacy::{REDACTED, cut};
use super::push::set;
use super::recipe;
use super::values::Values;
use crate::event::{ChatEvent, EventKind, Scalar};

/// The name of an event, or that it has none and is not pushed.
pub(super) type Name<'a> = Option<Cow<'a, str>>;

/// Where rules contradict each other about a name, the one with the lowest precedence is obeyed, among
/// equals the latest.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) enum Precedence {
    Off,
    Recipe,
    Renamed,
    Prefix,
    Other,
}

pub(super) trait Rule {
    fn precedence(&self) -> Precedence {
        Precedence::Other
    }

    /// What the event of this callback is called, if the rule says anything about it.
    fn name(&self, _kind: EventKind) -> Option<Name<'_>> {
        None
    }

    /// Whether the event is pushed at all.
    fn keeps(&self, _event: &ChatEvent) -> bool {
        true
    }

    /// Lets out more of the event, under keys of the catalogue.
    fn let_out(&self, _event: &ChatEvent, _values: &mut Values<'_>) {}

    /// Adds what is not of the catalogue to a message that is complete otherwise.
    fn extend(&self, _event: &ChatEvent, _message: &Object) {}

    /// The app's own parameter that the rule adds.
    fn parameter(&self) -> Option<&AttrValue> {
        None
    }
}

/// Rules in the order of their precedence. Rules compare by identity.
#[derive(Clone, Default)]
pub(super) struct Rules(Vec<Rc<dyn Rule>>);

impl Rules {
    pub(super) fn add(&mut self, rule: impl Rule + 'static) {
        let precedence = rule.precedence();
        let later = |other: &Rc<dyn Rule>| other.precedence() >= precedence;
        let place = self.0.iter().position(later).unwrap_or(self.0.len());
        self.0.insert(place, Rc::new(rule));
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &dyn Rule> {
        self.0.iter().map(|rule| &**rule)
    }
}

impl PartialEq for Rules {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self
                .0
                .iter()
                .zip(&other.0)
                .all(|(one, other)| Rc::ptr_eq(one, other))
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} rules", self.0.len())
    }
}

/// No events of one callback.
pub(super) struct Off(pub(super) EventKind);

impl Rule for Off {
    fn precedence(&self) -> Precedence {
        Precedence::Off
    }

    fn name(&self, kind: EventKind) -> Option<Name<'_>> {
        (kind == self.0).then_some(None)
    }
}

/// The public recipe's name and keys for the events that it knows.
pub(super) struct Recipe;

impl Rule for Recipe {
    fn precedence(&self) -> Precedence {
        Precedence::Recipe
    }

    fn name(&self, kind: EventKind) -> Option<Name<'_>> {
        recipe::action(kind).map(|_| Some(recipe::EVENT.into()))
    }

    fn extend(&self, event: &ChatEvent, message: &Object) {
        recipe::extend(event.kind(), message);
    }
}

/// Another name for the events of one callback.
pub(super) struct Renamed(pub(super) EventKind, pub(super) AttrValue);

impl Rule for Renamed {
    fn precedence(&self) -> Precedence {
        Precedence::Renamed
    }

    fn name(&self, kind: EventKind) -> Option<Name<'_>> {
        (kind == self.0).then(|| Some(self.1.as_str().into()))
    }
}

/// Another beginning of all names.
pub(super) struct Prefix(pub(super) AttrValue);

impl Rule for Prefix {
    fn precedence(&self) -> Precedence {
        Precedence::Prefix
    }

    fn name(&self, kind: EventKind) -> Option<Name<'_>> {
        let rest = Entry::of(kind).event.strip_prefix(Entry::PREFIX)?;
        Some(Some([self.0.as_str(), rest].concat().into()))
    }
}

/// Only the events that the app lets through.
pub(super) struct Filter<F>(pub(super) F);

impl<F: Fn(&ChatEvent) -> bool> Rule for Filter<F> {
    fn keeps(&self, event: &ChatEvent) -> bool {
        (self.0)(event)
    }
}

/// A parameter of the app's own.
pub(super) struct Parameter<F> {
    pub(super) name: AttrValue,
    pub(super) compute: F,
}

impl<F: Fn(&ChatEvent) -> Option<Scalar>> Rule for Parameter<F> {
    fn extend(&self, event: &ChatEvent, message: &Object) {
        let value = (self.compute)(event).map(|value| match value {
            Scalar::Text(text) => Scalar::Text(cut(&text, LONGEST_VALUE).to_owned()),
            other => other,
        });
        set(message, &self.name, value.as_ref());
    }

    fn parameter(&self) -> Option<&AttrValue> {
        Some(&self.name)
    }
}

/// What the visitor wrote.
pub(super) struct MessageText;

impl Rule for MessageText {
    fn let_out(&self, event: &ChatEvent, values: &mut Values<'_>) {
        if let ChatEvent::NewConversation { message, .. } = event {
            values.text(Key::MessageText, message.as_deref());
        }
    }
}

/// The answers to the questions for one contact property.
pub(super) struct Answer(pub(super) AttrValue);

impl Rule for Answer {
    fn let_out(&self, event: &ChatEvent, values: &mut Values<'_>) {
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
            Scalar::Text(text) => values.text(Key::QuestionAnswer, Some(text)),
            // Nine digits and more may be a phone's; formatting a float to see would cost kilobytes.
            Scalar::Number(number)
                if number.abs() >= 1e8 && values.redacts(Key::QuestionAnswer) =>
            {
                values.put_text(Key::QuestionAnswer, REDACTED);
            }
            value => values.put(Key::QuestionAnswer, value.clone()),
        }
    }
}

/// The visitor's email address as a hash.
#[cfg(feature = "lead-hash")]
pub(super) struct LeadHash;

#[cfg(feature = "lead-hash")]
impl Rule for LeadHash {
    fn let_out(&self, event: &ChatEvent, values: &mut Values<'_>) {
        if let ChatEvent::LeadGenerated { email: Some(email) } = event
            && !email.trim().is_empty()
        {
            values.put_text(Key::LeadEmailSha256, &super::lead_hash::sha256(email));
        }
    }
}
