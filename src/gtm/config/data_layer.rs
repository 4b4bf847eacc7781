//! The configuration of the data layer.

use std::borrow::Cow;
use std::rc::Rc;

use js_sys::Object;
use yew::AttrValue;

#[cfg(feature = "container")]
use super::rule::Precedence;
use super::rule::Rules;
use crate::event::{ChatEvent, EventKind};
use crate::gtm::catalogue::CatalogueEntry;
use crate::gtm::privacy::{PrivacySettings, Sanitizer};

/// Which of the chat's events are pushed to Google Tag Manager's data layer, under which names and with
/// which values.
///
/// By default every event is pushed to `window.dataLayer`, without personal data: no email address, no
/// phone number, no message text, no answer, no attachment, no article body, no id of a conversation and
/// no query parameter except those of campaigns. [`builder`](Self::builder) changes that, field by field.
/// Texts are truncated to the length that Google Analytics 4 accepts.
///
/// Events may be pushed before a container is loaded: Google Tag Manager processes them when it starts.
/// Without a container they have no effect.
///
/// ```
/// use yew_customerly::gtm::{DataLayer, DataLayerError};
/// use yew_customerly::{ChatEvent, EventKind};
///
/// fn data_layer() -> Result<DataLayer, DataLayerError> {
///     DataLayer::builder()
///         .answer("company_size")
///         .query_parameter("variant")
///         .without(EventKind::MessageRead)
///         .rename(EventKind::LeadGenerated, "chat_lead")
///         .parameter("chat_has_files", |event: &ChatEvent| match event {
///             ChatEvent::NewConversation { attachments, .. } => Some((!attachments.is_empty()).into()),
///             _ => None,
///         })
///         .build()
/// }
/// # assert!(data_layer().is_ok());
/// ```
///
/// A clone is cheap and equals the original. Two that are built separately with the same options can
/// differ, because functions cannot be compared; so build the configuration once, outside of components.
#[derive(Clone, Debug)]
pub struct DataLayer(Rc<DataLayerConfig>);

/// What a [`DataLayer`] consists of.
#[derive(Clone, Debug)]
pub(super) struct DataLayerConfig {
    /// The name of the array on the window. `None` if nothing is pushed.
    pub(super) name: Option<AttrValue>,
    pub(super) rules: Rules,
    pub(super) privacy: PrivacySettings,
    /// Called when the visitor sees the first page, or another one. `None` unless the app wants page
    /// views, so that others do not download what pushes them.
    pub(super) on_page: Option<fn(&DataLayer)>,
}

impl PartialEq for DataLayerConfig {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.rules == other.rules
            && self.privacy == other.privacy
            && self.on_page.is_some() == other.on_page.is_some()
    }
}

impl Default for DataLayerConfig {
    fn default() -> Self {
        Self {
            name: Some(AttrValue::Static(DataLayer::DEFAULT_NAME)),
            rules: Rules::default(),
            privacy: PrivacySettings::default(),
            on_page: None,
        }
    }
}

impl Default for DataLayer {
    fn default() -> Self {
        Self::new()
    }
}

impl PartialEq for DataLayer {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl DataLayer {
    /// The name that containers use by default.
    pub(in crate::gtm) const DEFAULT_NAME: &'static str = "dataLayer";

    /// Pushes every event to `window.dataLayer`, without personal data.
    pub fn new() -> Self {
        Self::from_config(DataLayerConfig::default())
    }

    /// Pushes no event. Components still receive every event.
    pub fn off() -> Self {
        Self::from_config(DataLayerConfig {
            name: None,
            ..DataLayerConfig::default()
        })
    }

    pub(super) fn from_config(config: DataLayerConfig) -> Self {
        Self(Rc::new(config))
    }

    /// The name under which the events of a callback are pushed. `None` if they are not.
    pub fn event_name(&self, kind: EventKind) -> Option<Cow<'_, str>> {
        let mut names = self.0.rules.iter().filter_map(|rule| rule.event_name(kind));
        names
            .next()
            .unwrap_or_else(|| Some(CatalogueEntry::of(kind).event.into()))
    }

    /// What event names start with, unless they were renamed.
    pub(in crate::gtm) fn prefix(&self) -> &str {
        let mut prefixes = self.0.rules.iter().filter_map(|rule| rule.prefix());
        prefixes.next().unwrap_or(CatalogueEntry::PREFIX)
    }

