//! Events of the app's own.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use yew::AttrValue;

use super::prepared_push::PreparedPush;
use super::push_error::PushError;
use crate::browser::js;
use crate::event::Scalar;
use crate::gtm::catalogue::{CatalogueEntry, DataLayerKey};
use crate::gtm::config::{DataLayer, parameter_value};
use crate::gtm::ga4::{
    MOST_PARAMETERS, NameRule, check_event_name, check_parameter_name, lacks_half_of_money,
    reject_if,
};
use crate::gtm::message;

const ON_SERVER: bool = cfg!(not(target_family = "wasm"));

thread_local! {
    /// The parameters of all events of the app's own so far.
    static PARAMETERS: RefCell<Vec<AttrValue>> = const { RefCell::new(Vec::new()) };
}

/// An event of the app's own, such as a subscription to a newsletter, for the same data layer as the
/// chat's events. [`push`] or [`Customerly::push`](crate::Customerly::push) pushes it.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "push it"]
pub struct AppEvent {
    name: AttrValue,
    parameters: Vec<(AttrValue, Scalar)>,
    has_page: bool,
}

impl AppEvent {
    /// An event without parameters. Its name is also its name in Google Analytics 4, if a tag takes it
    /// over as it is.
    pub fn new(name: impl Into<AttrValue>) -> Self {
        Self {
            name: name.into(),
            parameters: Vec::new(),
            has_page: false,
        }
    }

    /// Adds a parameter. In a text, email addresses and phone numbers are redacted, and it is truncated
    /// to 100 characters.
    pub fn parameter(mut self, name: impl Into<AttrValue>, value: impl Into<Scalar>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Adds the page: `customerly_page_location`, `customerly_page_title` and `customerly_page_referrer`,
    /// as the chat's events have them.
    pub fn with_page(mut self) -> Self {
        self.has_page = true;
        self
    }

    fn check(&self, data_layer: &DataLayer) -> Result<(), PushError> {
        check_event_name(&self.name)?;
        let is_ours = self.name.starts_with(CatalogueEntry::PREFIX);
        reject_if(is_ours, &self.name, NameRule::ReservedEvent)?;
        for (index, (name, _)) in self.parameters.iter().enumerate() {
            check_parameter_name(name)?;
            let mut earlier = self.parameters.iter().take(index);
            let is_taken = earlier.any(|(other, _)| other == name);
            reject_if(is_taken, name, NameRule::TooMany)?;
            let is_ours = name.starts_with(CatalogueEntry::PREFIX)
                || data_layer.parameter_names().any(|other| other == name);
            reject_if(is_ours, name, NameRule::ReservedKey)?;
        }
        let most = if self.has_page {
            MOST_PARAMETERS - DataLayerKey::PAGE.len()
        } else {
            MOST_PARAMETERS
        };
        reject_if(self.parameters.len() > most, &self.name, NameRule::TooMany)?;
        let has = |name: &str| self.parameters.iter().any(|(other, _)| other == name);
        if lacks_half_of_money(has) {
            return Err(PushError::Money);
        }
        Ok(())
    }
}

/// Pushes an event of the app's own to the data layer of this configuration.
///
/// It is treated like the chat's events: names are checked against the rules of Google
/// Analytics 4, texts are redacted and truncated, the object is a new one, and every key that this crate
/// ever sets and the event does not have is `undefined`, because Google Tag Manager keeps the previous
/// value of a key that a push leaves out. [`DataLayerBuilder::on_push`] sees it.
///
/// Call it in event handlers and effects. On a server it does nothing and returns
/// [`PushError::NoBrowser`].
///
/// ```
/// use yew_customerly::gtm::{self, AppEvent, DataLayer, PushError};
///
/// fn subscribed(data_layer: &DataLayer) -> Result<(), PushError> {
///     let event = AppEvent::new("newsletter_subscribed")
///         .parameter("newsletter_topic", "lamps")
///         .with_page();
///     gtm::push(data_layer, &event)
/// }
/// # assert_eq!(subscribed(&DataLayer::new()), Err(PushError::NoBrowser));
/// ```
///
/// [`DataLayerBuilder::on_push`]: crate::gtm::DataLayerBuilder::on_push
pub fn push(data_layer: &DataLayer, event: &AppEvent) -> Result<(), PushError> {
    event.check(data_layer)?;
    if ON_SERVER {
        return Err(PushError::NoBrowser);
    }
    if data_layer.name().is_none() {
        return Err(PushError::Off);
    }
    let push =
        PreparedPush::of_page(data_layer, &event.name).map_err(|thrown| PushError::DataLayer {
            reason: js::error_message(&thrown),
        })?;
    let message = &push.message;
    if !event.has_page {
        for key in DataLayerKey::PAGE {
            js::set(message, key.name(), &JsValue::UNDEFINED);
        }
    }
    data_layer.add_parameters(None, message);
    PARAMETERS.with_borrow_mut(|parameters| {
        for (name, _) in &event.parameters {
            if !parameters.contains(name) {
                parameters.push(name.clone());
            }
        }
    });
    for name in PARAMETERS.with_borrow(Clone::clone) {
        message::set(message, &name, None);
    }
    for (name, value) in &event.parameters {
        let value = parameter_value(value.clone());
        message::set(message, name, Some(&value));
    }
    push.try_push()
        .map_err(|reason| PushError::DataLayer { reason })
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::*;

    fn rule(event: &AppEvent) -> Option<NameRule> {
        match push(&DataLayer::new(), event) {
            Err(PushError::Name(error)) => Some(error.rule()),
            Err(PushError::NoBrowser) => None,
            result => panic!("{result:?}"),
        }
    }

    #[test]
    fn names_are_checked() {
        let event = || AppEvent::new("signup");
        assert_eq!(rule(&event().parameter("plan", "pro")), None);
        for (event, expected) in [
            (AppEvent::new("page_view"), NameRule::ReservedEvent),
            (
                AppEvent::new("customerly_chat_opened"),
                NameRule::ReservedEvent,
            ),
            (AppEvent::new("sign up"), NameRule::Alphabet),
            (
                event().parameter("page_title", "Prices"),
                NameRule::ReservedParameter,
            ),
            (
                event().parameter("customerly_plan", "pro"),
                NameRule::ReservedKey,
            ),
            (
                event().parameter("plan", "pro").parameter("plan", "free"),
                NameRule::TooMany,
            ),
        ] {
            assert_eq!(rule(&event), Some(expected), "{event:?}");
        }
        let many = (0..23).fold(event(), |event, index| {
            event.parameter(format!("p{index}"), true)
        });
        assert_eq!(rule(&many), None);
        assert_eq!(rule(&many.with_page()), Some(NameRule::TooMany));
    }

    #[test]
    fn a_value_has_a_currency() {
        let layer = DataLayer::new();
        let event = AppEvent::new("signup").parameter("value", 9.5);
        assert_eq!(push(&layer, &event), Err(PushError::Money));
        let event = event.parameter("currency", "EUR");
        assert_eq!(push(&layer, &event), Err(PushError::NoBrowser));
    }

    #[test]
    fn a_parameter_of_all_chat_events_is_not_set_twice() -> Result<(), crate::gtm::DataLayerError> {
        let layer = DataLayer::builder().parameter("plan", |_| None).build()?;
        let event = AppEvent::new("signup").parameter("plan", "pro");
        assert!(matches!(push(&layer, &event), Err(PushError::Name(_))));
        Ok(())
    }
}
