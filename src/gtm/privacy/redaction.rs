//! Replaces email addresses and phone numbers.

use std::borrow::Cow;

use super::email::next_email;
use super::folded_chars::Span;
use super::phone::next_phone;
use super::place::Place;

/// Stands for an email address or a phone number. Google Analytics uses the same word.
pub(in crate::gtm) const REDACTED: &str = "(redacted)";

/// The text with every email address and phone number replaced.
///
/// What is redacted already stays as it is.
pub(in crate::gtm) fn redact(text: &str) -> Cow<'_, str> {
    redact_in(text, Place::Text)
}

/// The same for a part of an address.
pub(super) fn redact_in(text: &str, place: Place) -> Cow<'_, str> {
    let mut redacted = Cow::Borrowed(text);
    if is_harmless(text.as_bytes()) {
        return redacted;
    }
    // Email addresses come first: replacing a number inside of one would leave its beginning.
    if let Some(replaced) = replace(&redacted, next_email) {
        redacted = Cow::Owned(replaced);
    }
    if let Some(replaced) = replace(&redacted, |text| next_phone(text, place)) {
        redacted = Cow::Owned(replaced);
    }
    redacted
}

/// The text with every email address replaced.
pub(super) fn redact_emails(text: &str) -> Cow<'_, str> {
    replace(text, next_email).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Whether the text cannot contain a match: no at sign, too few digits for a phone number, and nothing
/// that could encode either. True for most texts, and much faster than the search.
fn is_harmless(text: &[u8]) -> bool {
    let mut digits = 0;
    for byte in text {
        match byte {
            b'@' | b'%' | b'&' | b'(' | b'[' | b'{' | 0x80.. => return false,
            b'0'..=b'9' => digits += 1,
            _ => {}
        }
    }
    digits < 7
}

/// The text with each match of `next` replaced. `None` if there is no match.
fn replace(text: &str, next: impl Fn(&[u8]) -> Option<Span>) -> Option<String> {
    let mut replaced = String::new();
    let mut rest = text;
    while let Some((start, end)) = next(rest.as_bytes()) {
        replaced.push_str(rest.get(..start).unwrap_or_default());
        replaced.push_str(REDACTED);
        rest = rest.get(end..).unwrap_or_default();
    }
    if replaced.is_empty() {
        return None;
    }
    replaced.push_str(rest);
    Some(replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_only_the_match() {
        for (text, expected) in [
            (
                "Orders of ada@example.com, 3 new",
                "Orders of (redacted), 3 new",
            ),
            (
                "mailto:ada@b.example, <bob@b.example>; \"eve@b.example\"",
                "mailto:(redacted), <(redacted)>; \"(redacted)\"",
            ),
            (
                "Orders%20of%20ada%40b.example%2C%203",
                "Orders%20of%20(redacted)%2C%203",
            ),
            ("call%20%2B49%20151%20234%20now", "call%20(redacted)%20now"),
            ("call (0151) 234-5678", "call (redacted)"),
            ("(tel. +49 151 234 56 78)", "(tel. (redacted))"),
            ("0123456789 or a@b.example", "(redacted) or (redacted)"),
            // Several in a row go as one.
            ("0151 2345678, 0152 3456789 now", "(redacted) now"),
            (
                "at 10:30 on 22.11.2026: 0151 2345678",
                "at 10:30 on 22.11.2026: (redacted)",
            ),
            // After a plus sign, a date is a part of the number if it is written like the rest.
            ("+10\u{a0}01\u{a0}2000", "(redacted)"),
            ("+49-10-01-2000", "(redacted)"),
            ("UTC+2 22.11.2026", "UTC+2 22.11.2026"),
            ("\u{202a}+49 151 234\u{202c}", "\u{202a}(redacted)\u{202c}"),
            ("50%20off", "50%20off"),
            ("no address", "no address"),
            ("", ""),
        ] {
            assert_eq!(redact(text), expected, "{text}");
        }
    }

    #[test]
    fn the_place_decides_what_a_number_is() {
        for (number, in_text, in_address, after_tel) in [
            ("123456789", false, false, true),
            ("0151234567", true, false, true),
            ("0049151234567", true, false, true),
            ("612 345 678", true, false, true),
            ("0151-234567", true, true, true),
            ("555-123-4567", true, true, true),
            ("+4915123", true, true, true),
            ("x555-123-4567", true, false, false),
            ("555-123-4567x", true, false, false),
            ("+49151234567x", true, false, false),
            ("+49151234567 8x", true, true, true),
            // Several in a row.
            ("+10000000000 010000000", true, true, true),
            ("0151234567 0152345678", true, false, true),
            ("5551234", false, false, true),
            ("1234567890123456", false, false, false),
        ] {
            for (place, expected) in [
                (Place::Text, in_text),
                (Place::Address, in_address),
                (Place::AfterPhoneWord, after_tel),
            ] {
                let is_redacted = redact_in(number, place) != number;
                assert_eq!(is_redacted, expected, "{number}, {place:?}");
            }
        }
    }

    #[test]
    fn finds_what_is_encoded_repeatedly() {
        let nested = format!("ada%{}40b.example", "25".repeat(100_000));
        assert_eq!(redact(&nested), REDACTED);
        for mixed in [
            "ada%25%34%30b.c",
            "ada%%340b.c",
            "ada%2%3540b.c",
            "%61da%EF%BC%2525A0b.c",
        ] {
            assert_eq!(redact(mixed), REDACTED, "{mixed}");
        }
    }
}
