//! Reads a text for the search for email addresses and phone numbers.

use crate::gtm::chars::begins_char;

/// The characters of a text, percent-decoded and folded to ASCII.
///
/// Decoding goes on until nothing is left to decode. Folding maps a character to the ASCII character
/// that an address or a number could have in its place, such as a full-width digit to a digit.
pub(super) struct FoldedChars<'a> {
    text: &'a [u8],
    /// Where the next character begins in the text, in bytes.
    pub(super) position: usize,
}

impl<'a> FoldedChars<'a> {
    pub(super) const fn new(text: &'a [u8]) -> Self {
        Self { text, position: 0 }
    }

    /// The part of the text that is not read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.text.get(self.position..).unwrap_or_default()
    }

    /// Reads the next byte, decoded. Zero at the end of the text.
    fn byte(&mut self) -> u8 {
        let Some((first, mut rest)) = self.rest().split_first() else {
            return 0;
        };
        let mut byte = *first;
        // A decoded percent sign can begin another encoded byte.
        while let (b'%', [high, low, after @ ..]) = (byte, rest) {
            let (Some(high), Some(low)) = (hex(*high), hex(*low)) else {
                break;
            };
            byte = high << 4 | low;
            // Letters and digits need no encoding, so they are encoded only to hide something, such as the
            // digits of another percent code. Each counts as an at sign.
            if byte.is_ascii_alphanumeric() {
                byte = b'@';
            }
            rest = after;
        }
        self.position = self.text.len() - rest.len();
        byte
    }
}

impl Iterator for FoldedChars<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let start = self.position;
        let first = self.byte();
        if self.position == start {
            return None;
        }
        // In UTF-8, the first byte begins with as many ones as the character has bytes.
        let bytes = first.leading_ones();
        let mut code = u32::from(first) & (0x7f >> bytes);
        for _ in 1..bytes {
            let end = self.position;
            let next = self.byte();
            if begins_char(next) {
                self.position = end;
                break;
            }
            code = code << 6 | u32::from(next & 0x3f);
        }
        // Invalid UTF-8, including an overlong encoding of ASCII, counts as a letter.
        let is_ascii = bytes == 0;
        Some(if is_ascii == (code < 0x80) {
            fold(code)
        } else {
            'a'
        })
    }
}

/// The value of a hexadecimal digit.
fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

/// The ASCII character that a code point counts as.
const fn fold(code: u32) -> char {
    match code {
        0..=0x20 | 0x7f => ' ',
        0x21..=0x7e => code as u8 as char,
        // Full-width forms.
        0xff01..=0xff5e => (code - 0xfee0) as u8 as char,
        // The small at sign.
        0xfe6b => '@',
        // Arabic, Persian and Devanagari digits.
        0x660..=0x669 | 0x6f0..=0x6f9 | 0x966..=0x96f => '0',
        // Spaces, dashes, dots and invisible characters, which do not end an address.
        0xa0 | 0xad | 0xb7 | 0x2000..=0x206f | 0x2212 | 0x3000 | 0x30fc | 0xfeff => '-',
        // Any other character may be part of a name. Unicode's tables would cost kilobytes.
        _ => 'a',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold_all(text: impl AsRef<[u8]>) -> String {
        FoldedChars::new(text.as_ref()).collect()
    }

    #[test]
    fn keeps_ascii() {
        for text in [
            "",
            "100 % of ada@b.example",
            "50%",
            "%",
            "%4",
            "%zz%",
            "(~_/\\)",
        ] {
            assert_eq!(fold_all(text), text);
        }
    }

    #[test]
    fn decodes_repeatedly() {
        assert_eq!(fold_all("a%20b%2C"), "a b,");
        assert_eq!(fold_all("%2520%252540"), " @");
        assert_eq!(fold_all("%25zz"), "%zz");
        assert_eq!(fold_all("%EF%BC%A0＠%ef%bc%a0"), "@@@");
        assert_eq!(fold_all("%25EF%BC%2525A0"), "@");
    }

    #[test]
    fn reads_an_encoded_letter_or_digit_as_an_at_sign() {
        assert_eq!(fold_all("%61%7A%39"), "@@@");
        // Each of these decodes to an at sign in two steps.
        for hidden in ["%%34%30", "%%340", "%4%30", "%25%34%30", "%2%3540"] {
            assert!(fold_all(hidden).contains('@'), "{hidden}");
        }
    }

    #[test]
    fn folds_what_is_not_ascii() {
        assert_eq!(fold_all("＠﹫＋（０９）／Ａ"), "@@+(09)/A");
        assert_eq!(fold_all("٠٩۰۹०९"), "000000");
        assert_eq!(
            fold_all("\u{a0}\u{ad}·\u{200b}–\u{202a}−\u{3000}ー\u{feff}"),
            "-".repeat(10)
        );
        assert_eq!(fold_all("ñ€👋\u{10ffff}"), "aaaa");
        assert_eq!(fold_all("\t\n\u{7f}\0"), "    ");
    }

    #[test]
    fn reads_invalid_utf_8_as_letters() {
        for bytes in [
            &b"\x80"[..],
            b"%B0",
            b"%C3",
            b"%C1%80",
            b"%C0%A0",
            b"%ED%A0%80",
            b"%F6",
            b"%FE",
            b"%FF%80%80%80%80%80%80%80",
        ] {
            assert_eq!(fold_all(bytes), "a", "{}", bytes.escape_ascii());
        }
        assert_eq!(fold_all("j%F6rg"), "jarg");
    }

    #[test]
    fn positions_are_where_characters_end() {
        let mut chars = FoldedChars::new("a%2540€%E2%82%AC%F6%".as_bytes());
        let mut ends = Vec::new();
        while chars.next().is_some() {
            ends.push(chars.position);
        }
        assert_eq!(ends, [1, 6, 9, 18, 21, 22]);
    }
}
