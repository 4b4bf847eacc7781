//! The way of a chat event into the data layer: its values, its message, the push.
//!
//! It never waits for Google Tag Manager and never decides what is personal. It may use `config`,
//! `privacy`, `message`, `catalogue`, `chars`, and the rooms `event` and `browser`.

mod app_event;
mod event_values;
mod page_views;
mod prepared_push;
mod push_error;
mod templates;
#[cfg(all(test, not(target_family = "wasm")))]
mod tests;
pub(super) mod used_layers;
pub(super) mod window_layer;

pub use self::app_event::{AppEvent, push};
pub(crate) use self::prepared_push::PreparedPush;
pub use self::push_error::PushError;
