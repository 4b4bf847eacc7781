//! Recognizes parts of an address that open a door, and words that say what the next part is.

/// Words before a secret.
const DOORS: [&str; 15] = [
    "token",
    "key",
    "apikey",
    "reset",
    "invite",
    "invitation",
    "verify",
    "confirm",
    "activate",
    "unsubscribe",
    "magic",
    "session",
    "password",
    "auth",
    "secret",
];

/// Words before a phone number.
const PHONES: [&str; 13] = [
    "tel",
    "telephone",
    "telefon",
    "telefono",
    "phone",
    "call",
    "callback",
    "mobile",
    "mobil",
    "cell",
    "whatsapp",
    "sms",
    "fax",
];

/// The fewest characters of a secret.
const LEAST_LENGTH: usize = 16;

/// Whether a part of an address is a JSON Web Token, or a long random text after a word such as `reset`.
pub(super) fn is_secret(part: &str, before: &str) -> bool {
    let bytes = part.as_bytes();
    if bytes.len() < LEAST_LENGTH {
        return false;
    }
    // A JSON Web Token begins with an encoded brace and quote.
    bytes.starts_with(b"eyJ") && bytes.contains(&b'.')
        || names_any(before, &DOORS) && is_random(bytes)
}

/// Whether a segment, or a parameter's name, says that a phone number follows.
pub(super) fn names_phone(before: &str) -> bool {
    names_any(before, &PHONES)
}

fn names_any(before: &str, words: &[&str]) -> bool {
    let before = before.as_bytes();
    let mut start = 0;
    for (end, byte) in before.iter().chain(b"/").enumerate() {
        if !byte.is_ascii_alphanumeric() {
            let word = before.get(start..end).unwrap_or_default();
            let mut words = words.iter();
            if words.any(|known| word.eq_ignore_ascii_case(known.as_bytes())) {
                return true;
            }
            start = end + 1;
        }
    }
    false
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
