//! Email addresses and phone numbers, taken out of a text.

use std::borrow::Cow;

use super::letters::Letters;

/// Stands where an email address or a phone number stood, in the word that GA4 uses for it.
pub(in crate::gtm) const REDACTED: &str = "(redacted)";

/// The text with every email address and phone number replaced, also percent-encoded ones.
pub(in crate::gtm) fn redact(text: &str) -> Cow<'_, str> {
    let mut redacted = Cow::Borrowed(text);
    if is_harmless(text.as_bytes()) {
        return redacted;
    }
    // Addresses first: a phone's number inside one would hide its beginning.
    for next in [next_email, next_phone] {
        if let Some(replaced) = replace(&redacted, next) {
            redacted = Cow::Owned(replaced);
        }
    }
    redacted
}

/// Whether a text holds an email address or a phone number, also percent-encoded.
pub(super) fn is_personal(text: &[u8]) -> bool {
    !is_harmless(text) && (next_email(text).is_some() || next_phone(text).is_some())
}

/// Whether one look tells that nothing is to be found, as in most texts: no at sign, too few digits
/// and nothing that could stand for one.
fn is_harmless(text: &[u8]) -> bool {
    let mut digits = 0;
    for byte in text {
        match byte {
            b'@' | b'%' | 0x80.. => return false,
            b'0'..=b'9' => digits += 1,
            _ => {}
        }
    }
    digits < LEAST - PLUS
}

type Span = (usize, usize);

/// The text with each span that `next` finds replaced; `None` if there is none.
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

/// Where the next email address stands: an at sign and all around it that may belong to one.
/// Generous, as a redaction that takes too much costs a word of a title, and one that takes too
/// little a person's address.
pub(super) fn next_email(text: &[u8]) -> Option<Span> {
    let mut letters = Letters::of(text);
    let (mut start, mut found) = (0, false);
    loop {
        let end = letters.position;
        match letters.next() {
            Some(letter) if is_address(letter) => found |= letter == '@',
            _ if found => return Some((start, end)),
            Some(_) => start = letters.position,
            None => return None,
        }
    }
}

/// Whether a letter may stand in an email address: all but spaces and the punctuation that none has
/// outside of quotes.
const fn is_address(letter: char) -> bool {
    !matches!(
        letter,
        ' ' | '"' | '(' | ')' | ',' | ':' | ';' | '<' | '>' | '[' | '\\' | ']'
    )
}

/// How many digits a phone number has at least.
const LEAST: usize = 9;
/// How many of them a plus sign is worth.
const PLUS: usize = 2;

/// Where the next phone number stands: nine digits or more, or seven behind a plus sign, with no more
/// than four characters of punctuation between two of them. A date is none.
fn next_phone(text: &[u8]) -> Option<Span> {
    const WIDEST_GAP: usize = 4;

    let mut letters = Letters::of(text);
    let (mut start, mut end, mut gap) = (0, 0, 0);
    // In a query a plus sign is a space, so both are counted: all digits, and those behind it.
    let (mut digits, mut behind_plus) = (0, 0);
    loop {
        if digits == 0 {
            if begins_with_date(letters.rest()) {
                letters.position += LATEST_DATE.len();
            }
            start = letters.position;
        }
        match letters.next() {
            Some('0'..='9') => {
                digits += 1;
                behind_plus += 1;
                gap = 0;
                end = letters.position;
            }
            Some('+') => {
                if behind_plus >= LEAST {
                    digits = LEAST;
                }
                behind_plus = PLUS;
            }
            Some(' ' | '(' | ')' | '-'..='/' | '[' | ']' | '_') if gap < WIDEST_GAP => gap += 1,
            _ if digits.max(behind_plus) >= LEAST => return Some((start, end)),
            Some(_) => (digits, behind_plus, gap) = (0, 0, 0),
            None => return None,
        }
    }
}

/// No digit of a date is larger than this one's.
const LATEST_DATE: &[u8] = b"2999-19-39";

/// Whether the text begins with a date, such as 2026-11-22.
fn begins_with_date(text: &[u8]) -> bool {
    let Some((date, rest)) = text.split_at_checked(LATEST_DATE.len()) else {
        return false;
    };
    let shaped = date
        .iter()
        .zip(LATEST_DATE)
        .all(|(byte, latest)| match latest {
            b'-' => matches!(byte, b'-' | b'.' | b'/'),
            _ => byte.is_ascii_digit() && byte <= latest,
        });
    // Many a phone number begins with a zero, and no year.
    shaped && date.first() != Some(&b'0') && !rest.first().is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_lose_addresses_and_keep_the_rest() {
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
    fn an_address_goes_as_a_whole() {
        for address in [
            // All that RFC 5322 lets stand before the at sign without quotes.
            "!#$%&'*+/=?^_`{|}~.-ada@b.example",
            "bounce+ada=b.example@lists.example",
            // Its digits are no phone number that could be taken alone.
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
    fn a_number_goes_however_it_is_written() {
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
            let left = Letters::of(redacted.as_bytes()).find(char::is_ascii_digit);
            assert!(left.is_none(), "{number}: {redacted}");
        }
    }

    #[test]
    fn other_numbers_stay() {
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
    fn what_is_encoded_is_replaced_where_it_stands() {
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
    fn encoding_hides_nobody() {
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
