//! What of a text or a URL may leave for the data layer: no email address, no phone number and no
//! query parameter but those that are allowed.
//!
//! It never reads an event and never touches the page. It may use `catalogue`, `chars` and the room
//! `event`.
//!
//! Every visitor downloads this, so it loops over bytes: the searches and splits of `str` are three
//! times as large.

mod address_map;
mod folded_chars;
mod redaction;
mod sanitizer;
mod settings;
#[cfg(all(test, not(target_family = "wasm")))]
pub(super) mod tests;
mod url;

pub(super) use self::address_map::AddressMap;
pub(super) use self::redaction::{REDACTED, redact};
pub(super) use self::sanitizer::Sanitizer;
pub(super) use self::settings::PrivacySettings;
