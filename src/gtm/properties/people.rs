//! Email addresses and phone numbers, in every spelling that a browser, an app or an old server may
//! give them.

use proptest::prelude::*;
use proptest::sample::select;

use super::decoded::{decoded, digits};

/// A person's address or number.
#[derive(Clone, Debug)]
pub(super) struct Planted {
    /// What must not be left of it: an address's host, a number's digits.
    pub(super) said: String,
    /// As it is written in one of the ways that mean the same.
    pub(super) spelled: String,
}

/// An email address with all that may stand before an at sign. What would split it in an address of the
/// web is encoded there, as browsers do.
pub(super) fn email(in_url: bool) -> impl Strategy<Value = Planted> {
    // A percent sign before a digit or a letter up to f would be the code of another letter.
    let name = "[a-z][a-z0-9]{3,8}\
        ([.!#$&'*+/=?^_`{|}~-][a-z0-9]{1,6}|%[g-z][a-z0-9]{0,4}|[+.][0-9]{9,11}){0,2}";
    let host = "[a-z]{2,8}(-[a-z0-9]{1,4})?\\.(com|example|co\\.uk|museum)";
    (name, host).prop_flat_map(move |(name, host)| {
        spelled(&format!("{name}@{host}"), in_url).prop_map(move |spelled| Planted {
            said: host.clone(),
            spelled,
        })
    })
}

/// A number of nine digits or more, or of seven behind a plus sign, with what people put between. In an
/// address of the web a slash would split it.
pub(super) fn phone(in_url: bool) -> impl Strategy<Value = Planted> {
    let mut gaps = vec![
        "",
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
        "+",
        "%20",
        "%2D",
        "%2520",
        "%2F",
        "%E2%80%93",
        "%C2%A0",
    ];
    if !in_url {
        gaps.extend(["/", " / "]);
    }
    let groups = prop::collection::vec((select(gaps), "[0-9]{2,4}"), 2..5);
    (any::<bool>(), "[0-9]{2,3}", groups, digit_shift())
        .prop_map(|(plus, first, groups, shift)| {
            let plus = if plus { "+" } else { "" };
            let groups = groups.iter().flat_map(|(gap, group)| [*gap, group]);
            let written: String = [plus, &first].into_iter().chain(groups).collect();
            Planted {
                said: digits(&written),
                spelled: shifted(&written, shift),
            }
        })
        .prop_filter("it is no number", |planted| {
            let written = decoded(&planted.spelled);
            let least = match written.rfind('+') {
                Some(0) => 7,
                _ => 9,
            };
            planted.said.len() >= least && !has_date(&written)
        })
}

/// The same with some digits percent-encoded, which nobody does but to hide one.
pub(super) fn hidden_phone() -> impl Strategy<Value = Planted> {
    (phone(false), prop::collection::vec(0..4_usize, 40)).prop_map(|(planted, depths)| {
        let escaped = planted.spelled.contains('%');
        let letters = planted.spelled.chars().zip(depths);
        let letters = letters.map(|(letter, depth)| {
            if escaped || depth == 0 || !letter.is_ascii_digit() {
                letter.to_string()
            } else {
                encode(letter, depth - 1, false)
            }
        });
        Planted {
            spelled: letters.collect(),
            ..planted
        }
    })
}

/// How far from those of ASCII the digits of another script lie: none, full width, Arabic, Persian,
/// Devanagari.
fn digit_shift() -> impl Strategy<Value = u32> {
    select(vec![0, 0xfee0, 0x630, 0x6c0, 0x936])
}

/// The number in another script, unless its digits are needed behind percent signs.
fn shifted(number: &str, shift: u32) -> String {
    let letters = number.chars().map(|letter| match letter {
        '0'..='9' if !number.contains('%') => {
            char::from_u32(u32::from(letter) + shift).unwrap_or(letter)
        }
        _ => letter,
    });
    letters.collect()
}

/// Whether a text holds what is shaped like 2026-11-22, which is a date to everybody.
fn has_date(text: &str) -> bool {
    let shape = text.chars().map(|letter| match letter {
        '0'..='9' => '0',
        '-' | '.' | '/' => '-',
        other => other,
    });
    shape.collect::<String>().contains("0000-00-00")
}

/// A text with each letter spelled in one of the ways that mean the same.
fn spelled(text: &str, in_url: bool) -> impl Strategy<Value = String> + use<> {
    let letters = text.chars().map(|letter| spelling(letter, in_url));
    letters
        .collect::<Vec<_>>()
        .prop_map(|letters| letters.concat())
}

fn spelling(letter: char, in_url: bool) -> impl Strategy<Value = String> {
    let wide = char::from_u32(u32::from(letter) + 0xfee0).unwrap_or(letter);
    // Each digit of the code encoded once more, which takes two readings.
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

/// Percent-encoded, and that `depth` times more.
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
