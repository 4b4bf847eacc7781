//! An independent decoder for the tests that check what leaves.

use percent_encoding::percent_decode_str;

/// Percent-decodes the text until nothing is left to decode, and folds it to ASCII.
pub(in crate::gtm) fn decoded(text: &str) -> String {
    let mut text = text.to_owned();
    loop {
        let once = percent_decode_str(&text).decode_utf8_lossy().into_owned();
        if once == text {
            return text.chars().map(fold).collect();
        }
        text = once;
    }
}

/// Whether the text, decoded, has an email address: a letter or digit, an at sign, and a domain with a
/// dot and a letter after it.
pub(in crate::gtm) fn has_email(text: &str) -> bool {
    let text = decoded(text);
    let mut sides = text.split('@');
    let mut before = sides.next().unwrap_or_default();
    sides.any(|after| {
        let has_local = before.ends_with(|letter: char| letter.is_ascii_alphanumeric());
        before = after;
        let end = after.find(|letter: char| {
            !(letter.is_ascii_alphanumeric() || letter == '-' || letter == '.')
        });
        let domain = &after[..end.unwrap_or(after.len())];
        let labels: Vec<&str> = domain.split('.').collect();
        let has_domain = labels.windows(2).any(|pair| {
            !pair[0].is_empty() && pair[1].starts_with(|letter: char| letter.is_ascii_alphabetic())
        });
        has_local && has_domain && labels.first().is_some_and(|label| !label.is_empty())
    })
}

/// The digits of the text.
pub(super) fn digits(text: &str) -> String {
    let text = decoded(text);
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The ASCII character that the character means.
fn fold(letter: char) -> char {
    let code = u32::from(letter);
    let digit = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10]
        .into_iter()
        .find_map(|zero| char::from_digit(code.checked_sub(zero)?, 10));
    match letter {
        '﹫' => '@',
        '！'..='～' => digit
            .or_else(|| char::from_u32(code - 0xfee0))
            .unwrap_or(letter),
        _ => digit.unwrap_or(letter),
    }
}

#[test]
fn decodes_and_folds() {
    for (text, read) in [
        ("ada%40b%2Fc", "ada@b/c"),
        ("%2540%252540%%34%30", "@@@"),
        ("＠﹫%EF%BC%A0ａ", "@@@a"),
        ("%C3%B6%F6%", "ö\u{fffd}%"),
    ] {
        assert_eq!(decoded(text), read);
    }
    assert_eq!(
        digits("+49 (0) ١٢-%33%2534４०"),
        "4901234".to_owned() + "40"
    );
}
