//! Recognizes the parts of an address that grant access, such as a token to reset a password.

use super::preceding_word::names_secret;

/// The fewest characters of a secret.
const LEAST_LENGTH: usize = 16;

/// Whether a part of an address is a JSON Web Token, or a long random text after a word such as `reset`.
pub(super) fn is_secret(part: &str, before: &str) -> bool {
    let bytes = part.as_bytes();
    if bytes.len() < LEAST_LENGTH {
        return false;
    }
    // A JSON Web Token begins with an encoded brace and quote.
    bytes.starts_with(b"eyJ") && bytes.contains(&b'.') || names_secret(before) && is_random(bytes)
}

/// Whether a text looks made by a computer: letters and digits change often.
fn is_random(text: &[u8]) -> bool {
    let (mut changes, mut last) = (0, 0);
    for byte in text.iter().filter(|byte| byte.is_ascii_alphanumeric()) {
        let kind = 1 + u8::from(byte.is_ascii_digit());
        changes += usize::from(kind + last == 3);
        last = kind;
    }
    changes >= 3
}
