//! The result of loading a container.

use std::error::Error;
use std::fmt;

use yew::AttrValue;

/// The result of loading one container with [`GoogleTagManager`](crate::gtm::GoogleTagManager).
///
/// The `id` is `None` if the component has a `script_url` and no id.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GtmStatus {
    /// The component loaded the container's script, and it ran.
    Loaded {
        /// The container.
        id: Option<AttrValue>,
    },
    /// The page has the container already, from its HTML or from another script, so the component
    /// loaded nothing. The container may still be loading.
    Present {
        /// The container.
        id: Option<AttrValue>,
    },
    /// The container did not load.
    Failed {
        /// The container, as it was passed to the component.
        id: Option<AttrValue>,
        /// The reason.
        error: GtmError,
    },
}

/// Why a container did not load. Events are still pushed to the data layer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GtmError {
    /// The component has neither an `id` nor a `script_url`.
    NoId,
    /// The id is not that of a container.
    InvalidId {
        /// What is probably wrong, and how to correct it.
        hint: &'static str,
    },
    /// The `environment` is invalid.
    InvalidEnvironment {
        /// What is wrong.
        hint: &'static str,
    },
    /// The `script_url` is blank, is neither `https:` nor of the page's own origin, has a user name or
    /// password, or has a parameter that contradicts another property.
    InvalidScriptUrl {
        /// What is wrong.
        hint: &'static str,
    },
    /// The data layer did not accept the consent or the start message, so the script was not loaded.
    DataLayer {
        /// What is wrong.
        reason: String,
    },
    /// The page refused the script element.
    Page {
        /// What the page threw.
        reason: String,
    },
    /// The script could not be fetched: blocked, not found or offline.
    Script {
        /// The script's URL.
        url: AttrValue,
    },
    /// The script ran, but it is not the container. Ad blockers substitute scripts.
    NoContainer {
        /// The script's URL.
        url: AttrValue,
    },
}

impl fmt::Display for GtmError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: [&str; 3] = match self {
            Self::NoId => ["id and script_url are both missing", "", ""],
            Self::InvalidId { hint } => ["not a container id: ", hint, ""],
            Self::InvalidEnvironment { hint } => ["invalid environment: ", hint, ""],
            Self::InvalidScriptUrl { hint } => ["invalid script_url: ", hint, ""],
            Self::DataLayer { reason } => ["the data layer does not work: ", reason, ""],
            Self::Page { reason } => ["the page refused the script: ", reason, ""],
            Self::Script { url } => [
                "its script could not be fetched from ",
                url,
                "; check the network, ad blockers and the content security policy",
            ],
            Self::NoContainer { url } => [
                "the script from ",
                url,
                " is not the container; an ad blocker may have replaced it",
            ],
        };
        parts.iter().try_for_each(|part| f.write_str(part))
    }
}

impl Error for GtmError {}
