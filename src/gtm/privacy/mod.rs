//! What of a text or a URL may leave for the data layer: no email address, no phone number, no
//! token that grants access, and no query parameter but those of campaigns and those that are allowed.
//!
//! **An email address** has a local part, an at sign and a domain with a dot. The at sign may be
//! percent-encoded, full-width, an HTML reference, or `(at)`. It always goes.
//!
//! **In an address** (a segment of a path or of a route, an article's slug, a parameter's value) a number is
//! an id, and only these are phone numbers:
//!
//! - 7 to 15 digits after a plus sign, with further numbers in a row with them;
//! - 9 to 15 digits in groups that begin with a zero and an area code (`0151-234567`), or with 00 and
//!   another country's code;
//! - the North American grouping 3-3-4 (`555-123-4567`), also after a 1;
//! - 7 to 15 digits after a segment or a parameter such as `tel`, `phone`, `call`, `whatsapp` or `fax`.
//!
//! Digits that touch a letter, dates, times and UUIDs are never part of one. After a plus sign, a date is
//! only what has other separators than the rest: `UTC+2 22.11.2026`, not `+49-10-01-2000`.
//!
//! **In a text** (a title, an answer, a message) all of these are phone numbers, too: 9 to 15 digits in a
//! row with a leading zero, and 9 to 15 digits in several groups of two digits or more, unless they are
//! years, a round amount, an amount with cents, coordinates or the address of a host. In doubt, a number
//! in an address is an id, and one in a text is a person's.
//!
//! Only what matches is replaced, by `(redacted)`. A campaign's parameter that has a match is dropped,
//! unless it consists of digits only. A JSON Web Token goes, and so does a long random text after a word
//! such as `token`, `reset` or `invite`.
//!
//! This room never reads an event and never touches the page. It may use `catalogue`, `chars` and the
//! room `event`. Every visitor downloads it, so it loops over bytes: the searches and splits of `str` are
//! three times as large.

mod app_closure;
mod email;
mod folded_chars;
mod phone;
mod place;
mod preceding_word;
mod redaction;
mod sanitizer;
mod secret;
mod settings;
#[cfg(all(test, not(target_family = "wasm")))]
pub(super) mod tests;
mod url;

pub(super) use self::app_closure::AppClosure;
pub(super) use self::folded_chars::is_blank;
pub(super) use self::redaction::{REDACTED, redact};
pub(super) use self::sanitizer::Sanitizer;
pub(super) use self::settings::PrivacySettings;
