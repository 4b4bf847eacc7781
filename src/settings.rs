//! What goes out: who the visitor is and how the chat looks.

use serde::Serialize;
use yew::AttrValue;

use crate::identity::{self, Compare};
use crate::value::{Fields, Value};

/// A user's or a company's id: a text or a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Id(Value);

macro_rules! id_from {
    ($($type:ty => $via:ty,)*) => {
        $(impl From<$type> for Id {
            fn from(id: $type) -> Self {
                Self(<$via>::from(id).into())
            }
        })*
    };
}

id_from! {
    &'static str => AttrValue,
    String => AttrValue,
    AttrValue => AttrValue,
    i32 => f64,
    u32 => f64,
}

impl From<u64> for Id {
    /// A number beyond 2^53 becomes a text, as JavaScript's numbers would round it.
    fn from(id: u64) -> Self {
        const LARGEST_EXACT: u64 = 1 << 53;
        if id <= LARGEST_EXACT {
            Self((id as f64).into())
        } else {
            Self(AttrValue::from(id.to_string()).into())
        }
    }
}

macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $key:literal,)*) => {
        $($(#[$doc])*
        #[must_use]
        pub fn $name(self, $name: impl Into<$type>) -> Self {
            let value: $type = $name.into();
            self.with(|fields| fields.set($key, value))
        })*
    };
}

/// Who the visitor is and how the chat looks: the settings of Customerly's `load` and `update`.
///
/// Nothing is set by default, and what is not set is not sent: the project's own configuration in
/// Customerly holds. The project's id is the provider's `app_id`; the callbacks are the crate's own.
///
/// Settings are plain data until they are sent, so they can be built on a server. They compare by
/// content, but for what was given as [`Serialize`], which compares by identity: clones are equal.
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
    /// How they compare with what the chat has; `None` until something is set, so that an app without
    /// settings does without.
    pub(crate) compare: Option<Compare>,
}

impl PartialEq for Settings {
    fn eq(&self, other: &Self) -> bool {
        self.fields == other.fields
    }
}

impl Settings {
    /// Settings in which nothing is set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// What was set by [`visible`](Self::visible).
    pub(crate) fn is_visible(&self) -> Option<bool> {
        Some(*self.fields.get("visible")? == true.into())
    }

    fn with(mut self, set: impl FnOnce(&mut Fields)) -> Self {
        set(&mut self.fields);
        self.compare = Some(identity::compare);
        self
    }

    setters! {
        /// Your own id of the user.
        user_id: Id = "user_id",
        /// The user's name.
        name: AttrValue = "name",
        /// The user's email address.
        email: AttrValue = "email",
        /// The proof of the email address for Customerly's identity verification: the HMAC-SHA256 of
        /// the lower-cased address, in hex, computed **on your server**. The secret must never reach
        /// a browser. Once verification is on, Customerly refuses a contact without a valid one.
        email_hash: AttrValue = "email_hash",
        /// The page that Customerly records as the last one viewed, instead of the real one.
        last_page_viewed: AttrValue = "last_page_viewed",
        /// Undocumented; Customerly's native packages send it.
        force_lead: bool = "force_lead",
        /// The colour of launcher and header, as hex (`#0f766e`). Default: the project's.
        accent_color: AttrValue = "accentColor",
        /// The colour of text on the accent colour, as hex. Default: the project's.
        contrast_color: AttrValue = "contrastColor",
        /// The side of the page where the launcher stands.
        direction: Direction = "direction",
        /// How far the launcher stands from the page's edges.
        position: Position = "position",
        /// Whether the launcher is visible. Default: true.
        visible: bool = "visible",
        /// Whether the launcher is visible on small screens. Default: true.
        visible_on_mobile: bool = "visibleOnMobile",
        /// Whether visitors can send files. Default: true.
        attachments_available: bool = "attachmentsAvailable",
        /// Whether the chat speaks the browser's language. Default: true.
        autodetect_locale: bool = "autodetectLocale",
        /// Whether visitors can send screenshots.
        screenshot_available: bool = "screenshotAvailable",
        /// Whether a visitor has one conversation only.
        single_conversation: bool = "singleConversation",
        /// Whether the chat must do without the `CSSStyleSheet` interface. Default: false.
        disable_cssom_injection: bool = "disableCSSOMInjection",
        /// Whether the text field stays without focus when the chat opens. Customerly's native
        /// packages send it.
        disable_autofocus: bool = "disableAutofocus",
        /// The company that the user belongs to.
        company: Company = "company",
    }

