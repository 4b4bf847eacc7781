//! The public builder of the importable container.

use super::content::Content;
use super::document::Document;
use crate::event::EventKind;
use crate::gtm::config::DataLayer;

/// A Google Tag Manager container that sends a [`DataLayer`]'s events to Google Analytics 4: a folder, a
/// constant for the measurement id, a variable for each key of the data layer, a trigger for each event
/// and one for all events, a tag for each event, and the Google tag.
///
/// The repository's `gtm/` has the containers for `DataLayer::new()`. An app that
/// renames events, disables some or adds parameters writes its own, in a build script, a test or a small
/// program on the developer's machine. So it needs the cargo feature `container`:
///
/// ```
/// use yew_customerly::EventKind;
/// use yew_customerly::gtm::{Container, DataLayer, DataLayerError};
///
/// // The app gets its `data_layer` from the same function.
/// fn data_layer() -> Result<DataLayer, DataLayerError> {
///     DataLayer::builder()
///         .without(EventKind::MessageRead)
///         .rename(EventKind::NewConversation, "chat_started")
///         .build()
/// }
///
/// # fn main() -> Result<(), DataLayerError> {
/// let json = Container::new(&data_layer()?)
///     .measurement_id("G-A1B2C3D4E5")
///     .to_json();
/// assert!(json.contains("chat_started"));
/// # Ok(())
/// # }
/// ```
///
/// Google Analytics 4 gets the event names of the data layer, except for the lead, which becomes the
/// recommended event `generate_lead`, if the visitor gave an email address. The page's URL, title and
/// referrer are sent as `page_location`, `page_title` and `page_referrer`, so that its reports show the page
/// on which the chat's callback ran. The other parameters have the names of the data layer's keys.
///
/// The Google tag fires on each page and, if a consent that it requires was missing then, on the chat's
/// events. The page view tag is on if the app pushes [page views], and then the Google tag sends none.
///
/// [page views]: crate::gtm::DataLayerBuilder::page_views
///
/// No tag sends the visitor's message or the hash of the email address, though both have a variable:
/// Google's terms forbid the one, and enhanced conversions need the other in another tag.
///
/// Three custom JavaScript variables remove personal data from the addresses of the site's own page views by
/// the rule that the data layer has for `customerly_page_location`, with its query parameters. They know
/// nothing of [`map_address`] and [`keep_in_address`].
///
/// [`map_address`]: crate::gtm::DataLayerBuilder::map_address
/// [`keep_in_address`]: crate::gtm::DataLayerBuilder::keep_in_address
///
/// The same configuration always gives the same text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container(Content);

impl Container {
    /// The container for the events that are pushed with this configuration.
    pub fn new(data_layer: &DataLayer) -> Self {
        Self(Content::new(data_layer))
    }

    /// Sets the measurement id of the Google Analytics 4 data stream, such as `G-A1B2C3D4E5`. Default: a
    /// placeholder, which the marketer changes after the import.
    #[must_use]
    pub fn measurement_id(mut self, id: impl Into<String>) -> Self {
        self.0.measurement_id = id.into();
        self
    }

    /// Sets the name of the container and of its folder. Google Tag Manager shows the folder after the
    /// import. Default: `Customerly`.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.0.name = name.into();
        self
    }

    /// Leaves out the Google tag, for a site that has one, in this container or in its pages. With two of
    /// them, the first one's settings count, or every page view counts twice, as the stream's setting
    /// "Ignore duplicate instances of on-page configuration" says.
    #[must_use]
    pub const fn without_google_tag(mut self) -> Self {
        self.0.google_tag = false;
        self
    }

    /// Leaves out what a marketer has filled in: the constants and the Google tag. Importing it over an
    /// earlier import updates everything else. Tags and triggers refer to the constants by name.
    #[must_use]
    pub const fn update(mut self) -> Self {
        self.0.constants = false;
        self.without_google_tag()
    }

    /// Switches on the tag for the events of a callback, or pauses it. By default, the tags are on for what
    /// a person acts on: a lead, a conversation, the chat opened or closed, an article, a clicked
    /// notification, an answered survey or question.
    #[must_use]
    pub fn tag(mut self, kind: EventKind, is_on: bool) -> Self {
        let events = self.0.events.iter_mut();
        for event in events.filter(|event| event.kinds.contains(&kind)) {
            event.is_on = is_on;
        }
        self
    }

    /// The file to import, as JSON.
    pub fn to_json(&self) -> String {
        Document::new(&self.0).to_string()
    }
}
