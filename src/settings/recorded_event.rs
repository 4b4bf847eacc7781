//! Events that are recorded when the chat loads.

use yew::AttrValue;

use super::fields::Fields;
use super::setters::setters;
use super::value::Value;

/// An event of the user that Customerly records when it receives the [`Settings`](crate::Settings).
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedEvent {
    fields: Fields,
}

impl RecordedEvent {
    /// Creates an event with that name. Without a [`date`](Self::date) Customerly records it as
    /// happening now.
    pub fn new(name: impl Into<AttrValue>) -> Self {
        let mut fields = Fields::default();
        fields.set("name", name.into());
        Self { fields }
    }

    fn with(mut self, set: impl FnOnce(&mut Fields)) -> Self {
        set(&mut self.fields);
        self
    }

    setters! {
        /// When the event happened, in seconds since 1970 (UNIX time).
        date: f64 = "date",
    }
}

impl From<RecordedEvent> for Value {
    fn from(event: RecordedEvent) -> Self {
        event.fields.into()
    }
}
