//! Events that are recorded when the chat loads.

use yew::AttrValue;

use super::fields::Fields;
use super::number::Number;
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

    /// When the event happened, in seconds since 1970 (UNIX time).
    #[must_use]
    pub fn date(mut self, date: impl Into<f64>) -> Self {
        self.fields.set("date", Number::new("date", date.into()));
        self
    }
}

impl From<RecordedEvent> for Value {
    fn from(event: RecordedEvent) -> Self {
        event.fields.into()
    }
}
