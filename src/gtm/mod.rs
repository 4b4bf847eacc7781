//! Google Tag Manager: what of the chat's events reaches the data layer.
//!
//! The only room that knows `window.dataLayer`.

mod catalogue;
mod data_layer;
#[cfg(feature = "lead-hash")]
mod lead_hash;
mod privacy;
mod push;

pub use self::catalogue::{CATALOGUE, Entry, Key};
pub use self::data_layer::DataLayer;
pub(crate) use self::push::Push;
