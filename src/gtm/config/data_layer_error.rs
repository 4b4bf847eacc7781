//! What is wrong with a configuration.

use std::error::Error;
use std::fmt;

use crate::gtm::ga4::NameError;

/// Why a configuration of the data layer cannot be built.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DataLayerError {
    /// A name breaks a rule of Google Analytics 4 or of the data layer.
    Name(NameError),
    /// An option has no effect, because it contradicts another one or is blank.
    Contradiction {
        /// What to do.
        hint: &'static str,
    },
}

impl fmt::Display for DataLayerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(error) => error.fmt(f),
            Self::Contradiction { hint } => f.write_str(hint),
        }
    }
}

impl Error for DataLayerError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Name(error) => Some(error),
            Self::Contradiction { .. } => None,
        }
    }
}

impl From<NameError> for DataLayerError {
    fn from(error: NameError) -> Self {
        Self::Name(error)
    }
}
