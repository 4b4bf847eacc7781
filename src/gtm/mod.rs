//! Floor 3: Google Tag Manager, and the only room that knows `window.dataLayer`.
//!
//! It decides what of a chat event reaches the data layer, pushes it, loads containers and writes the
//! container to import. It uses `event` and `browser`, and never the messenger. Inside, each entry
//! uses only those below it:
//!
//! - `loader`: the component that loads containers; `export`: the container to import
//! - `consent`: consent mode
//! - `outgoing`: from a chat event to the pushed message
//! - `config`: what an app configures
//! - `privacy`: what of a text or a URL may leave
//! - `catalogue`: event names and keys; `message`: sets values in a message
//! - `ga4`: the limits of Google Analytics 4; `chars`: text lengths; `consent_outcome`: what became of a
//!   consent command

mod catalogue;
mod chars;
mod config;
mod consent;
mod consent_outcome;
#[cfg(feature = "container")]
mod export;
mod ga4;
mod loader;
mod message;
mod outgoing;
mod privacy;
#[cfg(all(test, not(target_family = "wasm")))]
mod proptest_config;

pub use self::catalogue::{CATALOGUE, CatalogueEntry, DataLayerKey};
pub use self::config::{DataLayer, DataLayerBuilder, DataLayerError, Push};
pub use self::consent::Consent;
pub use self::consent_outcome::ConsentOutcome;
#[cfg(feature = "container")]
pub use self::export::Container;
pub use self::ga4::{NameError, NameRule};
pub use self::loader::{
    ContainerIds, Environment, GoogleTagManager, GoogleTagManagerProps, GtmError, GtmStatus,
};
pub(crate) use self::outgoing::PreparedPush;
pub use self::outgoing::{AppEvent, PushError, push};
