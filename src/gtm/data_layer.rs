//! What is pushed, where to, under which names, and with what privacy.

use std::borrow::Cow;

use yew::AttrValue;

use super::catalogue::{Entry, Key};
use super::names::{
    MOST_PARAMETERS, NameError, Rule as NameRule, check_event, check_parameter, refuse_if,
};
use super::recipe;
use super::rule::{self, Rules};
use crate::event::{ChatEvent, EventKind, Scalar};

/// What of the chat's events goes into the data layer of Google Tag Manager.
///
/// By default every event is pushed to `window.dataLayer`, without personal data: no email address,
/// no phone number, no message text, no answer, no attachment, no article body and no query parameter
/// but a campaign's. Each method that lets more out names one field. Texts are cut to the length that
/// Google Analytics 4 takes.
///
/// Neither Google Tag Manager nor a container has to be there: what is pushed before waits for them.
///
/// Names that the app chooses are checked against the rules of Google Analytics 4 when they are
/// given, so build the configuration once, outside the components:
///
/// ```
/// use yew_customerly::gtm::{DataLayer, NameError};
/// use yew_customerly::{ChatEvent, EventKind};
///
/// fn data_layer() -> Result<DataLayer, NameError> {
///     DataLayer::new()
///         .answer("company_size")
///         .query_parameter("variant")
///         .without(EventKind::MessageRead)
///         .rename(EventKind::LeadGenerated, "chat_lead")?
///         .parameter("chat_has_files", |event: &ChatEvent| match event {
///             ChatEvent::NewConversation { attachments, .. } => Some((!attachments.is_empty()).into()),
///             _ => None,
///         })
/// }
/// # assert!(data_layer().is_ok());
/// ```
///
/// A configuration compares by identity in what the app changed: clones are equal.
#[derive(Clone, Debug, PartialEq)]
pub struct DataLayer {
    name: Option<AttrValue>,
    pub(super) rules: Rules,
    pub(super) privacy: Privacy,
}

/// What every value is held to. Short lists, so that no visitor loads the code of a set.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Privacy {
    pub(super) query_parameters: Vec<AttrValue>,
    pub(super) unredacted: Vec<Key>,
}

impl Default for DataLayer {
    fn default() -> Self {
        Self::new()
    }
}

impl DataLayer {
    /// Every event to `window.dataLayer`, without personal data.
    pub fn new() -> Self {
        Self {
            name: Some(AttrValue::Static("dataLayer")),
            rules: Rules::default(),
            privacy: Privacy::default(),
        }
    }

    /// No event is pushed anywhere; components get their messages as ever.
    pub fn off() -> Self {
        Self {
            name: None,
            ..Self::new()
        }
    }

    /// Pushes to `window[name]` instead of `window.dataLayer`: the name that the container's loader
    /// has as `l=`.
    #[must_use]
    pub fn named(mut self, name: impl Into<AttrValue>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Begins the events' names with `prefix` instead of `customerly_`. At most 11 characters, as the
    /// longest name has 29 more and Google Analytics 4 takes 40. The keys stay as they are.
    pub fn prefix(self, prefix: impl Into<AttrValue>) -> Result<Self, NameError> {
        let prefix = prefix.into();
        for kind in EventKind::ALL {
            let rest = Entry::of(*kind).event.strip_prefix(Entry::PREFIX);
            check_event(&[prefix.as_str(), rest.unwrap_or_default()].concat())?;
        }
        Ok(self.with(rule::Prefix(prefix)))
    }

    /// Pushes the events of one callback under another name.
    pub fn rename(self, kind: EventKind, name: impl Into<AttrValue>) -> Result<Self, NameError> {
        let name = name.into();
        check_event(&name)?;
        Ok(self.with(rule::Renamed(kind, name)))
    }

    /// Pushes no events of one callback. Components still get their messages.
    #[must_use]
    pub fn without(self, kind: EventKind) -> Self {
        self.with(rule::Off(kind))
    }

    /// Pushes only the events for which `keep` says so. Called when the chat's callback runs.
    #[must_use]
    pub fn only_if(self, keep: impl Fn(&ChatEvent) -> bool + 'static) -> Self {
        self.with(rule::Filter(keep))
    }

    /// Gives every event a further parameter, computed when the chat's callback runs; `None` is
    /// `undefined` in the data layer. The value is the app's own affair: it is cut, but not redacted.
    pub fn parameter(
        self,
        name: impl Into<AttrValue>,
        compute: impl Fn(&ChatEvent) -> Option<Scalar> + 'static,
    ) -> Result<Self, NameError> {
        let name = name.into();
        check_parameter(&name)?;
        let taken = Key::ALL.iter().map(|key| key.name());
        let taken = taken.chain(recipe::KEYS).any(|key| name == key);
        refuse_if(taken, &name, NameRule::ReservedKey)?;
        let twice = self.own_parameters().any(|present| *present == name);
        let most = MOST_PARAMETERS - Entry::most_keys();
        let full = self.own_parameters().count() >= most;
        refuse_if(twice || full, &name, NameRule::TooMany)?;
        Ok(self.with(rule::Parameter { name, compute }))
    }

    /// For sites whose container was built by the public recipe of Track To Measure: the ten events
    /// that it knows are pushed as `customerly_Event` with its `customerly_action` and its keys,
    /// besides this crate's own, so the container works on untouched. The recipe's
    /// `customerly_user_email` is never set. Events that the recipe does not know keep their names.
    #[must_use]
    pub fn recipe(self) -> Self {
        self.with(rule::Recipe)
    }

    /// Lets out what the visitor wrote, as `customerly_message`, with email addresses and phone
    /// numbers redacted. **Personal data**: visitors write their names and worse, and Google's terms
    /// forbid to send those.
    #[must_use]
    pub fn message_text(self) -> Self {
        self.with(rule::MessageText)
    }

    /// Lets out the answers to the profiling question that asks for `attribute`, as
    /// `customerly_question_answer`, with email addresses and phone numbers redacted. May be called
    /// once per attribute.
    #[must_use]
    pub fn answer(self, attribute: impl Into<AttrValue>) -> Self {
        self.with(rule::Answer(attribute.into()))
    }

    /// Keeps this query parameter in `customerly_page_location`, besides those of campaigns
    /// (`utm_source`, `utm_medium`, `utm_campaign`, `utm_term`, `utm_content`, `utm_id`). May be
    /// called once per parameter.
    #[must_use]
    pub fn query_parameter(mut self, name: impl Into<AttrValue>) -> Self {
        self.privacy.query_parameters.push(name.into());
        self
    }

    /// Lets one key carry email addresses and phone numbers as they are. It does not let out anything
    /// that is not let out already. May be called once per key.
    #[must_use]
    pub fn unredacted(mut self, key: Key) -> Self {
        self.privacy.unredacted.push(key);
        self
    }

    /// Lets out the visitor's email address as SHA-256, normalised as Google's enhanced conversions
    /// want it, as `customerly_lead_email_sha256`. A hash of an address is still **personal data**.
    #[cfg(feature = "lead-hash")]
    #[must_use]
    pub fn lead_email_sha256(self) -> Self {
        self.with(rule::LeadHash)
    }

    /// The data layer's name on the window; `None` when nothing is pushed.
    pub(crate) const fn name(&self) -> Option<&AttrValue> {
        self.name.as_ref()
    }

    /// The name under which the events of a callback are pushed; `None` when they are not.
    pub fn event_name(&self, kind: EventKind) -> Option<Cow<'_, str>> {
        let mut said = self.rules.iter().filter_map(|rule| rule.name(kind));
        said.next()
            .unwrap_or_else(|| Some(Entry::of(kind).event.into()))
    }

