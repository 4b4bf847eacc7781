//! Who the visitor is and how the chat looks.

use serde::Serialize;
use yew::AttrValue;

use super::company::Company;
use super::direction::Direction;
use super::fields::Fields;
use super::id::Id;
use super::position::Position;
use super::recorded_event::RecordedEvent;
use super::setters::setters;
use super::settings_diff::{COMPARISON, Comparison};
use super::value::Value;

/// Who the visitor is and how the chat looks: the argument of Customerly's `load` and `update`.
///
/// By default nothing is set. A setting that is not set is not sent, so the project's configuration
/// in Customerly applies. The project's id is the provider's `app_id`, and the crate sets the
/// callbacks.
///
/// Settings are plain Rust values until they are sent, so they can be built on a server. Two of
/// them are equal if they have the same content. The exceptions are the values given as
/// [`Serialize`], which are equal only if one is a clone of the other.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use yew_customerly::{Company, Direction, Settings};
///
/// let settings = Settings::new()
///     .user_id("42")
///     .name("Ada")
///     .attributes(BTreeMap::from([("plan", "pro")]))
///     .company(Company::new("acme").name("Acme"))
///     .direction(Direction::Left);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Settings {
    pub(crate) fields: Fields,
    /// Compares the settings with those that the chat has. `None` until a setting is set.
    pub(crate) comparison: Option<&'static Comparison>,
}

impl PartialEq for Settings {
    fn eq(&self, other: &Self) -> bool {
        self.fields == other.fields
    }
}

impl Settings {
    /// Creates settings in which nothing is set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The value that was set by [`visible`](Self::visible).
    pub(crate) fn is_visible(&self) -> Option<bool> {
        Some(*self.fields.get("visible")? == true.into())
    }

    fn with(mut self, set: impl FnOnce(&mut Fields)) -> Self {
        set(&mut self.fields);
        self.comparison = Some(&COMPARISON);
        self
    }

    /// Your own id of the user. An empty text names nobody.
    #[must_use]
    pub fn user_id(self, user_id: impl Into<Id>) -> Self {
        self.named_by("user_id", user_id.into().into())
    }

    /// The user's email address. An empty text names nobody.
    #[must_use]
    pub fn email(self, email: impl Into<AttrValue>) -> Self {
        self.named_by("email", Value::text(email))
    }

    /// Sets or, with an empty text, removes a field that names the user.
    fn named_by(self, key: &'static str, value: Value) -> Self {
        self.with(|fields| {
            if value == Value::text("") {
                fields.remove(key);
            } else {
                fields.set(key, value);
            }
        })
    }

    setters! {
        /// The user's name.
        name: AttrValue = "name",
        /// The proof of the email address for Customerly's identity verification: the HMAC-SHA256
        /// of the lower-cased address in hexadecimal, computed **on your server**. The secret must
        /// never reach a browser. In a project that uses identity verification, the chat does not
        /// start for a contact without a valid proof: `onMessengerLoadFailed` reports status 401.
        email_hash: AttrValue = "email_hash",
        /// The page that Customerly records as the last one viewed, instead of the actual one.
        last_page_viewed: AttrValue = "last_page_viewed",
        /// Sets `force_lead`, which Customerly does not document. Customerly's native SDKs send it.
        force_lead: bool = "force_lead",
        /// The color of the launcher button and the header, in hexadecimal (`#0f766e`). Default:
        /// the project's.
        accent_color: AttrValue = "accentColor",
        /// The color of text on the accent color, in hexadecimal. Default: the project's.
        contrast_color: AttrValue = "contrastColor",
        /// The side of the page on which the launcher button is.
        direction: Direction = "direction",
        /// The launcher button's distance from the edges of the page. Default: 0.
        position: Position = "position",
        /// Whether the launcher button is visible. Default: `true`.
        visible: bool = "visible",
        /// Whether the launcher button is visible on small screens. Default: `true`.
        visible_on_mobile: bool = "visibleOnMobile",
        /// Whether visitors can send files. Default: `true`.
        attachments_available: bool = "attachmentsAvailable",
        /// Whether the chat uses the browser's language. Default: `true`.
        autodetect_locale: bool = "autodetectLocale",
        /// Whether visitors can send screenshots.
        screenshot_available: bool = "screenshotAvailable",
        /// Whether a visitor has only one conversation.
        single_conversation: bool = "singleConversation",
        /// Whether the chat must not add styles through the `CSSStyleSheet` API. Default: `false`.
        disable_cssom_injection: bool = "disableCSSOMInjection",
        /// Whether the chat opens without focusing its text field. Customerly's native SDKs send
        /// it.
        disable_autofocus: bool = "disableAutofocus",
        /// The company that the user belongs to.
        company: Company = "company",
    }

    /// Contact properties: a struct, a map or another value that serializes to an object.
    ///
    /// Customerly accepts strings of up to 128 characters, numbers, booleans and dates (in seconds
    /// since 1970), under names without spaces. The console names properties beyond these limits,
    /// and they are sent nevertheless. A second call replaces all properties of the first one.
    ///
    /// Values that are `None` are not sent. Integers beyond 2^53 are sent as text, because
    /// JavaScript would round them. A property that cannot be sent, such as NaN or one whose
    /// serialization fails, is named in the console, and the others are sent.
    #[must_use]
    pub fn attributes(self, attributes: impl Serialize + 'static) -> Self {
        self.with(|fields| fields.set("attributes", Fields::attributes(attributes)))
    }

    /// Events that Customerly records when the chat loads. Customerly's native SDKs send them. A
    /// second call replaces all events of the first one.
    #[must_use]
    pub fn events(self, events: impl IntoIterator<Item = RecordedEvent>) -> Self {
        let events: Vec<Value> = events.into_iter().map(Value::from).collect();
        self.with(|fields| fields.set("events", events))
    }

    /// Settings for which this type has no method: a struct, a map or another value that serializes
    /// to an object with Customerly's names as keys. Those set by a method of this type take
    /// precedence. A second call replaces all extra settings of the first one.
    ///
    /// `None`, large integers and values that cannot be sent are treated as in
    /// [`attributes`](Self::attributes), also inside of objects. An array is sent whole or not at
    /// all.
    #[must_use]
    pub fn extra(mut self, extra: impl Serialize + 'static) -> Self {
        self.fields.set_extra(extra);
        self.comparison = Some(&COMPARISON);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_settings_that_were_set_are_present() {
        assert!(Settings::new().is_empty());
        let settings = Settings::new().visible(false);
        assert_eq!(settings.fields.named(), [("visible", false.into())]);
    }

    #[test]
    fn a_second_call_of_a_setter_replaces_the_value() {
        let settings = Settings::new().name("Ada").name("Grace");
        assert_eq!(settings.fields.named(), [("name", Value::text("Grace"))]);
    }

    #[test]
    fn settings_compare_by_content_and_serialized_values_by_identity() {
        assert_eq!(Settings::new().user_id(7), Settings::new().user_id(7));
        assert_ne!(Settings::new().user_id(7), Settings::new().user_id("7"));

        let plan = Settings::new().attributes([("plan", "pro")]);
        assert_eq!(plan, plan.clone());
        assert_ne!(plan, Settings::new().attributes([("plan", "pro")]));
    }
}
