//! Counts and truncates texts by characters, as the limits of Google Analytics 4 do.
//!
//! Every visitor downloads this, so it loops over bytes: the methods of `str` are larger.

/// The number of characters in the text: Unicode code points.
pub(super) fn count(text: &str) -> usize {
    text.bytes().filter(|byte| begins_char(*byte)).count()
}

/// The first `limit` characters of the text, or all of it if it is shorter.
pub(super) fn truncate(text: &str, limit: usize) -> &str {
    let mut characters = 0;
    for (end, byte) in text.bytes().enumerate() {
        characters += usize::from(begins_char(byte));
        if characters > limit {
            return text.get(..end).unwrap_or_default();
        }
    }
    text
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
        assert_eq!(truncate("€👋🏽", 2), "€👋");
    }

    #[test]
    fn counts_characters_and_not_bytes() {
        assert_eq!(count(""), 0);
        assert_eq!(count("añ€👋"), 4);
    }
}
