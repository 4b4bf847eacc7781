//! What was pushed, for an app that wants to see it.

use std::fmt;

use js_sys::Object;

use super::rule::Rule;
use crate::browser::js;
use crate::event::{FromJs, Scalar};

/// A message that was pushed to the data layer, as [`DataLayerBuilder::on_push`] gets it: without the
/// keys that are `undefined`, and without what other scripts added to it.
///
/// [`DataLayerBuilder::on_push`]: crate::gtm::DataLayerBuilder::on_push
#[derive(Clone, PartialEq)]
pub struct Push {
    event: String,
    values: Vec<(String, Scalar)>,
}

impl Push {
    /// The event's name, such as `customerly_chat_opened`.
    pub fn event(&self) -> &str {
        &self.event
    }

    /// The value of a key. `None` if the message does not set it.
    pub fn get(&self, key: &str) -> Option<&Scalar> {
        let mut values = self.values.iter();
        values.find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The keys besides `event`, with their values, in the order of the message.
    pub fn values(&self) -> impl Iterator<Item = (&str, &Scalar)> {
        self.values.iter().map(|(key, value)| (&**key, value))
    }

    /// Reads a message. Google Tag Manager adds `gtm.uniqueEventId` to it; no key of ours has a dot.
    fn read(message: &Object) -> Self {
        let mut push = Self {
            event: String::new(),
            values: Vec::new(),
        };
        for key in js::keys(message).unwrap_or_default().iter() {
            let name = key.as_string().unwrap_or_default();
            let value = js::get_by_key(message, &key);
            if name == "event" {
                push.event = value.as_string().unwrap_or_default();
            } else if !name.contains('.')
                && let Some(value) = Option::<Scalar>::from_js(&value)
            {
                push.values.push((name, value));
            }
        }
        push
    }
}

/// One line, such as `customerly_chat_closed {"customerly_page_title": "Prices",
/// "customerly_open_seconds": 12.0}`.
impl fmt::Debug for Push {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let values = self.values.iter().map(|(key, value)| {
            let value: &dyn fmt::Debug = match value {
                Scalar::Text(text) => text,
                Scalar::Number(number) => number,
                Scalar::Bool(flag) => flag,
            };
            (key, value)
        });
        f.write_str(&self.event)?;
        f.write_str(" ")?;
        f.debug_map().entries(values).finish()
    }
}

/// Calls the app's function with what was pushed.
pub(super) struct OnPush<F>(pub(super) F);

impl<F: Fn(&Push)> Rule for OnPush<F> {
    fn on_push(&self, message: &Object) {
        (self.0)(&Push::read(message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_debug_output_is_one_readable_line() {
        let push = Push {
            event: "customerly_chat_closed".to_owned(),
            values: vec![
                ("customerly_page_title".to_owned(), "Prices".into()),
                ("customerly_open_seconds".to_owned(), 12.0.into()),
            ],
        };
        assert_eq!(
            format!("{push:?}"),
            r#"customerly_chat_closed {"customerly_page_title": "Prices", "customerly_open_seconds": 12.0}"#
        );
        assert_eq!(push.get("customerly_open_seconds"), Some(&12.0.into()));
        assert_eq!(push.get("customerly_page_referrer"), None);
    }
}
