//! What the importable container contains, before it is written in Google's format.

use std::collections::BTreeSet;

use super::reference::{reference, variable};
use super::scrubber;
use crate::event::EventKind;
use crate::gtm::catalogue::{CatalogueEntry, DataLayerKey};
use crate::gtm::config::{DataLayer, track_to_measure};
use crate::gtm::ga4::MOST_PARAMETERS;

/// Google Analytics 4's recommended event for a lead.
const LEAD_EVENT: &str = "generate_lead";

/// The constant with the measurement id. Event tags take only ids that start with `G-`, and are silent
/// with any other.
pub(super) const MEASUREMENT_ID: &str =
    "Customerly - GA4 measurement ID (starts with G-) - paste yours here";

/// The constants of what a lead is worth, which Google Ads needs.
pub(super) const LEAD_VALUE: &str = "Customerly - value of a lead";
pub(super) const LEAD_CURRENCY: &str = "Customerly - currency of a lead";

/// The callbacks whose tags are on by default: those that a person acts on.
const ON: [EventKind; 8] = [
    EventKind::LeadGenerated,
    EventKind::ChatOpened,
    EventKind::ChatClosed,
    EventKind::NewConversation,
    EventKind::ProfilingQuestionAnswered,
    EventKind::HelpCenterArticleOpened,
    EventKind::ChatflowNotificationClicked,
    EventKind::SurveyAnswered,
];

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) name: String,
    pub(super) measurement_id: String,
    pub(super) google_tag: bool,
    /// Whether it has the constants, which a marketer fills in.
    pub(super) constants: bool,
    /// The data layer's keys, each of which gets a variable.
    pub(super) keys: Vec<String>,
    /// The custom JavaScript variables: their names and their code.
    pub(super) scripts: Vec<(&'static str, String)>,
    /// The chat's events.
    pub(super) events: Vec<Event>,
    /// The page view of each page, if the app pushes it.
    pub(super) page_view: Option<Event>,
}

/// An event with its trigger and its tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Event {
    /// The callbacks that are pushed under this name.
    pub(super) kinds: Vec<EventKind>,
    /// Whether its tag is on. The marketer can switch on the others with a click.
    pub(super) is_on: bool,
    /// The name in the data layer.
    pub(super) pushed: String,
    /// Distinguishes the events that Track To Measure pushes under the same name.
    pub(super) action: Option<&'static str>,
    /// The name in Google Analytics 4.
    pub(super) sent: String,
    /// Names in Google Analytics 4, with their values in Google Tag Manager's syntax.
    pub(super) parameters: Vec<(String, String)>,
}

impl Content {
    pub(super) fn new(data_layer: &DataLayer) -> Self {
        let own = data_layer.parameter_names();
        let own: Vec<&str> = own.map(|name| name.as_str()).collect();
        let keys = DataLayerKey::ALL.iter().map(|key| key.name());
        let action = data_layer
            .uses_track_to_measure()
            .then_some(track_to_measure::ACTION_KEY);
        Self {
            name: "Customerly".to_owned(),
            measurement_id: "G-XXXXXXXXXX".to_owned(),
            google_tag: true,
            constants: true,
            keys: keys
                .chain(action)
                .chain(own.iter().copied())
                .map(str::to_owned)
                .collect(),
            scripts: scrubber::variables(data_layer),
            events: events(data_layer, &own),
            page_view: data_layer.name().map(|_| page_view(data_layer)),
        }
    }
}

impl Event {
    /// Whether it is a lead, which counts only if the visitor gave an email address.
    pub(super) fn is_lead(&self) -> bool {
        self.kinds == [EventKind::LeadGenerated]
    }
}

/// The page view, which takes the place of Google's own if the app pushes it.
fn page_view(data_layer: &DataLayer) -> Event {
    Event {
        kinds: Vec::new(),
        is_on: data_layer.pushes_page_views(),
        pushed: data_layer.page_view_name(),
        action: None,
        sent: "page_view".to_owned(),
        parameters: parameters(data_layer, &[], &[]),
    }
}

/// The events of the data layer. Callbacks with the same event name share one event, because two triggers
/// would count it twice.
fn events(data_layer: &DataLayer, own: &[&str]) -> Vec<Event> {
    let mut groups: Vec<(String, Option<&str>, Vec<EventKind>)> = Vec::new();
    let pushes = data_layer.name().is_some();
    for kind in EventKind::ALL.iter().copied().filter(|_| pushes) {
        let Some(name) = data_layer.event_name(kind) else {
            continue;
        };
        let action = track_to_measure::action(kind).filter(|_| data_layer.uses_track_to_measure());
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
                ([EventKind::LeadGenerated], _) => LEAD_EVENT.to_owned(),
                ([kind, ..], Some(_)) => CatalogueEntry::of(*kind).event.to_owned(),
                _ => pushed.clone(),
            },
            parameters: parameters(data_layer, &kinds, own),
            is_on: kinds.iter().any(|kind| ON.contains(kind)),
            kinds,
            pushed,
            action,
        })
        .collect()
}

