//! Builds a configuration of the data layer.

use std::rc::Rc;

use yew::AttrValue;

use super::address_form::matches_form;
use super::data_layer::{DataLayer, DataLayerConfig};
use super::data_layer_error::DataLayerError;
use super::event_rules::{Disabled, Filter, Prefix, Renamed};
#[cfg(feature = "lead-hash")]
use super::lead_hash::LeadEmailSha256;
use super::on_push::{OnPush, Push};
use super::rule::{Precedence, Rule};
use super::track_to_measure::{self, TrackToMeasure};
use super::value_rules::{Answer, ConversationIds, MessageText, Parameter};
use crate::event::{ChatEvent, EventKind, Scalar};
use crate::gtm::catalogue::{CatalogueEntry, DataLayerKey};
use crate::gtm::ga4::{
    MONEY_RULE, MOST_PARAMETERS, NameError, NameRule, check_event_name, check_parameter_name,
    lacks_half_of_money, reject_if,
};
use crate::gtm::privacy::AppClosure;

impl DataLayer {
    /// Starts a configuration that differs from [`new`](Self::new).
    pub fn builder() -> DataLayerBuilder {
        DataLayerBuilder::default()
    }
}

/// Builds a [`DataLayer`] that differs from the default.
///
/// Each method that lets more leave names one field. [`build`](Self::build) returns the first error.
#[derive(Clone, Debug, Default)]
#[must_use = "call `build`"]
pub struct DataLayerBuilder {
    config: DataLayerConfig,
    error: Option<DataLayerError>,
}

impl DataLayerBuilder {
    /// Pushes to `window[name]` instead of `window.dataLayer`. Use the name that the container's script
    /// has as its parameter `l`. A blank name is an error; [`DataLayer::off`] pushes nothing.
    pub fn named(mut self, name: impl Into<AttrValue>) -> Self {
        let name = name.into();
        self.reject(
            name.trim().is_empty(),
            "the data layer's name is blank; DataLayer::off() pushes nothing",
        );
        self.config.name = Some(name);
        self
    }

    /// Starts event names with `prefix` instead of `customerly_`. The keys do not change.
    ///
    /// It is an error if a name breaks a rule of Google Analytics 4. A prefix can have at most 11
    /// characters, because the longest event name has 29 more and the limit is 40.
    pub fn prefix(self, prefix: impl Into<AttrValue>) -> Self {
        let prefix = prefix.into();
        let checked = EventKind::ALL.iter().try_for_each(|kind| {
            let entry = CatalogueEntry::of(*kind);
            let rest = entry.event.strip_prefix(CatalogueEntry::PREFIX);
            check_event_name(&[prefix.as_str(), rest.unwrap_or_default()].concat())
        });
        self.checked(checked).with(Prefix(prefix))
    }

    /// Pushes the events of one callback under another name.
    ///
    /// It is an error if the name breaks a rule of Google Analytics 4 or is that of a
    /// [page view](Self::page_views), if the same callback is renamed twice or turned off, or if
    /// [`track_to_measure`](Self::track_to_measure) names it.
    pub fn rename(self, kind: EventKind, name: impl Into<AttrValue>) -> Self {
        let name = name.into();
        let checked = check_event_name(&name);
        self.checked(checked).with(Renamed(kind, name))
    }

    /// Pushes no events of one callback. Components still receive them.
    pub fn without(self, kind: EventKind) -> Self {
        self.with(Disabled(kind))
    }

    /// Pushes only the chat's events for which `keep` returns `true`. It runs when the chat's callback
    /// runs.
    pub fn only_if(self, keep: impl Fn(&ChatEvent) -> bool + 'static) -> Self {
        self.with(Filter(keep))
    }

    /// Adds a parameter to every event of the chat. `compute` runs when the chat's callback runs; `None`
    /// becomes `undefined`.
    ///
    /// Email addresses and phone numbers in a text are redacted, and the text is truncated to 100
    /// characters. What else it reveals is the app's responsibility.
    ///
    /// It is an error if the name breaks a rule of Google Analytics 4, is a key of this crate or a
    /// parameter that Google's tags set themselves, or if an event would have more than 25 parameters.
    /// `value` and `currency` are accepted together, as Google Analytics 4 does.
    pub fn parameter(
        self,
        name: impl Into<AttrValue>,
        compute: impl Fn(&ChatEvent) -> Option<Scalar> + 'static,
    ) -> Self {
        let name = name.into();
        let checked = self.check_parameter(&name);
        self.checked(checked).with(Parameter { name, compute })
    }

    /// Supports a container that was built with the public Track To Measure recipe, without a change to
    /// the container.
    ///
    /// The ten events of the recipe are pushed as `customerly_Event`, with its `customerly_action` and
    /// its other keys in addition to this crate's. The recipe's `customerly_user_email` is never set.
    /// Other events keep their names.
    pub fn track_to_measure(self) -> Self {
        self.with(TrackToMeasure)
    }

