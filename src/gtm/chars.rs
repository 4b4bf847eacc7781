//! Counts and truncates texts as the limits of Google Analytics 4 do: by UTF-16 code units, like JavaScript,
//! in which Google's own code was seen to count.
//!
//! Every visitor downloads this, so it loops over bytes: the methods of `str` are larger.

/// The length of the text in UTF-16 code units.
pub(super) fn count(text: &str) -> usize {
    text.bytes().map(units).sum()
}

/// The beginning of the text that has at most `limit` UTF-16 code units, or all of it if it is shorter. It
/// ends with a whole character.
pub(super) fn truncate(text: &str, limit: usize) -> &str {
    let mut length = 0;
    for (end, byte) in text.bytes().enumerate() {
        length += units(byte);
        if length > limit {
            return text.get(..end).unwrap_or_default();
        }
    }
    text
}

/// How many code units the character has that begins with this byte of UTF-8. None for any other byte.
const fn units(byte: u8) -> usize {
    match byte {
        0xf0.. => 2,
        _ => begins_char(byte) as usize,
    }
}

/// Whether a byte of UTF-8 is the first one of a character.
pub(super) const fn begins_char(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn truncates_between_characters() {
        assert_eq!(truncate("añb", 2), "añ");
        assert_eq!(truncate("añb", 3), "añb");
        assert_eq!(truncate("", 0), "");
        assert_eq!(truncate("€", 0), "");
        assert_eq!(truncate("€👋🏽", 3), "€👋");
        assert_eq!(truncate("€👋🏽", 4), "€👋");
        assert_eq!(truncate("€👋", 2), "€");
    }

    #[test]
    fn counts_as_javascript_does() {
        for text in ["", "añ€👋", "\u{ffff}\u{10000}", "日本語"] {
            assert_eq!(count(text), text.encode_utf16().count(), "{text}");
        }
    }
}
