//! The outcome of a command.

use std::error::Error;
use std::fmt;

use super::status::LoadError;

/// The outcome of a command. The console names every command that is refused and why, so this may be
/// ignored.
#[derive(Clone, Debug, PartialEq)]
pub enum CommandOutcome {
    /// The chat has received it.
    Sent,
    /// The chat is not ready. It receives the command when it is, after those queued before.
    Queued,
    /// The command will not run.
    Refused(CommandError),
}

impl CommandOutcome {
    /// Returns an error only for a refused command, for use with `?` and combinators.
    pub fn ok(self) -> Result<(), CommandError> {
        match self {
            Self::Sent | Self::Queued => Ok(()),
            Self::Refused(error) => Err(error),
        }
    }
}

/// Why a command does not run.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CommandError {
    /// The chat has failed to load.
    NotLoaded(LoadError),
    /// The page's launcher has no such method.
    Unsupported,
    /// The chat's method threw an exception. The text is its message.
    Threw(String),
    /// A value of the command cannot be sent. The text is the reason.
    NothingToSend(String),
    /// 1,000 commands are queued already.
    QueueFull,
    /// The visitor has withdrawn the consent to the chat.
    NoConsent,
    /// The visitor for whom it was given left, or the app id changed, before the chat was ready.
    Outdated,
    /// The app has logged out the visitor whom the provider's `settings` still name.
    LoggedOut,
    /// The chat did not log out the visitor before, whose session it therefore still has.
    SessionNotEnded,
    /// The provider that queued it has unmounted, so nobody expects the chat window any more.
    Unmounted,
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotLoaded(error) => error.fmt(f),
            Self::Unsupported => f.write_str("this page's launcher has no such method"),
            Self::Threw(message) => {
                f.write_str("the chat threw: ")?;
                f.write_str(message)
            }
            Self::NothingToSend(reason) => {
                f.write_str("a value cannot be sent: ")?;
                f.write_str(reason)
            }
            Self::QueueFull => f.write_str("too many commands are queued"),
            Self::NoConsent => f.write_str("the visitor has withdrawn the consent to the chat"),
            Self::Outdated => {
                f.write_str("the visitor left or the app id changed before the chat was ready")
            }
            Self::LoggedOut => f.write_str(
                "the app has logged out this visitor; the provider's settings must name another one",
            ),
            Self::SessionNotEnded => f.write_str("the logout of the visitor before failed"),
            Self::Unmounted => f.write_str("its provider has unmounted"),
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
