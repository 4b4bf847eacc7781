//! What the app asks of the chat.

use std::error::Error;
use std::fmt;

use yew::AttrValue;

use super::{Launch, LoadError};
use crate::identity::Compare;
use crate::settings::Settings;
use crate::value::Value;

/// A call of one of the chat's methods. Plain Rust, so that it can wait, on a server for ever.
#[derive(Clone, Debug)]
pub(crate) struct Command {
    pub(crate) method: &'static str,
    pub(crate) arguments: Vec<Value>,
    /// For a command whose argument is all that the provider's settings say: the chat gets what is
    /// new about them when the command runs.
    pub(super) compare: Option<Compare>,
}

impl Command {
    pub(crate) fn new(method: &'static str, arguments: Vec<Value>) -> Self {
        Self {
            method,
            arguments,
            compare: None,
        }
    }

    /// Has the chat know what the provider's settings say.
    pub(super) fn declare(launch: &Launch, compare: Compare) -> Self {
        Self {
            compare: Some(compare),
            ..Self::new("update", vec![launch.fields().into()])
        }
    }

    /// Gives the chat further settings; without any it refreshes those it has.
    pub(crate) fn update(app_id: &AttrValue, settings: &Settings) -> Self {
        let mut arguments = Vec::new();
        if !settings.is_empty() {
            let mut fields = settings.fields.clone();
            // Customerly's own package sends it along with every update.
            fields.set("app_id", app_id.clone());
            arguments.push(fields.into());
        }
        Self::new("update", arguments)
    }
}

/// What became of a command. The console says why one did not run, so this may be ignored.
#[derive(Clone, Debug, PartialEq)]
pub enum Delivery {
    /// The chat has it.
    Sent,
    /// The chat is not ready; it gets the command when it is, after those held before.
    Held,
    /// It will not run.
    Refused(CommandError),
}

impl Delivery {
    /// Whether the command ran or still may; for `?` and combinators.
    pub fn ok(self) -> Result<(), CommandError> {
        match self {
            Self::Sent | Self::Held => Ok(()),
            Self::Refused(error) => Err(error),
        }
    }
}

/// Why a command does not run.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CommandError {
    /// The chat is not there.
    NotLoaded(LoadError),
    /// The launcher that runs has no such method.
    Unsupported,
    /// The chat threw an exception.
    Threw(String),
    /// Too many commands wait for the chat.
    TooManyHeld,
    /// The page runs the chat of another app id, and Customerly has no way to unload it.
    OtherAppId,
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotLoaded(error) => error.fmt(f),
            Self::Unsupported => f.write_str("the launcher of this page has no such method"),
            Self::Threw(message) => {
                f.write_str("the chat threw: ")?;
                f.write_str(message)
            }
            Self::TooManyHeld => f.write_str("too many commands wait for the chat"),
            Self::OtherAppId => f.write_str(
                "this page runs the chat of another app id; Customerly cannot be unloaded, so reload the page to change it",
            ),
        }
    }
}

impl Error for CommandError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::NotLoaded(error) => Some(error),
            _ => None,
        }
    }
}
