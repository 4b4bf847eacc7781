//! The container that a marketer imports into Google Tag Manager, written for an app's data layer.

mod document;

use std::collections::BTreeSet;

use self::document::{Document, variable};
use super::catalogue::{Entry, Key};
use super::data_layer::DataLayer;
use super::names::MOST_PARAMETERS;
use super::recipe;
use crate::event::EventKind;

/// Google Analytics 4's recommended event for a lead.
const LEAD: &str = "generate_lead";

/// A container for Google Tag Manager that reports a [`DataLayer`]'s events to Google Analytics 4:
/// a folder, a constant for the measurement id, a variable for each key of the data layer, a trigger
/// for each event and one for all of them, a tag for each event, and the Google tag.
///
/// The repository's `gtm/customerly-container.json` is the one for `DataLayer::new()`. An app that renames events, switches some off or adds parameters writes its
/// own. That is work for a build script, a test or a small program on the developer's machine, not
/// for the app, so it stands behind the cargo feature `container`:
///
/// ```
/// use yew_customerly::EventKind;
/// use yew_customerly::gtm::{Container, DataLayer, NameError};
///
/// // The function that the app, too, has its `data_layer` from.
/// fn data_layer() -> Result<DataLayer, NameError> {
///     DataLayer::new()
///         .without(EventKind::MessageRead)
///         .rename(EventKind::NewConversation, "chat_started")
/// }
///
/// # fn main() -> Result<(), NameError> {
/// let json = Container::new(&data_layer()?)
///     .measurement_id("G-A1B2C3D4E5")
///     .to_json();
/// assert!(json.contains("chat_started"));
/// # Ok(())
/// # }
/// ```
///
/// In Google Analytics 4 the events have the names of the data layer, but for the lead, which is the
/// recommended `generate_lead`. The page's address and title are `page_location` and `page_title`, so
/// that its own reports by page show the page on which the chat's callback ran; the other parameters
/// have the names of the data layer's keys. What the visitor wrote and the hash of the email address
/// have variables, but no tag sends them: Google's terms forbid the one and want the other elsewhere.
///
/// The same data layer always gives the same text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container {
    name: String,
    measurement_id: String,
    google_tag: bool,
    keys: Vec<String>,
    events: Vec<Event>,
}

/// What a trigger waits for and what its tag sends.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Event {
    pushed: String,
    /// Tells apart what the recipe pushes under one name.
    action: Option<&'static str>,
    sent: String,
    /// Names in Google Analytics 4, and what Google Tag Manager computes their values from.
    parameters: Vec<(String, String)>,
}

impl Container {
    /// The container for what is pushed with this configuration.
    pub fn new(data_layer: &DataLayer) -> Self {
        let own = data_layer.own_parameters();
        let own: Vec<&str> = own.map(|name| name.as_str()).collect();
        let keys = Key::ALL.iter().map(|key| key.name());
        let action = data_layer.follows_recipe().then_some(recipe::ACTION);
        Self {
            name: "Customerly".to_owned(),
            measurement_id: "G-XXXXXXXXXX".to_owned(),
            google_tag: true,
            keys: keys
                .chain(action)
                .chain(own.iter().copied())
                .map(str::to_owned)
                .collect(),
            events: events(data_layer, &own),
        }
    }

    /// The id of the data stream in Google Analytics 4, such as `G-A1B2C3D4E5`. Without it the
    /// constant holds a placeholder, for the marketer to change.
    #[must_use]
    pub fn measurement_id(mut self, id: impl Into<String>) -> Self {
        self.measurement_id = id.into();
        self
    }

    /// What the container is called, and its folder, which is what one sees after the import.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Leaves out the Google tag, for containers that have one: with two, every page view of the site
    /// counts twice.
    #[must_use]
    pub const fn without_google_tag(mut self) -> Self {
        self.google_tag = false;
        self
    }

    /// The file to import.
    pub fn to_json(&self) -> String {
        Document::new(self).to_string()
    }
}

