//! What of a page's address and of a text may leave.
//!
//! Every visitor downloads this, so it reads bytes in plain loops: the searches and splits of `str`
//! would weigh three times as much.

mod address;
mod letters;
mod redaction;

pub(super) use self::address::{CAMPAIGN_PARAMETERS, scrub_url};
pub(super) use self::redaction::{REDACTED, redact};

/// How many characters the text has.
pub(super) fn length(text: &str) -> usize {
    text.bytes().filter(|byte| begins_character(*byte)).count()
}

/// The text's first characters, at most `limit` of them.
pub(super) fn cut(text: &str, limit: usize) -> &str {
    let mut characters = 0;
    for (end, byte) in text.bytes().enumerate() {
        characters += usize::from(begins_character(byte));
        if characters > limit {
            return text.get(..end).unwrap_or_default();
        }
    }
    text
}

/// Whether the byte of UTF-8 is not the continuation of a character.
const fn begins_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_falls_between_characters() {
        assert_eq!(cut("añb", 2), "añ");
        assert_eq!(cut("añb", 3), "añb");
        assert_eq!(cut("", 0), "");
        assert_eq!(cut("€", 0), "");
        assert_eq!(cut("€👋🏽", 2), "€👋");
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        assert_eq!(length(""), 0);
        assert_eq!(length("añ€👋"), 4);
    }
}
