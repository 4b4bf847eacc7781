//! Finds email addresses and phone numbers in a text and replaces them.

use std::borrow::Cow;

use super::folded_chars::FoldedChars;

/// Stands for an email address or a phone number. Google Analytics uses the same word.
pub(in crate::gtm) const REDACTED: &str = "(redacted)";

/// The text with every email address and phone number replaced, including percent-encoded ones.
///
/// What is redacted already stays as it is.
pub(in crate::gtm) fn redact(text: &str) -> Cow<'_, str> {
    let mut redacted = Cow::Borrowed(text);
    if is_harmless(text.as_bytes()) {
        return redacted;
    }
    // Email addresses come first: replacing a number inside of one would leave its beginning.
    for next in [next_email, next_phone] {
        if let Some(replaced) = replace(&redacted, next) {
            redacted = Cow::Owned(replaced);
        }
    }
    redacted
}

/// Whether the text contains an email address or a phone number, including percent-encoded ones.
pub(super) fn is_personal(text: &[u8]) -> bool {
    !is_harmless(text) && (next_email(text).is_some() || next_phone(text).is_some())
}

/// Whether the text cannot contain a match: no at sign, too few digits for a phone number, and nothing
/// that could encode either. True for most texts, and much faster than the search.
fn is_harmless(text: &[u8]) -> bool {
    let mut digits = 0;
    for byte in text {
        match byte {
            b'@' | b'%' | 0x80.. => return false,
            b'0'..=b'9' => digits += 1,
            _ => {}
        }
    }
    digits < LEAST_DIGITS - PLUS_SIGN
}

/// The start and the end of a match, in bytes.
type Span = (usize, usize);

