//! The configuration of the data layer.

use std::borrow::Cow;

use js_sys::Object;
use yew::AttrValue;

use super::event_rules::{Disabled, Filter, Prefix, Renamed};
#[cfg(feature = "lead-hash")]
use super::lead_hash::LeadEmailSha256;
#[cfg(feature = "container")]
use super::rule::Precedence;
use super::rule::{Rule, Rules};
use super::track_to_measure::{self, TrackToMeasure};
use super::value_rules::{Answer, MessageText, Parameter};
use crate::event::{ChatEvent, EventKind, Scalar};
use crate::gtm::catalogue::{CatalogueEntry, DataLayerKey};
use crate::gtm::ga4::{
    MOST_PARAMETERS, NameError, NameRule, check_event_name, check_parameter_name, reject_if,
};
use crate::gtm::privacy::{PrivacySettings, Sanitizer};

/// Which of the chat's events are pushed to Google Tag Manager's data layer, under which names and with
/// which values.
///
/// By default every event is pushed to `window.dataLayer`, without personal data: no email address, no
/// phone number, no message text, no answer, no attachment, no article body and no query parameter
/// except those of campaigns. Each method that allows more names one field. Texts are truncated to the
/// length that Google Analytics 4 accepts.
///
/// Events may be pushed before a container is loaded: Google Tag Manager processes them when it starts.
/// Without a container they have no effect.
///
/// Names are checked against the rules of Google Analytics 4 when they are set, so build the
/// configuration once, outside of components:
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
/// A configuration equals its clones. Two that are built separately with the same options can differ,
/// because functions cannot be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct DataLayer {
    name: Option<AttrValue>,
    rules: Rules,
    privacy: PrivacySettings,
}

impl Default for DataLayer {
    fn default() -> Self {
        Self::new()
    }
}

impl DataLayer {
    /// The name that containers use by default.
    pub(in crate::gtm) const DEFAULT_NAME: &'static str = "dataLayer";

    /// Pushes every event to `window.dataLayer`, without personal data.
    pub fn new() -> Self {
        Self {
            name: Some(AttrValue::Static(Self::DEFAULT_NAME)),
            rules: Rules::default(),
            privacy: PrivacySettings::default(),
        }
    }

    /// Pushes no event. Components still receive every event.
    pub fn off() -> Self {
        Self {
            name: None,
            ..Self::new()
        }
    }

    /// Pushes to `window[name]` instead of `window.dataLayer`. Use the name that the container's script
    /// has as its parameter `l`.
    #[must_use]
    pub fn named(mut self, name: impl Into<AttrValue>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Starts event names with `prefix` instead of `customerly_`. The keys do not change.
    ///
    /// Returns an error if a name breaks a rule of Google Analytics 4. A prefix can have at most 11
    /// characters, because the longest event name has 29 more and the limit is 40.
    pub fn prefix(self, prefix: impl Into<AttrValue>) -> Result<Self, NameError> {
        let prefix = prefix.into();
        for kind in EventKind::ALL {
            let entry = CatalogueEntry::of(*kind);
            let rest = entry.event.strip_prefix(CatalogueEntry::PREFIX);
            check_event_name(&[prefix.as_str(), rest.unwrap_or_default()].concat())?;
        }
        Ok(self.with(Prefix(prefix)))
    }

    /// Pushes the events of one callback under another name.
    ///
    /// Returns an error if the name breaks a rule of Google Analytics 4.
    pub fn rename(self, kind: EventKind, name: impl Into<AttrValue>) -> Result<Self, NameError> {
        let name = name.into();
        check_event_name(&name)?;
        Ok(self.with(Renamed(kind, name)))
    }

    /// Pushes no events of one callback. Components still receive them.
    #[must_use]
    pub fn without(self, kind: EventKind) -> Self {
        self.with(Disabled(kind))
    }

    /// Pushes only the events for which `keep` returns `true`. It runs when the chat's callback runs.
    #[must_use]
    pub fn only_if(self, keep: impl Fn(&ChatEvent) -> bool + 'static) -> Self {
        self.with(Filter(keep))
    }

    /// Adds a parameter to every event. `compute` runs when the chat's callback runs; `None` becomes
    /// `undefined`.
    ///
    /// A text is truncated to 100 characters, but **not redacted**: what it reveals is the app's
    /// responsibility.
    ///
    /// Returns an error if the name breaks a rule of Google Analytics 4 or is a key of this crate, or if
    /// an event would have more than 25 parameters.
    pub fn parameter(
        self,
        name: impl Into<AttrValue>,
        compute: impl Fn(&ChatEvent) -> Option<Scalar> + 'static,
    ) -> Result<Self, NameError> {
        let name = name.into();
        check_parameter_name(&name)?;
        let taken = DataLayerKey::ALL.iter().map(|key| key.name());
        let taken = taken.chain(track_to_measure::KEYS).any(|key| name == key);
        reject_if(taken, &name, NameRule::ReservedKey)?;
        let twice = self.parameter_names().any(|present| *present == name);
        let most = MOST_PARAMETERS - CatalogueEntry::most_keys();
        let full = self.parameter_names().count() >= most;
        reject_if(twice || full, &name, NameRule::TooMany)?;
        Ok(self.with(Parameter { name, compute }))
    }

    /// Supports a container that was built with the public Track To Measure recipe, without a change to
    /// the container.
    ///
    /// The ten events of the recipe are pushed as `customerly_Event`, with its `customerly_action` and
    /// its other keys in addition to this crate's. The recipe's `customerly_user_email` is never set.
    /// Other events keep their names.
    #[must_use]
    pub fn track_to_measure(self) -> Self {
        self.with(TrackToMeasure)
    }

    /// Pushes the visitor's message as `customerly_message`, with email addresses and phone numbers
    /// redacted.
    ///
    /// **Personal data**: visitors write names and more, which Google's terms forbid to send.
    #[must_use]
    pub fn message_text(self) -> Self {
        self.with(MessageText)
    }

    /// Pushes the answers to the profiling question for the contact property `attribute` as
    /// `customerly_question_answer`, with email addresses and phone numbers redacted. Call it once per
    /// attribute.
    #[must_use]
    pub fn answer(self, attribute: impl Into<AttrValue>) -> Self {
        self.with(Answer(attribute.into()))
    }

    /// Keeps a query parameter in `customerly_page_location`, in addition to those of campaigns
    /// (`utm_source`, `utm_medium`, `utm_campaign`, `utm_term`, `utm_content`, `utm_id`). Call it once
    /// per parameter.
    #[must_use]
    pub fn query_parameter(mut self, name: impl Into<AttrValue>) -> Self {
        self.privacy.query_parameters.push(name.into());
        self
    }

    /// Does not redact email addresses and phone numbers in the values of one key. A value that is not
    /// pushed by default still needs its own method. Call it once per key.
    #[must_use]
    pub fn unredacted(mut self, key: DataLayerKey) -> Self {
        self.privacy.unredacted.push(key);
        self
    }

    /// Pushes the SHA-256 hash of the visitor's email address as `customerly_lead_email_sha256`,
    /// normalised as Google's enhanced conversions expect it.
    ///
    /// **Personal data**: a hash identifies the person as the address does.
    #[cfg(feature = "lead-hash")]
    #[must_use]
    pub fn lead_email_sha256(self) -> Self {
        self.with(LeadEmailSha256)
    }

    /// The name under which the events of a callback are pushed. `None` if they are not.
    pub fn event_name(&self, kind: EventKind) -> Option<Cow<'_, str>> {
        let mut names = self.rules.iter().filter_map(|rule| rule.event_name(kind));
        names
            .next()
            .unwrap_or_else(|| Some(CatalogueEntry::of(kind).event.into()))
    }

