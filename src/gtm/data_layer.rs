//! What is pushed, where to, under which names, and with what privacy.

use std::borrow::Cow;
use std::fmt;
use std::rc::Rc;

use yew::AttrValue;

use super::catalogue::{Entry, Key};
use super::names::{MOST_PARAMETERS, NameError, Rule, check_event, check_parameter, refuse_if};
use super::recipe;
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
#[derive(Clone, Debug, PartialEq)]
pub struct DataLayer {
    name: Option<AttrValue>,
    pub(super) naming: Naming,
    pub(super) parameters: Vec<Parameter>,
    filter: Option<Filter>,
    pub(super) privacy: Privacy,
}

/// Under which names events are pushed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Naming {
    prefix: Option<AttrValue>,
    renamed: Vec<(EventKind, AttrValue)>,
    off: Vec<EventKind>,
    pub(super) recipe: bool,
}

/// What the app lets out. Short lists, so that no visitor loads the code of a set.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Privacy {
    pub(super) message_text: bool,
    pub(super) answers: Vec<AttrValue>,
    pub(super) query_parameters: Vec<AttrValue>,
    pub(super) unredacted: Vec<Key>,
    #[cfg(feature = "lead-hash")]
    pub(super) lead_email_sha256: bool,
}

type Compute = dyn Fn(&ChatEvent) -> Option<Scalar>;

/// A parameter of the app's own.
#[derive(Clone)]
pub(super) struct Parameter {
    pub(super) name: AttrValue,
    pub(super) compute: Rc<Compute>,
}

impl fmt::Debug for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Parameter").field(&self.name).finish()
    }
}

impl PartialEq for Parameter {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && Rc::ptr_eq(&self.compute, &other.compute)
    }
}

#[derive(Clone)]
struct Filter(Rc<dyn Fn(&ChatEvent) -> bool>);

impl fmt::Debug for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Filter(..)")
    }
}

impl PartialEq for Filter {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
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
            naming: Naming::default(),
            parameters: Vec::new(),
            filter: None,
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
    pub fn prefix(mut self, prefix: impl Into<AttrValue>) -> Result<Self, NameError> {
        self.naming.prefix = Some(prefix.into());
        for kind in EventKind::ALL {
            check_event(&self.naming.name(*kind))?;
        }
        Ok(self)
    }

    /// Pushes the events of one callback under another name.
    pub fn rename(
        mut self,
        kind: EventKind,
        name: impl Into<AttrValue>,
    ) -> Result<Self, NameError> {
        let name = name.into();
        check_event(&name)?;
        // The latest is found first.
        self.naming.renamed.insert(0, (kind, name));
        Ok(self)
    }

    /// Pushes no events of one callback. Components still get their messages.
    #[must_use]
    pub fn without(mut self, kind: EventKind) -> Self {
        self.naming.off.push(kind);
        self
    }

    /// Pushes only the events for which `keep` says so. Called when the chat's callback runs.
    #[must_use]
    pub fn only_if(mut self, keep: impl Fn(&ChatEvent) -> bool + 'static) -> Self {
        self.filter = Some(Filter(Rc::new(keep)));
        self
    }

    /// Gives every event a further parameter, computed when the chat's callback runs; `None` is
    /// `undefined` in the data layer. The value is the app's own affair: it is cut, but not redacted.
    pub fn parameter(
        mut self,
        name: impl Into<AttrValue>,
        compute: impl Fn(&ChatEvent) -> Option<Scalar> + 'static,
    ) -> Result<Self, NameError> {
        let name = name.into();
        check_parameter(&name)?;
        let taken = Key::ALL.iter().map(|key| key.name());
        let taken = taken.chain(recipe::KEYS).any(|key| name == key);
        refuse_if(taken, &name, Rule::ReservedKey)?;
        let twice = self.parameters.iter().any(|present| present.name == name);
        let most = MOST_PARAMETERS - Entry::most_keys();
        refuse_if(twice || self.parameters.len() >= most, &name, Rule::TooMany)?;
        self.parameters.push(Parameter {
            name,
            compute: Rc::new(compute),
        });
        Ok(self)
    }

    /// For sites whose container was built by the public recipe of Track To Measure: the ten events
    /// that it knows are pushed as `customerly_Event` with its `customerly_action` and its keys,
    /// besides this crate's own, so the container works on untouched. The recipe's
    /// `customerly_user_email` is never set. Events that the recipe does not know keep their names.
    #[must_use]
    pub fn recipe(mut self) -> Self {
        self.naming.recipe = true;
        self
    }

    /// Lets out what the visitor wrote, as `customerly_message`, with email addresses and phone
    /// numbers redacted. **Personal data**: visitors write their names and worse, and Google's terms
    /// forbid to send those.
    #[must_use]
    pub fn message_text(mut self) -> Self {
        self.privacy.message_text = true;
        self
    }

    /// Lets out the answers to the profiling question that asks for `attribute`, as
    /// `customerly_question_answer`, with email addresses and phone numbers redacted. May be called
    /// once per attribute.
    #[must_use]
    pub fn answer(mut self, attribute: impl Into<AttrValue>) -> Self {
        self.privacy.answers.push(attribute.into());
        self
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
    pub fn lead_email_sha256(mut self) -> Self {
        self.privacy.lead_email_sha256 = true;
        self
    }

    /// The data layer's name on the window; `None` when nothing is pushed.
    pub(crate) const fn name(&self) -> Option<&AttrValue> {
        self.name.as_ref()
    }

    /// The name under which the events of a callback are pushed; `None` when they are not.
    pub fn event_name(&self, kind: EventKind) -> Option<Cow<'_, str>> {
        if self.naming.off.contains(&kind) {
            return None;
        }
        if self.naming.recipe && recipe::action(kind).is_some() {
            return Some(recipe::EVENT.into());
        }
        Some(self.naming.name(kind))
    }

    /// Whether the app lets this event through.
    pub(super) fn keeps(&self, event: &ChatEvent) -> bool {
        self.filter.as_ref().is_none_or(|filter| (filter.0)(event))
    }
}

impl Naming {
    fn name(&self, kind: EventKind) -> Cow<'_, str> {
        let own = Entry::of(kind).event;
        let renamed = self.renamed.iter().find(|(renamed, _)| *renamed == kind);
        match (renamed, &self.prefix) {
            (Some((_, name)), _) => name.as_str().into(),
            (None, Some(prefix)) => {
                let rest = own.trim_start_matches(Entry::PREFIX);
                [prefix.as_str(), rest].concat().into()
            }
            (None, None) => own.into(),
        }
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
            Err(Rule::Length)
        );
        assert_eq!(rule(DataLayer::new().prefix("")).map(|_| ()), Ok(()));
        let renamed = DataLayer::new().rename(EventKind::ChatOpened, "page_view");
        assert_eq!(rule(renamed), Err(Rule::ReservedEvent));
        for key in ["event", "customerly_page_title", "customerly_action"] {
            let layer = DataLayer::new().parameter(key, |_| None);
            assert_eq!(rule(layer), Err(Rule::ReservedKey), "{key}");
        }
        let twice = DataLayer::new()
            .parameter("plan", |_| None)
            .and_then(|layer| layer.parameter("plan", |_| None));
        assert_eq!(rule(twice), Err(Rule::TooMany));
        let many = (0..).try_fold(DataLayer::new(), |layer, index| {
            layer.parameter(format!("p{index}"), |_| None)
        });
        assert_eq!(rule(many), Err(Rule::TooMany));
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