    /// The name of the array on the window. `None` if nothing is pushed.
    pub(in crate::gtm) fn name(&self) -> Option<&AttrValue> {
        self.0.name.as_ref()
    }

    pub(in crate::gtm) fn privacy(&self) -> &PrivacySettings {
        &self.0.privacy
    }

    /// Whether the app allows this event to be pushed.
    pub(in crate::gtm) fn allows(&self, event: &ChatEvent) -> bool {
        self.0.rules.iter().all(|rule| rule.allows(event))
    }

    /// Sets the keys of the catalogue that the app has opted in to.
    pub(in crate::gtm) fn reveal(&self, event: &ChatEvent, sanitizer: &mut Sanitizer<'_>) {
        let rules = self.0.rules.iter();
        rules.for_each(|rule| rule.reveal(event, sanitizer));
    }

    /// Sets the keys that are not in the catalogue in a message that has all those that are. Without a
    /// chat event, they are set to `undefined`.
    pub(in crate::gtm) fn add_parameters(&self, event: Option<&ChatEvent>, message: &Object) {
        let rules = self.0.rules.iter();
        rules.for_each(|rule| rule.add_parameters(event, message));
    }

    /// The name of the event that is pushed for each page, if the app wants page views.
    pub(in crate::gtm) fn page_view_name(&self) -> String {
        [self.prefix(), "page_view"].concat()
    }

    /// The visitor sees the first page, or another one.
    pub(crate) fn on_page(&self) {
        if let Some(on_page) = self.0.on_page {
            on_page(self);
        }
    }

    /// A message was pushed.
    pub(in crate::gtm) fn on_push(&self, message: &Object) {
        self.0.rules.iter().for_each(|rule| rule.on_push(message));
    }

    /// The names of the app's own parameters.
    pub(in crate::gtm) fn parameter_names(&self) -> impl Iterator<Item = &AttrValue> {
        self.0.rules.iter().filter_map(|rule| rule.parameter_name())
    }

    #[cfg(feature = "container")]
    pub(in crate::gtm) fn pushes_conversation_ids(&self) -> bool {
        let mut rules = self.0.rules.iter();
        rules.any(|rule| rule.pushes_conversation_ids())
    }

    #[cfg(feature = "container")]
    pub(in crate::gtm) fn pushes_page_views(&self) -> bool {
        self.0.on_page.is_some()
    }

    #[cfg(feature = "container")]
    pub(in crate::gtm) fn uses_track_to_measure(&self) -> bool {
        let mut rules = self.0.rules.iter();
        rules.any(|rule| rule.precedence() == Precedence::TrackToMeasure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gtm::DataLayerError;

    #[test]
    fn events_have_the_names_that_the_app_sets() -> Result<(), DataLayerError> {
        let layer = DataLayer::builder()
            .prefix("chat_")
            .rename(EventKind::LeadGenerated, "lead")
            .without(EventKind::ChatClosed)
            .build()?;
        let name = |kind| layer.event_name(kind);
        assert_eq!(
            name(EventKind::ChatOpened).as_deref(),
            Some("chat_chat_opened")
        );
        assert_eq!(name(EventKind::LeadGenerated).as_deref(), Some("lead"));
        assert_eq!(name(EventKind::ChatClosed), None);
        Ok(())
    }

    #[test]
    fn track_to_measure_renames_ten_events() -> Result<(), DataLayerError> {
        let layer = DataLayer::builder().track_to_measure().build()?;
        let names = EventKind::ALL
            .iter()
            .filter_map(|kind| layer.event_name(*kind));
        let renamed = names.filter(|name| name == "customerly_Event").count();
        assert_eq!(renamed, 10);
        assert_eq!(
            layer.event_name(EventKind::MessageRead).as_deref(),
            Some("customerly_message_read")
        );
        Ok(())
    }

    #[test]
    fn a_configuration_equals_its_clones_and_one_with_the_same_plain_options()
    -> Result<(), DataLayerError> {
        let layer = DataLayer::builder().message_text().build()?;
        assert_eq!(layer, layer.clone());
        let plain = || DataLayer::builder().query_parameter("variant").build();
        assert_eq!(plain()?, plain()?);
        assert_ne!(plain()?, DataLayer::new());
        assert_ne!(DataLayer::off(), DataLayer::new());
        Ok(())
    }
}
