//! Google Tag Manager: what of the chat's events reaches the data layer.
//!
//! The only room that knows `window.dataLayer`.

mod catalogue;
mod consent;
#[cfg(feature = "container")]
mod container;
mod data_layer;
mod layer;
#[cfg(feature = "lead-hash")]
mod lead_hash;
mod loader;
mod names;
mod privacy;
#[cfg(all(test, not(target_family = "wasm")))]
mod properties;
mod push;
mod recipe;
mod rule;
mod values;

pub use self::catalogue::{CATALOGUE, Entry, Key};
pub use self::consent::Consent;
#[cfg(feature = "container")]
pub use self::container::Container;
pub use self::data_layer::DataLayer;
pub use self::loader::{
    ContainerIds, Environment, GoogleTagManager, GoogleTagManagerProps, GtmError, GtmStatus,
};
pub use self::names::{NameError, Rule};
pub(crate) use self::push::Push;
