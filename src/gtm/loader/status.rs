//! What became of a container.

use std::error::Error;
use std::fmt;

use yew::AttrValue;

/// What became of a container that a [`GoogleTagManager`](super::GoogleTagManager) asked for.
///
/// The `id` is `None` where the component was given a script's address and no id.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GtmStatus {
    /// Its script was fetched by the component and ran.
    Loaded {
        /// The container.
        id: Option<AttrValue>,
    },
    /// The page has it otherwise, by its HTML or by another script: nothing was fetched. It may
    /// still be on its way.
    Present {
        /// The container.
        id: Option<AttrValue>,
    },
    /// It is not there.
    Failed {
        /// The container, as it was given.
        id: Option<AttrValue>,
        /// Why.
        error: GtmError,
    },
}

/// Why a container is not there. What an app pushes is kept in the data layer all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GtmError {
    /// Neither an id nor a script's address was given.
    NoId,
    /// The id is not a container's.
    InvalidId {
        /// What is probably wrong with it.
        hint: &'static str,
    },
    /// The environment cannot be used.
    InvalidEnvironment {
        /// What is wrong with it.
        hint: &'static str,
    },
    /// The script's address is blank, neither `https:` nor of the page's own origin, names a user, or
    /// has a parameter that says something else than the properties do.
    InvalidScriptUrl {
        /// What is wrong with it.
        hint: &'static str,
    },
    /// The data layer did not take the consent or the container's start, so its script was not
    /// fetched.
    DataLayer {
        /// What is wrong with it.
        reason: String,
    },
    /// The page does not let the script in.
    Page {
        /// What it refused.
        reason: String,
    },
    /// The script could not be fetched: blocked, not found or offline.
    Script {
        /// The address it was asked from.
        url: AttrValue,
    },
    /// A script came, but not the container: probably what a blocker puts in its place.
    NoContainer {
        /// The address it was asked from.
        url: AttrValue,
    },
}

impl fmt::Display for GtmError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: [&str; 3] = match self {
            Self::NoId => ["give it a container's id, such as GTM-ABC123", "", ""],
            Self::InvalidId { hint } => ["this is no container's id: ", hint, ""],
            Self::InvalidEnvironment { hint } => ["the environment cannot be used: ", hint, ""],
            Self::InvalidScriptUrl { hint } => ["the script_url cannot be used: ", hint, ""],
            Self::DataLayer { reason } => ["the data layer does not work: ", reason, ""],
            Self::Page { reason } => ["the page does not let the script in: ", reason, ""],
            Self::Script { url } => [
                "its script could not be fetched from ",
                url,
                "; an ad blocker, a content security policy or the network stopped it",
            ],
            Self::NoContainer { url } => [
                "what came from ",
                url,
                " is not the container; an ad blocker may have put a substitute in its place",
            ],
        };
        parts.iter().try_for_each(|part| f.write_str(part))
    }
}

impl Error for GtmError {}