    /// The name of the array on the window. `None` if nothing is pushed.
    pub(in crate::gtm) const fn name(&self) -> Option<&AttrValue> {
        self.name.as_ref()
    }

    pub(in crate::gtm) const fn privacy(&self) -> &PrivacySettings {
        &self.privacy
    }

    /// Whether the app allows this event to be pushed.
    pub(in crate::gtm) fn allows(&self, event: &ChatEvent) -> bool {
        self.rules.iter().all(|rule| rule.allows(event))
    }

    /// Sets the keys of the catalogue that the app has opted in to.
    pub(in crate::gtm) fn reveal(&self, event: &ChatEvent, sanitizer: &mut Sanitizer<'_>) {
        self.rules
            .iter()
            .for_each(|rule| rule.reveal(event, sanitizer));
    }

    /// Adds the keys that are not in the catalogue to a message that has all those that are.
    pub(in crate::gtm) fn add_parameters(&self, event: &ChatEvent, message: &Object) {
        self.rules
            .iter()
            .for_each(|rule| rule.add_parameters(event, message));
    }

    /// The names of the app's own parameters.
    pub(in crate::gtm) fn parameter_names(&self) -> impl Iterator<Item = &AttrValue> {
        self.rules.iter().filter_map(|rule| rule.parameter_name())
    }

    #[cfg(feature = "container")]
    pub(in crate::gtm) fn uses_track_to_measure(&self) -> bool {
        let mut rules = self.rules.iter();
        rules.any(|rule| rule.precedence() == Precedence::TrackToMeasure)
    }

    fn with(mut self, rule: impl Rule + 'static) -> Self {
        self.rules.add(rule);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_have_the_names_that_the_app_sets() {
        let layer = DataLayer::new()
            .prefix("chat_")
            .and_then(|layer| layer.rename(EventKind::LeadGenerated, "lead"))
            .expect("valid names")
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
    fn names_are_checked_when_they_are_set() {
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
    fn track_to_measure_renames_ten_events() {
        let layer = DataLayer::new().track_to_measure();
        let names = EventKind::ALL
            .iter()
            .filter_map(|kind| layer.event_name(*kind));
        let renamed = names.filter(|name| name == "customerly_Event").count();
        assert_eq!(renamed, 10);
        assert_eq!(
            layer.event_name(EventKind::MessageRead).as_deref(),
            Some("customerly_message_read")
        );
    }
}
