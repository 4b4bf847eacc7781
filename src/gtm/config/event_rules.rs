//! Rules that decide which events are pushed, and under which names.

use yew::AttrValue;

use super::rule::{EventName, Precedence, Rule};
use crate::event::{ChatEvent, EventKind};
use crate::gtm::catalogue::CatalogueEntry;

/// Pushes no events of one callback.
pub(super) struct Disabled(pub(super) EventKind);

impl Rule for Disabled {
    fn precedence(&self) -> Precedence {
        Precedence::Disabled
    }

    fn event_name(&self, kind: EventKind) -> Option<EventName<'_>> {
        (kind == self.0).then_some(None)
    }
}

/// Gives the events of one callback another name.
pub(super) struct Renamed(pub(super) EventKind, pub(super) AttrValue);

impl Rule for Renamed {
    fn precedence(&self) -> Precedence {
        Precedence::Renamed
    }

    fn event_name(&self, kind: EventKind) -> Option<EventName<'_>> {
        (kind == self.0).then(|| Some(self.1.as_str().into()))
    }
}

/// Gives all event names another prefix.
pub(super) struct Prefix(pub(super) AttrValue);

impl Rule for Prefix {
    fn precedence(&self) -> Precedence {
        Precedence::Prefix
    }

    fn prefix(&self) -> Option<&str> {
        Some(&self.0)
    }

    fn event_name(&self, kind: EventKind) -> Option<EventName<'_>> {
        let rest = CatalogueEntry::of(kind)
            .event
            .strip_prefix(CatalogueEntry::PREFIX)?;
        Some(Some([self.0.as_str(), rest].concat().into()))
    }
}

/// Pushes only the events that the app's function accepts.
pub(super) struct Filter<F>(pub(super) F);

impl<F: Fn(&ChatEvent) -> bool> Rule for Filter<F> {
    fn allows(&self, event: &ChatEvent) -> bool {
        (self.0)(event)
    }
}
