//! What the segment before, or the parameter's name, says of a part of an address.

/// Words before a secret.
const SECRETS: [&str; 15] = [
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

/// Whether a segment, or a parameter's name, says that a phone number follows.
pub(super) fn names_phone(before: &str) -> bool {
    names_any(before, &PHONES)
}

/// Whether a segment, or a parameter's name, says that a secret may follow.
pub(super) fn names_secret(before: &str) -> bool {
    names_any(before, &SECRETS)
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
