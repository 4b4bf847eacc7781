//! Generated email addresses and phone numbers, in any encoding that a browser, an app or an old server
//! produces.

use proptest::prelude::*;
use proptest::sample::select;

use super::decoded::{decoded, digits};

/// An email address or a phone number.
#[derive(Clone, Debug)]
pub(in crate::gtm) struct Person {
    /// What must not leave: the host of an address, the digits of a number.
    pub(super) secret: String,
    /// The address or the number in one of its possible encodings.
    pub(in crate::gtm) spelling: String,
}

/// An email address with any character that can be before the at sign. In a URL, what would split it is
/// percent-encoded, as browsers do.
pub(in crate::gtm) fn email(in_url: bool) -> impl Strategy<Value = Person> {
    // A percent sign before a digit or a letter from a to f would encode another character.
    let name = "[a-z][a-z0-9]{3,8}\
        ([.!#$&'*+/=?^_`{|}~-][a-z0-9]{1,6}|%[g-z][a-z0-9]{0,4}|[+.][0-9]{9,11}){0,2}";
    let host = "[a-z]{2,8}(-[a-z0-9]{1,4})?\\.(com|example|co\\.uk|museum)";
    (name, host).prop_flat_map(move |(name, host)| {
        spelled(&format!("{name}@{host}"), in_url).prop_map(move |spelled| Person {
            secret: host.clone(),
            spelling: spelled,
        })
    })
}

/// A number with a plus sign, or with a trunk prefix, and with any separators; in a URL without slashes,
/// which would split it.
pub(in crate::gtm) fn phone(in_url: bool) -> impl Strategy<Value = Person> {
    let mut gaps = vec![
        "",
        " ",
        "-",
        ".",
        " (0) ",
        ") ",
        "\u{a0}",
        "–",
        "·",
        "\u{200b}",
        "_",
        "~",
        "+",
        "%20",
        "%2D",
        "%2520",
        "%2F",
        "%E2%80%93",
        "%C2%A0",
    ];
    if !in_url {
        gaps.extend(["/", " / ", ":", ",", "'", "|"]);
    }
    let first = prop_oneof!["\\+[1-9][0-9]{1,2}", "0[1-9][0-9]{1,2}"];
    let groups = prop::collection::vec((select(gaps), "[0-9]{2,4}"), 2..5);
    (first, groups, digit_shift())
        .prop_map(|(first, groups, shift)| {
            let groups = groups.iter().flat_map(|(gap, group)| [*gap, group]);
            let written: String = [&*first].into_iter().chain(groups).collect();
            Person {
                secret: digits(&written),
                spelling: shifted(&written, shift),
            }
        })
        .prop_filter("not a phone number", move |person| {
            let written = decoded(&person.spelling);
            let (least, is_grouped) = match written.starts_with('+') {
                true => (7, true),
                false => (9, written.contains(|letter: char| !letter.is_ascii_digit())),
            };
            (least..=15).contains(&person.secret.len())
                && (is_grouped || !in_url)
                && !has_date(&written)
        })
}

/// A phone number with some digits percent-encoded, which only hides it.
pub(super) fn hidden_phone() -> impl Strategy<Value = Person> {
    (phone(false), prop::collection::vec(0..4_usize, 40)).prop_map(|(person, depths)| {
        let escaped = person.spelling.contains('%');
        let letters = person.spelling.chars().zip(depths);
        let letters = letters.map(|(letter, depth)| {
            if escaped || depth == 0 || !letter.is_ascii_digit() {
                letter.to_string()
            } else {
                encode(letter, depth - 1, false)
            }
        });
        Person {
            spelling: letters.collect(),
            ..person
        }
    })
}

/// The distance between ASCII digits and those of another script: none, full-width, Arabic, Persian,
/// Devanagari, Bengali, Thai.
fn digit_shift() -> impl Strategy<Value = u32> {
    select(vec![0, 0xfee0, 0x630, 0x6c0, 0x936, 0x9b6, 0xe20])
}

/// The number in another script, unless its digits are part of percent codes.
fn shifted(number: &str, shift: u32) -> String {
    let letters = number.chars().map(|letter| match letter {
        '0'..='9' if !number.contains('%') => {
            char::from_u32(u32::from(letter) + shift).unwrap_or(letter)
        }
        _ => letter,
    });
    letters.collect()
}

/// Whether the decoded text contains a date such as 2026-11-22 or 22.11.2026, with any separators but
/// spaces, or a time.
fn has_date(text: &str) -> bool {
    let shape = text.chars().map(|letter| match letter {
        '0'..='9' => '0',
        ' ' | ':' => letter,
        _ => '-',
    });
    let shape: String = shape.collect();
    [
        "0000-00-00",
        "00-00-0000",
        "0-00-0000",
        "00-0-0000",
        "00:00",
    ]
    .iter()
    .any(|date| shape.contains(date))
}

/// The text with each character in one of its possible encodings.
fn spelled(text: &str, in_url: bool) -> impl Strategy<Value = String> + use<> {
    let letters = text.chars().map(|letter| spelling(letter, in_url));
    letters
        .collect::<Vec<_>>()
        .prop_map(|letters| letters.concat())
}

fn spelling(letter: char, in_url: bool) -> impl Strategy<Value = String> {
    let wide = char::from_u32(u32::from(letter) + 0xfee0).unwrap_or(letter);
    // Each digit of the code is encoded again, so decoding takes two steps.
    let code = format!("{:02x}", u32::from(letter));
    let mixed = ["%".to_owned()]
        .into_iter()
        .chain(code.chars().map(|digit| encode(digit, 0, false)));
    let mixed: String = mixed.collect();
    let splits = in_url && matches!(letter, '/' | '?' | '#' | '&' | '=');
    let plain = if splits {
        encode(letter, 0, true)
    } else {
        letter.to_string()
    };
    prop_oneof![
        12 => Just(plain),
        1 => Just(wide.to_string()),
        1 => Just(mixed),
        2 => (0..4_usize, any::<bool>(), any::<bool>()).prop_map(move |(depth, upper, is_wide)| {
            encode(if is_wide { wide } else { letter }, depth, upper)
        }),
    ]
}

/// The character percent-encoded, and its percent signs encoded `depth` times more.
fn encode(letter: char, depth: usize, upper: bool) -> String {
    let percent = format!("%{}", "25".repeat(depth));
    let byte = |byte: &u8| {
        let code = format!("{percent}{byte:02x}");
        if upper { code.to_uppercase() } else { code }
    };
    let mut bytes = [0; 4];
    let bytes = letter.encode_utf8(&mut bytes).as_bytes();
    bytes.iter().map(byte).collect()
}