    /// Whether the app lets this event through.
    pub(super) fn keeps(&self, event: &ChatEvent) -> bool {
        self.rules.iter().all(|rule| rule.keeps(event))
    }

    /// The names of the app's own parameters.
    pub(super) fn own_parameters(&self) -> impl Iterator<Item = &AttrValue> {
        self.rules.iter().filter_map(|rule| rule.parameter())
    }

    #[cfg(feature = "container")]
    pub(super) fn follows_recipe(&self) -> bool {
        let mut rules = self.rules.iter();
        rules.any(|rule| rule.precedence() == rule::Precedence::Recipe)
    }

    fn with(mut self, rule: impl rule::Rule + 'static) -> Self {
        self.rules.add(rule);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_as_the_app_says() {
        let layer = DataLayer::new()
            .prefix("chat_")
            .and_then(|layer| layer.rename(EventKind::LeadGenerated, "lead"))
            .expect("good names")
            .without(EventKind::ChatClosed);
        let name = |kind| layer.event_name(kind);
        assert_eq!(
            name(EventKind::ChatOpened).as_deref(),
            Some("chat_chat_opened")
        );
        assert_eq!(name(EventKind::LeadGenerated).as_deref(), Some("lead"));
        assert_eq!(name(EventKind::ChatClosed), None);
        assert_eq!(layer, layer.clone());
    }

    #[test]
    fn names_are_checked_when_they_are_given() {
        let rule = |layer: Result<DataLayer, NameError>| layer.map_err(|error| error.rule());
        assert!(DataLayer::new().prefix("elevenchar_").is_ok());
        assert_eq!(
            rule(DataLayer::new().prefix("twelve_chars")),
            Err(NameRule::Length)
        );
        assert_eq!(rule(DataLayer::new().prefix("")).map(|_| ()), Ok(()));
        let renamed = DataLayer::new().rename(EventKind::ChatOpened, "page_view");
        assert_eq!(rule(renamed), Err(NameRule::ReservedEvent));
        for key in ["event", "customerly_page_title", "customerly_action"] {
            let layer = DataLayer::new().parameter(key, |_| None);
            assert_eq!(rule(layer), Err(NameRule::ReservedKey), "{key}");
        }
        let twice = DataLayer::new()
            .parameter("plan", |_| None)
            .and_then(|layer| layer.parameter("plan", |_| None));
        assert_eq!(rule(twice), Err(NameRule::TooMany));
        let many = (0..).try_fold(DataLayer::new(), |layer, index| {
            layer.parameter(format!("p{index}"), |_| None)
        });
        assert_eq!(rule(many), Err(NameRule::TooMany));
    }

    #[test]
    fn the_recipe_knows_ten_events_and_the_others_keep_their_names() {
        let layer = DataLayer::new().recipe();
        let names = EventKind::ALL
            .iter()
            .filter_map(|kind| layer.event_name(*kind));
        let known = names.filter(|name| name == "customerly_Event").count();
        assert_eq!(known, 10);
        assert_eq!(
            layer.event_name(EventKind::MessageRead).as_deref(),
            Some("customerly_message_read")
        );
    }
}