    /// Contact properties: a struct, a map or anything else that serialises to an object of texts (up to 128 characters),
    /// numbers, truth values and dates (UNIX seconds), under names without spaces. What is `None` is
    /// left out. If it cannot be serialised, the console says so and the rest is sent.
    #[must_use]
    pub fn attributes(self, attributes: impl Serialize + 'static) -> Self {
        let mut values = Fields::default();
        values.set_rest(attributes);
        self.with(|fields| fields.set("attributes", values))
    }

    /// Events to record with the load. Customerly's native packages send them.
    #[must_use]
    pub fn events(self, events: impl IntoIterator<Item = RecordedEvent>) -> Self {
        let events = events.into_iter().map(|event| Value::from(event.fields));
        self.with(|fields| fields.set("events", events.collect::<Vec<_>>()))
    }

    /// Settings that this type does not know: anything that serialises to an object. Those it does
    /// know win over them.
    #[must_use]
    pub fn extra(self, extra: impl Serialize + 'static) -> Self {
        self.with(|fields| fields.set_rest(extra))
    }
}

impl From<Id> for Value {
    fn from(id: Id) -> Self {
        id.0
    }
}

/// The side of the page where the launcher stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// On the right.
    Right,
    /// On the left.
    Left,
}

impl From<Direction> for Value {
    fn from(direction: Direction) -> Self {
        AttrValue::Static(match direction {
            Direction::Right => "right",
            Direction::Left => "left",
        })
        .into()
    }
}

/// How far the launcher stands from the page's edges.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Position {
    /// On large screens.
    pub desktop: Offset,
    /// On small screens.
    pub mobile: Offset,
}

impl From<Position> for Value {
    fn from(position: Position) -> Self {
        let mut fields = Fields::default();
        fields.set("desktop", position.desktop);
        fields.set("mobile", position.mobile);
        fields.into()
    }
}

/// A distance from the page's edges, in CSS pixels; 0 by default.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Offset {
    /// From the lower edge.
    pub bottom: f64,
    /// From the edge that [`Direction`] names.
    pub side: f64,
}

impl From<Offset> for Value {
    fn from(offset: Offset) -> Self {
        let mut fields = Fields::default();
        fields.set("bottom", offset.bottom);
        fields.set("side", offset.side);
        fields.into()
    }
}

/// The company that a user belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Company {
    fields: Fields,
}

impl Company {
    /// A company with your own id of it.
    pub fn new(company_id: impl Into<Id>) -> Self {
        let mut fields = Fields::default();
        fields.set("company_id", company_id.into());
        Self { fields }
    }

    fn with(mut self, set: impl FnOnce(&mut Fields)) -> Self {
        set(&mut self.fields);
        self
    }

    setters! {
        /// The company's name.
        name: AttrValue = "name",
    }

    /// Further properties of the company: anything that serialises to an object. They are sent
    /// beside `company_id` and `name` and never replace them.
    #[must_use]
    pub fn attributes(self, attributes: impl Serialize + 'static) -> Self {
        self.with(|fields| fields.set_rest(attributes))
    }
}

impl From<Company> for Value {
    fn from(company: Company) -> Self {
        company.fields.into()
    }
}

/// An event to record with the load.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedEvent {
    fields: Fields,
}

impl RecordedEvent {
    /// An event of that name, recorded as happening when the chat loads.
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
        /// When it happened, in UNIX seconds.
        date: f64 = "date",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_never_set_is_not_there() {
        assert!(Settings::new().is_empty());
        let settings = Settings::new().visible(false);
        assert_eq!(settings.fields.named(), [("visible", false.into())]);
    }

    #[test]
    fn setting_twice_keeps_the_last() {
        let settings = Settings::new().name("Ada").name("Grace");
        assert_eq!(
            settings.fields.named(),
            [("name", AttrValue::from("Grace").into())]
        );
    }

    #[test]
    fn settings_compare_by_content_and_serialised_parts_by_identity() {
        assert_eq!(Settings::new().user_id(7), Settings::new().user_id(7));
        assert_ne!(Settings::new().user_id(7), Settings::new().user_id("7"));

        let plan = Settings::new().attributes([("plan", "pro")]);
        assert_eq!(plan, plan.clone());
        assert_ne!(plan, Settings::new().attributes([("plan", "pro")]));
    }

    #[test]
    fn an_id_that_javascript_would_round_becomes_a_text() {
        assert_eq!(Id::from(1_u64 << 53), Id(9007199254740992.0.into()));
        assert_eq!(
            Id::from((1_u64 << 53) + 1),
            Id(AttrValue::from("9007199254740993").into())
        );
    }
}
