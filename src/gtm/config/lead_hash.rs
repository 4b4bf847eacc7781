//! The visitor's email address as a hash, as Google's enhanced conversions expect it.

use sha2::{Digest, Sha256};

use super::rule::Rule;
use crate::event::ChatEvent;
use crate::gtm::catalogue::DataLayerKey;
use crate::gtm::privacy::{Sanitizer, is_blank};

#[cfg(all(test, not(target_family = "wasm")))]
mod tests;

/// Sets the hash of the visitor's email address.
pub(super) struct LeadEmailSha256;

impl Rule for LeadEmailSha256 {
    fn reveal(&self, event: &ChatEvent, sanitizer: &mut Sanitizer<'_>) {
        if let ChatEvent::LeadGenerated { email: Some(email) } = event
            && !is_blank(email)
        {
            sanitizer.set_safe_text(DataLayerKey::LeadEmailSha256, &sha256(email));
        }
    }
}

/// The SHA-256 hash of the normalised address, in lower-case hexadecimal digits.
fn sha256(email: &str) -> String {
    let digest = Sha256::digest(normalise(email).as_bytes());
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let nibbles = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles
        .map(|nibble| char::from(DIGITS[usize::from(nibble)]))
        .collect()
}

/// The address without white space and in lower case. Before Gmail's hosts, where they make no
/// difference, dots and everything from a plus sign go; other hosts keep both.
///
/// Source: "Format user data" of Google's Data Manager API. Older pages of Google's name only the dots.
fn normalise(email: &str) -> String {
    let email = email.split_whitespace().collect::<String>().to_lowercase();
    match email.rsplit_once('@') {
        Some((name, host @ ("gmail.com" | "googlemail.com"))) => {
            let name = name.split('+').next().unwrap_or_default();
            [&name.replace('.', ""), "@", host].concat()
        }
        _ => email,
    }
}
