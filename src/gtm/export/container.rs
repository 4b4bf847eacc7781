//! The public builder of the importable container.

use super::content::Content;
use super::document::Document;
use crate::gtm::config::DataLayer;

/// A Google Tag Manager container that sends a [`DataLayer`]'s events to Google Analytics 4: a folder, a
/// constant for the measurement id, a variable for each key of the data layer, a trigger for each event
/// and one for all events, a tag for each event, and the Google tag.
///
/// The repository's `gtm/customerly-container.json` is the container for `DataLayer::new()`. An app that
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
/// recommended event `generate_lead`. The page's URL and title are sent as `page_location` and
/// `page_title`, so that its reports show the page on which the chat's callback ran. The other parameters
/// have the names of the data layer's keys.
///
/// No tag sends the visitor's message or the hash of the email address, though both have a variable:
/// Google's terms forbid the one, and enhanced conversions need the other in another tag.
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

    /// Leaves out the Google tag, for a container that has one. With two of them, Google Analytics counts
    /// every page view twice.
    #[must_use]
    pub const fn without_google_tag(mut self) -> Self {
        self.0.google_tag = false;
        self
    }

    /// The file to import, as JSON.
    pub fn to_json(&self) -> String {
        Document::new(&self.0).to_string()
    }
}