    /// Pushes the ids of conversations and messages as `customerly_conversation_id` and
    /// `customerly_message_id`.
    ///
    /// **Pseudonymous personal data**: Customerly's team finds the person by them. In reports they are
    /// useless, because each is another value.
    pub fn conversation_ids(self) -> Self {
        self.with(ConversationIds)
    }

    /// Pushes the visitor's message as `customerly_message`, with email addresses and phone numbers
    /// redacted.
    ///
    /// **Personal data**: visitors write names and more, which Google's terms forbid to send.
    pub fn message_text(self) -> Self {
        self.with(MessageText)
    }

    /// Pushes the answers to the profiling question for the contact property `attribute` as
    /// `customerly_question_answer`, with email addresses and phone numbers redacted. Call it once per
    /// attribute.
    pub fn answer(self, attribute: impl Into<AttrValue>) -> Self {
        self.with(Answer(attribute.into()))
    }

    /// Pushes the SHA-256 hash of the visitor's email address as `customerly_lead_email_sha256`,
    /// normalised as Google's enhanced conversions expect it.
    ///
    /// **Personal data**: a hash identifies the person as the address does.
    #[cfg(feature = "lead-hash")]
    pub fn lead_email_sha256(self) -> Self {
        self.with(LeadEmailSha256)
    }

    /// Keeps a query parameter in `customerly_page_location` and `customerly_page_referrer`, in addition
    /// to those of campaigns, whose names start with `utm_`. Call it once per parameter.
    pub fn query_parameter(mut self, name: impl Into<AttrValue>) -> Self {
        self.config.privacy.query_parameters.push(name.into());
        self
    }

    /// Never takes a part of an address for a phone number that has this form: `#` stands for one digit,
    /// `*` for any characters, and everything else for itself. For an app whose ids look like phone
    /// numbers:
    ///
    /// ```
    /// use yew_customerly::gtm::DataLayer;
    ///
    /// // Orders such as /orders/100-200-3000.
    /// let data_layer = DataLayer::builder().keep_in_address("###-###-####").build();
    /// # assert!(data_layer.is_ok());
    /// ```
    ///
    /// The form is that of a whole part: a segment of the path or of a route, or a parameter's value. An
    /// email address in it is redacted nevertheless. Call it once per form.
    pub fn keep_in_address(mut self, form: impl Into<AttrValue>) -> Self {
        let form = form.into();
        let test = move |part: &str| matches_form(form.as_bytes(), part.as_bytes());
        let test = AppClosure(Rc::new(test) as _);
        self.config.privacy.kept_segments.push(test);
        self
    }

    /// Maps the address of the page, and that of the page before, before personal data is removed from
    /// it. For an app that has names in its paths:
    ///
    /// ```
    /// use yew_customerly::gtm::DataLayer;
    ///
    /// let data_layer = DataLayer::builder()
    ///     .map_address(|address| match address.split_once("/users/") {
    ///         Some((start, _)) => format!("{start}/users/"),
    ///         None => address.to_owned(),
    ///     })
    ///     .build();
    /// # assert!(data_layer.is_ok());
    /// ```
    ///
    /// It runs once per page.
    pub fn map_address(mut self, map: impl Fn(&str) -> String + 'static) -> Self {
        self.config.privacy.map_address = Some(AppClosure(Rc::new(map)));
        self
    }

    /// Does not redact email addresses and phone numbers in the values of one key. A value that is not
    /// pushed by default still needs its own method: in `customerly_page_location`, what is in the path
    /// stays then, and parameters that are not allowed still go. Call it once per key.
    pub fn unredacted(mut self, key: DataLayerKey) -> Self {
        self.config.privacy.unredacted.push(key);
        self
    }

    /// Calls `on_push` with everything that was pushed: for the console, for a test, or to send the same
    /// values to another platform. It runs after the push, and not for what the data layer did not
    /// accept.
    pub fn on_push(self, on_push: impl Fn(&Push) + 'static) -> Self {
        self.with(OnPush(on_push))
    }

    /// The configuration, or the first error.
    pub fn build(mut self) -> Result<DataLayer, DataLayerError> {
        self.check_names();
        let lacks_money = lacks_half_of_money(|name| self.has_parameter(name));
        self.reject(lacks_money, MONEY_RULE);
        if let Some(error) = self.error {
            return Err(error);
        }
        let data_layer = DataLayer::from_config(self.config);
        let page_view = data_layer.page_view_name();
        let mut kinds = EventKind::ALL.iter();
        if kinds.any(|kind| data_layer.event_name(*kind).as_deref() == Some(&*page_view)) {
            return Err(DataLayerError::Contradiction {
                hint: "an event of the chat has the name of a page view: rename it to another name",
            });
        }
        Ok(data_layer)
    }

    /// Calls `on_page` when the visitor sees the first page, or another one.
    pub(in crate::gtm) fn with_pages(mut self, on_page: fn(&DataLayer)) -> Self {
        self.config.on_page = Some(on_page);
        self
    }