/// Events with one name become one, since two triggers would count them twice.
fn events(data_layer: &DataLayer, own: &[&str]) -> Vec<Event> {
    let mut groups: Vec<(String, Option<&str>, Vec<EventKind>)> = Vec::new();
    let pushes = data_layer.name().is_some();
    for kind in EventKind::ALL.iter().copied().filter(|_| pushes) {
        let Some(name) = data_layer.event_name(kind) else {
            continue;
        };
        let action = recipe::action(kind).filter(|_| data_layer.follows_recipe());
        let known = groups
            .iter_mut()
            .find(|group| group.0 == name && group.1 == action);
        match known {
            Some(group) => group.2.push(kind),
            None => groups.push((name.into_owned(), action, vec![kind])),
        }
    }
    groups
        .into_iter()
        .map(|(pushed, action, kinds)| Event {
            sent: match (&*kinds, action) {
                ([EventKind::LeadGenerated], _) => LEAD.to_owned(),
                ([kind, ..], Some(_)) => Entry::of(*kind).event.to_owned(),
                _ => pushed.clone(),
            },
            parameters: parameters(&kinds, own),
            pushed,
            action,
        })
        .collect()
}

fn parameters(kinds: &[EventKind], own: &[&str]) -> Vec<(String, String)> {
    let keys: BTreeSet<Key> = kinds
        .iter()
        .flat_map(|kind| Entry::of(*kind).keys)
        .copied()
        .filter(|key| !matches!(key, Key::MessageText | Key::LeadEmailSha256))
        .collect();
    let keys = Key::PAGE.iter().copied().chain(keys).map(|key| {
        let parameter = match key {
            Key::PageLocation => "page_location",
            Key::PageTitle => "page_title",
            _ => key.name(),
        };
        (parameter, variable(key.name()))
    });
    // So that a site with forms sees which leads the chat brought.
    let source =
        (kinds == [EventKind::LeadGenerated]).then(|| ("lead_source", "customerly".to_owned()));
    let own = own.iter().map(|name| (*name, variable(name)));
    keys.chain(source)
        .chain(own)
        .take(MOST_PARAMETERS)
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gtm::NameError;

    fn sent(container: &Container) -> Vec<&str> {
        let names = container.events.iter().map(|event| event.sent.as_str());
        names.collect()
    }

    #[test]
    fn an_apps_names_come_with_its_container() -> Result<(), NameError> {
        let layer = DataLayer::new()
            .prefix("chat_")?
            .rename(EventKind::LeadGenerated, "lead")?
            .without(EventKind::ChatClosed)
            .parameter("plan", |_| None)?;
        let container = Container::new(&layer);
        assert_eq!(container.events.len(), EventKind::ALL.len() - 1);
        let lead = &container.events[0];
        assert_eq!((&*lead.pushed, &*lead.sent), ("lead", "generate_lead"));
        assert!(sent(&container).contains(&"chat_chat_opened"));
        assert!(!sent(&container).contains(&"chat_chat_closed"));
        let plan = ("plan".to_owned(), "{{DLV - plan}}".to_owned());
        assert!(
            container
                .events
                .iter()
                .all(|event| event.parameters.contains(&plan))
        );
        assert!(container.keys.contains(&"plan".to_owned()));
        Ok(())
    }

    #[test]
    fn events_of_one_name_are_counted_once() -> Result<(), NameError> {
        let layer = EventKind::ALL
            .iter()
            .try_fold(DataLayer::new(), |layer, kind| layer.rename(*kind, "chat"))?;
        let layer = (0..9).try_fold(layer, |layer, index| {
            layer.parameter(format!("own_{index}"), |_| None)
        })?;
        let container = Container::new(&layer);
        assert_eq!(sent(&container), ["chat"]);
        assert_eq!(container.events[0].parameters.len(), 25);
        Ok(())
    }

    #[test]
    fn the_recipes_events_are_told_apart_by_their_action() {
        let container = Container::new(&DataLayer::new().recipe());
        assert_eq!(container.events.len(), EventKind::ALL.len());
        assert!(sent(&container).contains(&"customerly_chat_opened"));
        assert!(container.keys.contains(&"customerly_action".to_owned()));
    }

    #[test]
    fn what_visitors_write_and_the_hash_are_in_no_tag() {
        let container = Container::new(&DataLayer::new().message_text());
        let mut parameters = container.events.iter().flat_map(|event| &event.parameters);
        assert!(parameters.all(|(name, _)| {
            name != Key::MessageText.name() && name != Key::LeadEmailSha256.name()
        }));
    }

    #[test]
    fn nothing_pushed_is_nothing_reported() {
        assert!(Container::new(&DataLayer::off()).events.is_empty());
    }
}
