//! Why an event of the app's own was not pushed.

use std::error::Error;
use std::fmt;

use crate::gtm::ga4::{MONEY_RULE, NameError};

/// Why an event of the app's own was not pushed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PushError {
    /// The event's name or that of a parameter breaks a rule. Names that start with `customerly_` are
    /// this crate's.
    Name(NameError),
    /// Google Analytics 4 accepts the parameters `value` and `currency` only together.
    Money,
    /// The configuration is [`DataLayer::off`](crate::gtm::DataLayer::off).
    Off,
    /// The data layer did not accept it.
    DataLayer {
        /// What is wrong.
        reason: String,
    },
    /// There is no data layer on a server, and none before the provider has mounted.
    NoBrowser,
}

impl fmt::Display for PushError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(error) => error.fmt(f),
            Self::Money => f.write_str(MONEY_RULE),
            Self::Off => f.write_str("the data layer is off"),
            Self::DataLayer { reason } => {
                f.write_str("the data layer did not accept the event: ")?;
                f.write_str(reason)
            }
            Self::NoBrowser => {
                f.write_str("there is no data layer yet: push from an event handler or an effect")
            }
        }
    }
}

impl Error for PushError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Name(error) => Some(error),
            _ => None,
        }
    }
}

impl From<NameError> for PushError {
    fn from(error: NameError) -> Self {
        Self::Name(error)
    }
}
