//! How the chat is.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use yew::AttrValue;

use crate::script;

/// Whether the chat is there.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum MessengerStatus {
    /// Nothing was asked of Customerly yet. Always so on a server.
    #[default]
    Idle,
    /// The launcher was asked for and has not reported ready.
    Loading,
    /// The chat takes commands.
    Ready,
    /// The chat is not there. After [`LoadError::TimedOut`] it may still become
    /// [`Ready`](Self::Ready).
    Failed(LoadError),
}

/// Why the chat is not there.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum LoadError {
    /// The provider's `app_id` is empty or blank.
    BlankAppId,
    /// The provider's `launcher_url` is neither `https:` nor of the page's own origin, or it names a
    /// user.
    InvalidLauncherUrl {
        /// The address, as it was given.
        url: AttrValue,
    },
    /// The launcher's script could not be fetched: blocked, not found or offline.
    Script {
        /// The address it was asked from.
        url: AttrValue,
    },
    /// The chat did not report ready in time. If it does later, it is welcome.
    TimedOut {
        /// The limit that passed.
        after: Duration,
    },
    /// The chat refused to start (`onMessengerLoadFailed`).
    Refused {
        /// An HTTP-like status; 401 when identity verification refused the contact.
        status: Option<u16>,
        /// The chat's own words.
        message: Option<String>,
    },
    /// The page does not let a script in.
    Page {
        /// What it refused.
        reason: String,
    },
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BlankAppId => f.write_str(
                "the app_id is blank; give the provider your project's id from Customerly's settings",
            ),
            Self::InvalidLauncherUrl { url } => {
                f.write_str("the launcher_url ")?;
                f.write_str(url)?;
                f.write_str(" is refused: ")?;
                f.write_str(script::ALLOWED)
            }
            Self::Script { url } => {
                f.write_str("the launcher could not be fetched from ")?;
                f.write_str(url)?;
                f.write_str("; an ad blocker, a content security policy or the network stopped it")
            }
            Self::TimedOut { after } => {
                // As `u64`, whose formatting every app has already.
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
                    f.write_str("; identity verification is on and wants a valid email_hash")?;
                }
                Ok(())
            }
            Self::Page { reason } => {
                f.write_str("the page does not let the chat in: ")?;
                f.write_str(reason)
            }
        }
    }
}

impl Error for LoadError {}