/// The text with each match of `next` replaced. `None` if there is no match.
fn replace(text: &str, next: fn(&[u8]) -> Option<Span>) -> Option<String> {
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

/// Finds the next email address: an at sign and everything around it that may belong to an address.
///
/// Taking too much costs a word of a title; taking too little reveals a person. So it takes too much.
pub(super) fn next_email(text: &[u8]) -> Option<Span> {
    let mut chars = FoldedChars::new(text);
    let (mut start, mut found) = (0, false);
    loop {
        let end = chars.position;
        match chars.next() {
            Some(char) if is_address_char(char) => found |= char == '@',
            _ if found => return Some((start, end)),
            Some(_) => start = chars.position,
            None => return None,
        }
    }
}

/// Whether a character can be part of an email address: any but spaces and the punctuation that RFC
/// 5322 allows only in quotes.
const fn is_address_char(char: char) -> bool {
    !matches!(
        char,
        ' ' | '"' | '(' | ')' | ',' | ':' | ';' | '<' | '>' | '[' | '\\' | ']'
    )
}

/// The fewest digits of a phone number.
const LEAST_DIGITS: usize = 9;
/// How many digits a plus sign counts for.
const PLUS_SIGN: usize = 2;

/// Finds the next phone number: at least nine digits, or seven after a plus sign, with at most four
/// characters of punctuation between two digits. A date does not count.
fn next_phone(text: &[u8]) -> Option<Span> {
    const WIDEST_GAP: usize = 4;

    let mut chars = FoldedChars::new(text);
    let (mut start, mut end, mut gap) = (0, 0, 0);
    // In a query a plus sign is a space, so both are counted: all digits, and those after the sign.
    let (mut digits, mut after_plus) = (0, 0);
    loop {
        if digits == 0 {
            if begins_with_date(chars.rest()) {
                chars.position += LATEST_DATE.len();
            }
            start = chars.position;
        }
        match chars.next() {
            Some('0'..='9') => {
                digits += 1;
                after_plus += 1;
                gap = 0;
                end = chars.position;
            }
            Some('+') => {
                if after_plus >= LEAST_DIGITS {
                    digits = LEAST_DIGITS;
                }
                after_plus = PLUS_SIGN;
            }
            Some(' ' | '(' | ')' | '-'..='/' | '[' | ']' | '_') if gap < WIDEST_GAP => gap += 1,
            _ if digits.max(after_plus) >= LEAST_DIGITS => return Some((start, end)),
            Some(_) => (digits, after_plus, gap) = (0, 0, 0),
            None => return None,
        }
    }
}

/// The largest digit in each position of a date.
const LATEST_DATE: &[u8] = b"2999-19-39";

/// Whether the text begins with a date, such as 2026-11-22, that no other digit follows.
fn begins_with_date(text: &[u8]) -> bool {
    let Some((date, rest)) = text.split_at_checked(LATEST_DATE.len()) else {
        return false;
    };
    let is_date = date
        .iter()
        .zip(LATEST_DATE)
        .all(|(byte, latest)| match latest {
            b'-' => matches!(byte, b'-' | b'.' | b'/'),
            _ => byte.is_ascii_digit() && byte <= latest,
        });
    // A year does not begin with a zero, as many phone numbers do.
    is_date && date.first() != Some(&b'0') && !rest.first().is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_addresses_and_numbers_and_keeps_the_rest() {
        for (text, expected) in [
            (
                "Orders of ada@example.com, 3 new",
                "Orders of (redacted), 3 new",
            ),
            ("a@b c@d", "(redacted) (redacted)"),
            ("jörg@münchen.example", "(redacted)"),
            ("(ada＠example.com)", "((redacted))"),
            ("call ٠١٢٣٤٥٦٧٨٩", "call (redacted)"),
            ("@", "(redacted)"),
            ("ada%40example.com", "(redacted)"),
            ("call +49 151 234 56 78 now", "call +(redacted) now"),
            ("call (0151) 234-5678", "call ((redacted)"),
            ("0123456789 or a@b", "(redacted) or (redacted)"),
            (
                "on 2026-11-22, 100% of 12345678",
                "on 2026-11-22, 100% of 12345678",
            ),
            ("no address", "no address"),
            ("", ""),
        ] {
            assert_eq!(redact(text), expected, "{text}");
        }
    }

    #[test]
    fn replaces_an_email_address_as_a_whole() {
        for address in [
            // Every character that RFC 5322 allows before the at sign without quotes.
            "!#$%&'*+/=?^_`{|}~.-ada@b.example",
            "bounce+ada=b.example@lists.example",
            // The digits are not replaced as a phone number of their own.
            "+49151234567@b.example",
            "ada%40123456789.example",
            "ada\u{200b}lovelace@b.example",
        ] {
            assert_eq!(redact(address), REDACTED, "{address}");
        }
        let text = "mailto:ada@b.example, <bob@b.example>; \"eve@b.example\"";
        assert_eq!(
            redact(text),
            "mailto:(redacted), <(redacted)>; \"(redacted)\""
        );
        assert_eq!(redact("メール：ada@b.example"), "メール：(redacted)");
    }

    #[test]
    fn replaces_phone_numbers_in_any_notation() {
        for number in [
            "(0151) - 234-5678",
            "0151.234/5678",
            "0151_234_5678",
            "[0151] 234 5678",
            "01·51·23·45·67",
            "0151\n234\t5678",
            "0151\u{a0}234\u{202f}5678",
            "0151\u{200b}234\u{2060}5678",
            "0151–234−5678",
            "(０１５１) ２３４－５６７８",
            "０１５１ー２３４ー５６７８",
            "\u{202a}+49 151 234\u{202c}",
            "0151%20234%2D5678",
            "0151%E2%80%93234%C2%A05678",
            "0151+234+5678",
            "5 +49 15123",
            "1234-56-78 90 12",
            "0151-12-34 56 78",
        ] {
            let redacted = redact(number);
            let digit = FoldedChars::new(redacted.as_bytes()).find(char::is_ascii_digit);
            assert!(digit.is_none(), "{number}: {redacted}");
        }
    }

    #[test]
    fn keeps_other_numbers() {
        for text in [
            "2026-11-22 10:30, 2026/11/22, 2026.11.22 12345678",
            "1,234,567.89",
            "2024+2025",
            "12345678 ... 12345678",
            "12345678: 12345678",
        ] {
            assert_eq!(redact(text), text);
        }
    }

    #[test]
    fn replaces_only_the_match_in_encoded_text() {
        for (text, expected) in [
            (
                "Orders%20of%20ada%40b.example%2C%203",
                "Orders%20of%20(redacted)%2C%203",
            ),
            (
                "call%20%2B49%20151%20234%20now",
                "call%20%2B(redacted)%20now",
            ),
            ("50%20off", "50%20off"),
        ] {
            assert_eq!(redact(text), expected);
        }
    }

    #[test]
    fn finds_what_is_encoded_repeatedly() {
        let nested = format!("ada%{}40b", "25".repeat(100_000));
        assert_eq!(redact(&nested), REDACTED);
        let nested = format!("ada%{}40b", "25".repeat(3));
        assert_eq!(redact(&nested), REDACTED);
        for mixed in [
            "ada%25%34%30b",
            "ada%%340b",
            "ada%2%3540b",
            "%61da%EF%BC%2525A0b",
        ] {
            assert_eq!(redact(mixed), REDACTED, "{mixed}");
        }
    }
}