    fn with(mut self, rule: impl Rule + 'static) -> Self {
        self.config.rules.add(rule);
        self
    }

    fn checked(mut self, checked: Result<(), NameError>) -> Self {
        if let Err(error) = checked {
            self.error.get_or_insert(error.into());
        }
        self
    }

    fn reject(&mut self, broken: bool, hint: &'static str) {
        if broken {
            let error = DataLayerError::Contradiction { hint };
            self.error.get_or_insert(error);
        }
    }

    fn has_parameter(&self, name: &str) -> bool {
        let mut names = self
            .config
            .rules
            .iter()
            .filter_map(|rule| rule.parameter_name());
        names.any(|present| present == name)
    }

    fn check_parameter(&self, name: &str) -> Result<(), NameError> {
        check_parameter_name(name)?;
        let taken = DataLayerKey::ALL.iter().map(|key| key.name());
        let taken = taken.chain(track_to_measure::KEYS).any(|key| name == key);
        reject_if(taken, name, NameRule::ReservedKey)?;
        let names = self
            .config
            .rules
            .iter()
            .filter_map(|rule| rule.parameter_name());
        let is_full = names.count() >= MOST_PARAMETERS - CatalogueEntry::most_keys();
        reject_if(is_full || self.has_parameter(name), name, NameRule::TooMany)
    }

    /// Checks that no callback has two names.
    fn check_names(&mut self) {
        let is_contradiction = EventKind::ALL.iter().any(|kind| {
            let rules = self.config.rules.iter();
            let naming = rules.filter(|rule| {
                rule.precedence() != Precedence::Prefix && rule.event_name(*kind).is_some()
            });
            naming.count() > 1
        });
        self.reject(
            is_contradiction,
            "an event is renamed or turned off twice; track_to_measure names ten events itself",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(builder: DataLayerBuilder) -> Option<NameRule> {
        match builder.build() {
            Err(DataLayerError::Name(error)) => Some(error.rule()),
            Err(error) => panic!("{error}"),
            Ok(_) => None,
        }
    }

    fn contradicts(builder: DataLayerBuilder) -> bool {
        matches!(
            builder.build(),
            Err(DataLayerError::Contradiction { hint }) if !hint.is_empty()
        )
    }

    #[test]
    fn names_are_checked() {
        let builder = DataLayer::builder;
        assert_eq!(rule(builder().prefix("elevenchar_")), None);
        assert_eq!(rule(builder().prefix("")), None);
        assert_eq!(
            rule(builder().prefix("twelve_chars")),
            Some(NameRule::Length)
        );
        let renamed = builder().rename(EventKind::ChatOpened, "page_view");
        assert_eq!(rule(renamed), Some(NameRule::ReservedEvent));
        for key in ["event", "customerly_page_title", "customerly_action"] {
            let layer = builder().parameter(key, |_| None);
            assert_eq!(rule(layer), Some(NameRule::ReservedKey), "{key}");
        }
        for key in ["page_location", "lead_source"] {
            let layer = builder().parameter(key, |_| None);
            assert_eq!(rule(layer), Some(NameRule::ReservedParameter), "{key}");
        }
        let twice = builder()
            .parameter("plan", |_| None)
            .parameter("plan", |_| None);
        assert_eq!(rule(twice), Some(NameRule::TooMany));
        let many = (0..19).fold(builder(), |layer, index| {
            layer.parameter(format!("p{index}"), |_| None)
        });
        assert_eq!(rule(many), Some(NameRule::TooMany));
    }

    #[test]
    fn the_first_error_is_returned() {
        let layer = DataLayer::builder()
            .rename(EventKind::ChatOpened, "1st")
            .parameter("user_id", |_| None);
        assert_eq!(rule(layer), Some(NameRule::Alphabet));
    }

    #[test]
    fn contradictions_are_errors() {
        let builder = DataLayer::builder;
        let lead = EventKind::LeadGenerated;
        for layer in [
            builder().named(" "),
            builder().track_to_measure().rename(lead, "lead"),
            builder().rename(lead, "lead").rename(lead, "chat_lead"),
            builder().rename(lead, "lead").without(lead),
            builder().rename(lead, "customerly_page_view"),
            builder().rename(lead, "chat_page_view").prefix("chat_"),
            builder().parameter("value", |_| None),
            builder().parameter("currency", |_| None),
        ] {
            assert!(contradicts(layer.clone()), "{layer:?}");
        }
        for layer in [
            builder()
                .track_to_measure()
                .prefix("chat_")
                .rename(EventKind::MessageRead, "read"),
            builder().prefix("chat_").rename(lead, "lead"),
            builder()
                .parameter("currency", |_| None)
                .parameter("value", |_| None),
        ] {
            assert!(layer.clone().build().is_ok(), "{layer:?}");
        }
    }
}
