//! What an app configures about its events: which are pushed, under which names, with which values.
//!
//! Each option is a rule of its own type, so that a visitor downloads only the code of the options that
//! the app uses. It never touches `window.dataLayer`. It may use `privacy`, `message`, `catalogue`,
//! `ga4`, `chars`, and the rooms `event` and `browser`.

mod address_form;
mod data_layer;
mod data_layer_builder;
mod data_layer_error;
mod event_rules;
#[cfg(feature = "lead-hash")]
mod lead_hash;
mod on_push;
mod rule;
#[cfg(all(test, not(target_family = "wasm")))]
mod tests;
pub(super) mod track_to_measure;
mod value_rules;

pub use self::data_layer::DataLayer;
pub use self::data_layer_builder::DataLayerBuilder;
pub use self::data_layer_error::DataLayerError;
pub use self::on_push::Push;
pub(super) use self::value_rules::parameter_value;
