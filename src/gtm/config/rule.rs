//! Rules: what an app changes about its events.

use std::borrow::Cow;
use std::fmt;
use std::rc::Rc;

use js_sys::Object;
use yew::AttrValue;

use crate::event::{ChatEvent, EventKind};
use crate::gtm::privacy::Sanitizer;

/// The name of an event in the data layer. `None` if the event is not pushed.
pub(super) type EventName<'a> = Option<Cow<'a, str>>;

/// If several rules name an event, the one with the first precedence in this list decides. Among equals
/// it is the one that was added last.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) enum Precedence {
    Disabled,
    TrackToMeasure,
    Renamed,
    Prefix,
    Other,
}

/// One option of the configuration.
pub(super) trait Rule {
    fn precedence(&self) -> Precedence {
        Precedence::Other
    }

    /// What event names start with. `None` if the rule does not decide it.
    fn prefix(&self) -> Option<&str> {
        None
    }

    /// The name of a callback's events. `None` if the rule does not decide it.
    fn event_name(&self, _kind: EventKind) -> Option<EventName<'_>> {
        None
    }

    /// Whether the event may be pushed.
    fn allows(&self, _event: &ChatEvent) -> bool {
        true
    }

    /// Sets keys of the catalogue that are not set by default.
    fn reveal(&self, _event: &ChatEvent, _sanitizer: &mut Sanitizer<'_>) {}

    /// Sets the rule's keys that are not in the catalogue, to `undefined` without a chat event. The
    /// message already has all keys that are.
    fn add_parameters(&self, _event: Option<&ChatEvent>, _message: &Object) {}

    /// The name of the app's own parameter that the rule adds.
    fn parameter_name(&self) -> Option<&AttrValue> {
        None
    }

    /// Whether it pushes the ids of conversations.
    #[cfg(feature = "container")]
    fn pushes_conversation_ids(&self) -> bool {
        false
    }

    /// A message was pushed.
    fn on_push(&self, _message: &Object) {}
}

/// Rules in order of precedence. Two lists are equal if they share the same rules.
#[derive(Clone, Default)]
pub(super) struct Rules(Vec<Rc<dyn Rule>>);

impl Rules {
    pub(super) fn add(&mut self, rule: impl Rule + 'static) {
        let precedence = rule.precedence();
        let follows = |other: &Rc<dyn Rule>| other.precedence() >= precedence;
        let index = self.0.iter().position(follows).unwrap_or(self.0.len());
        self.0.insert(index, Rc::new(rule));
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
