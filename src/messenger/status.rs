//! The messenger's status.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use yew::AttrValue;

use crate::browser::script_address;

/// The messenger's status.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum MessengerStatus {
    /// Nothing has been requested from Customerly yet. On a server, this is the only status.
    #[default]
    Idle,
    /// The launcher has been requested and has not reported ready.
    Loading,
    /// The chat accepts commands.
    Ready,
    /// The chat is unavailable. After [`LoadError::TimedOut`] it may still become
    /// [`Ready`](Self::Ready).
    Failed(LoadError),
}

/// Why the chat is unavailable.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum LoadError {
    /// The provider's `app_id` is empty or blank. Commands are queued until it has one.
    BlankAppId,
    /// The provider's `launcher_url` is neither `https:` nor on the page's own origin, or it contains
    /// a user name.
    InvalidLauncherUrl {
        /// The URL as given.
        url: AttrValue,
    },
    /// The launcher's script could not be fetched: it was blocked or not found, or the browser is
    /// offline.
    Script {
        /// The URL of the script.
        url: AttrValue,
    },
    /// The chat did not report ready in time. If it does so later, it is used.
    TimedOut {
        /// The time limit.
        after: Duration,
    },
    /// The chat refused to start (`onMessengerLoadFailed`). [`Customerly::load`](crate::Customerly::load)
    /// sends it the settings once more, and so does [`Retry`](crate::Retry) unless the status is one of
    /// the client's errors (4xx, but 408 and 429).
    Refused {
        /// An HTTP-like status; 401 if identity verification rejected the contact.
        status: Option<u16>,
        /// Customerly's own message.
        message: Option<String>,
    },
    /// The launcher's address answered, but what came is no launcher: it ran, or could not, and left
    /// `window.customerly` as it was. Ad blockers and captive portals substitute scripts.
    NotLauncher {
        /// The URL of the script.
        url: AttrValue,
    },
    /// The page has the launcher's script element, but of a type that browsers do not run, as consent
    /// managers hold scripts back. If the page releases it later, it is used.
    HeldBack {
        /// The URL of the script.
        url: AttrValue,
    },
    /// The page runs the chat of another app id. Customerly cannot be unloaded, so only a reload of the
    /// page changes it. Nothing of this app's visitor is sent to it.
    OtherAppId,
    /// The page blocks the script.
    Page {
        /// What the page refuses.
        reason: String,
    },
}

impl LoadError {
    /// Whether another attempt may succeed without any change in the app.
    pub(super) fn is_temporary(&self) -> bool {
        match self {
            Self::Script { .. } | Self::NotLauncher { .. } | Self::HeldBack { .. } => true,
            // The client's errors are final, except for a timeout and for too many requests.
            Self::Refused { status, .. } => {
                status.is_none_or(|status| status >= 500 || matches!(status, 408 | 429))
            }
            _ => false,
        }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BlankAppId => f.write_str(
                "the app_id is blank; set it to your project's id from Customerly's settings",
            ),
            Self::InvalidLauncherUrl { url } => {
                f.write_str("the launcher_url ")?;
                f.write_str(url)?;
                f.write_str(" is refused: ")?;
                f.write_str(script_address::ALLOWED)
            }
            Self::Script { url } => {
                f.write_str("the launcher could not be fetched from ")?;
                f.write_str(url)?;
                f.write_str(
                    "; check the network, ad blockers, the content security policy and, under a \
                     cross-origin embedder policy, the provider's crossorigin",
                )
            }
            Self::TimedOut { after } => {
                // As `u64`, because every app has its formatting code already.
                let after = after.as_millis() as u64;
                write!(f, "the chat did not report ready within {after} ms")
            }
            Self::Refused { status, message } => {
                f.write_str("the chat refused to start")?;
                if let Some(status) = status {
                    write!(f, " with status {status}")?;
                }
                if let Some(message) = message {
                    f.write_str(": ")?;
                    f.write_str(message)?;
                }
                if *status == Some(401) {
                    f.write_str("; identity verification requires a valid email_hash")?;
                }
                Ok(())
            }
            Self::NotLauncher { url } => {
                f.write_str(url)?;
                f.write_str(" is not the launcher; an ad blocker or a login page may have replaced it")
            }
            Self::HeldBack { url } => {
                f.write_str("the page holds the launcher's script back: its element for ")?;
                f.write_str(url)?;
                f.write_str(" has a type that browsers do not run")
            }
            Self::OtherAppId => f.write_str(
                "this page runs the chat of another app id; Customerly cannot be unloaded, so reload the page to change it",
            ),
            Self::Page { reason } => {
                f.write_str("the page blocks the chat: ")?;
                f.write_str(reason)
            }
        }
    }
}

impl Error for LoadError {}