/// The parameters that the tag of these callbacks sends.
fn parameters(data_layer: &DataLayer, kinds: &[EventKind], own: &[&str]) -> Vec<(String, String)> {
    let has_ids = data_layer.pushes_conversation_ids();
    let keys: BTreeSet<DataLayerKey> = kinds
        .iter()
        .flat_map(|kind| CatalogueEntry::of(*kind).keys)
        .copied()
        .filter(|key| match key {
            DataLayerKey::MessageText | DataLayerKey::LeadEmailSha256 => false,
            DataLayerKey::ConversationId | DataLayerKey::MessageId => has_ids,
            _ => true,
        })
        .collect();
    let keys = DataLayerKey::PAGE.iter().copied().chain(keys).map(|key| {
        let parameter = match key {
            DataLayerKey::PageLocation => "page_location",
            DataLayerKey::PageTitle => "page_title",
            DataLayerKey::PageReferrer => "page_referrer",
            _ => key.name(),
        };
        (parameter, variable(key.name()))
    });
    let is_lead = kinds == [EventKind::LeadGenerated];
    // The source distinguishes the leads of the chat from those of a site's forms.
    let lead = [
        ("lead_source", "customerly".to_owned()),
        ("value", reference(LEAD_VALUE)),
        ("currency", reference(LEAD_CURRENCY)),
    ];
    let lead = lead
        .into_iter()
        .filter(|(name, _)| is_lead && !own.contains(name));
    let own = own.iter().map(|name| (*name, variable(name)));
    keys.chain(lead)
        .chain(own)
        .take(MOST_PARAMETERS)
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gtm::config::DataLayerError;

    fn sent(content: &Content) -> Vec<&str> {
        let names = content.events.iter().map(|event| event.sent.as_str());
        names.collect()
    }

    #[test]
    fn a_container_has_the_names_of_the_app() -> Result<(), DataLayerError> {
        let layer = DataLayer::builder()
            .prefix("chat_")
            .rename(EventKind::LeadGenerated, "lead")
            .without(EventKind::ChatClosed)
            .parameter("plan", |_| None)
            .build()?;
        let content = Content::new(&layer);
        assert_eq!(content.events.len(), EventKind::ALL.len() - 1);
        let lead = &content.events[0];
        assert_eq!((&*lead.pushed, &*lead.sent), ("lead", "generate_lead"));
        assert!(sent(&content).contains(&"chat_chat_opened"));
        assert!(!sent(&content).contains(&"chat_chat_closed"));
        let plan = ("plan".to_owned(), "{{DLV - plan}}".to_owned());
        assert!(
            content
                .events
                .iter()
                .all(|event| event.parameters.contains(&plan))
        );
        assert!(content.keys.contains(&"plan".to_owned()));
        Ok(())
    }

    #[test]
    fn events_with_the_same_name_share_a_tag() -> Result<(), DataLayerError> {
        let layer = EventKind::ALL
            .iter()
            .fold(DataLayer::builder(), |layer, kind| {
                layer.rename(*kind, "chat")
            });
        let layer = (0..9)
            .fold(layer, |layer, index| {
                layer.parameter(format!("own_{index}"), |_| None)
            })
            .build()?;
        let content = Content::new(&layer);
        assert_eq!(sent(&content), ["chat"]);
        assert_eq!(content.events[0].parameters.len(), 25);
        Ok(())
    }

    #[test]
    fn the_action_distinguishes_the_events_of_track_to_measure() -> Result<(), DataLayerError> {
        let content = Content::new(&DataLayer::builder().track_to_measure().build()?);
        assert_eq!(content.events.len(), EventKind::ALL.len());
        assert!(sent(&content).contains(&"customerly_chat_opened"));
        assert!(content.keys.contains(&"customerly_action".to_owned()));
        Ok(())
    }

    #[test]
    fn no_tag_sends_the_message_or_the_hash() -> Result<(), DataLayerError> {
        let content = Content::new(&DataLayer::builder().message_text().build()?);
        let mut parameters = content.events.iter().flat_map(|event| &event.parameters);
        assert!(parameters.all(|(name, _)| {
            name != DataLayerKey::MessageText.name() && name != DataLayerKey::LeadEmailSha256.name()
        }));
        Ok(())
    }

    #[test]
    fn a_data_layer_that_is_off_has_no_events() {
        assert!(Content::new(&DataLayer::off()).events.is_empty());
    }
}
