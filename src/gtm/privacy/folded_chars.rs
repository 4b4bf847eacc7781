//! Reads a text for the search for email addresses and phone numbers.

use crate::gtm::chars::begins_char;

/// The start and the end of a part of a text, in bytes.
pub(super) type Span = (usize, usize);

/// The characters of a text, decoded and folded to ASCII.
///
/// Percent codes are decoded until nothing is left to decode, and so are HTML's character references of
/// numbers (`&#64;`). Folding maps a character to the ASCII character that an address or a number could
/// have in its place, such as a full-width or a Bengali digit to a digit.
#[derive(Clone)]
pub(super) struct FoldedChars<'a> {
    text: &'a [u8],
    /// Where the next character begins in the text, in bytes.
    pub(super) position: usize,
}

/// How often the digits of a percent code may be percent codes themselves.
const DEEPEST_NESTING: u8 = 5;

impl<'a> FoldedChars<'a> {
    pub(super) const fn new(text: &'a [u8]) -> Self {
        Self { text, position: 0 }
    }

    /// The part of the text that is not read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.text.get(self.position..).unwrap_or_default()
    }

    /// Reads the next byte, percent-decoded. Zero at the end of the text.
    fn byte(&mut self, depth: u8) -> u8 {
        let mut byte = self.rest().first().copied().unwrap_or_default();
        self.position += usize::from(!self.rest().is_empty());
        // A decoded percent sign can begin another code.
        while byte == b'%' && depth <= DEEPEST_NESTING {
            let start = self.position;
            let high = hex(self.byte(depth + 1));
            let low = high.and_then(|_| hex(self.byte(depth + 1)));
            let (Some(high), Some(low)) = (high, low) else {
                self.position = start;
                break;
            };
            byte = high << 4 | low;
        }
        byte
    }

    /// Reads a character without its reference. `None` at the end of the text.
    fn code(&mut self) -> Option<u32> {
        let start = self.position;
        let first = self.byte(0);
        if self.position == start {
            return None;
        }
        // In UTF-8, the first byte begins with as many ones as the character has bytes.
        let bytes = first.leading_ones();
        let mut code = u32::from(first) & (0x7f >> bytes);
        for _ in 1..bytes {
            let end = self.position;
            let next = self.byte(0);
            if begins_char(next) {
                self.position = end;
                break;
            }
            code = code << 6 | u32::from(next & 0x3f);
        }
        // Invalid UTF-8, including an overlong encoding of ASCII, counts as a letter.
        let is_ascii = bytes == 0;
        Some(if is_ascii == (code < 0x80) {
            code
        } else {
            LETTER
        })
    }

    /// Reads the rest of a character reference after its `&`, such as `#64;` or `#x40;`.
    fn reference(&mut self) -> Option<u32> {
        let is_number = self.code()? == u32::from(b'#');
        let start = self.position;
        let radix = match self.code()? | 0x20 {
            0x78 => 16,
            _ => {
                self.position = start;
                10
            }
        };
        let mut code = 0;
        if !is_number {
            return None;
        }
        loop {
            let char = char::from_u32(self.code()?)?;
            match char.to_digit(radix) {
                Some(digit) if code < 0x11_0000 => code = code * radix + digit,
                _ => return (char == ';' && code > 0).then_some(code),
            }
        }
    }
}

impl Iterator for FoldedChars<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let mut code = self.code()?;
        if code == u32::from(b'&') {
            let start = self.position;
            match self.reference() {
                Some(referenced) => code = referenced,
                None => self.position = start,
            }
        }
        Some(fold(code))
    }
}

/// Whether a text has nothing but white space, of any kind, and invisible characters.
pub(in crate::gtm) fn is_blank(text: &str) -> bool {
    FoldedChars::new(text.as_bytes()).all(|char| matches!(char, ' ' | '-'))
}

/// The value of a hexadecimal digit.
fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

const LETTER: u32 = b'a' as u32;

/// The ASCII character that a code point counts as.
const fn fold(code: u32) -> char {
    if let Some(zero) = script_zero(code) {
        return (b'0' + (code - zero) as u8) as char;
    }
    match code {
        0..=0x20 | 0x7f => ' ',
        0x21..=0x7e => code as u8 as char,
        // Full-width forms.
        0xff01..=0xff5e => (code - 0xfee0) as u8 as char,
        // The small at sign.
        0xfe6b => '@',
        // Spaces, dashes, dots and invisible characters, which do not end an address.
        0xa0 | 0xad | 0xb7 | 0x2000..=0x206f | 0x2212 | 0x3000 | 0x30fc | 0xfeff => '-',
        // Any other character may be part of a name. Unicode's tables would cost kilobytes.
        _ => 'a',
    }
}

/// The digit zero of the script that the code point is a digit of.
const fn script_zero(code: u32) -> Option<u32> {
    Some(match code {
        0x660..=0x669 => 0x660,
        0x6f0..=0x6f9 => 0x6f0,
        // From Devanagari to Malayalam, each script has its digits at the same place of its block.
        0x966..=0xd6f if (code - 0x966) % 0x80 < 10 => code - (code - 0x966) % 0x80,
        // Thai, Lao, Burmese, Khmer.
        0xe50..=0xe59 => 0xe50,
        0xed0..=0xed9 => 0xed0,
        0x1040..=0x1049 => 0x1040,
        0x17e0..=0x17e9 => 0x17e0,
        _ => return None,
    })
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
    fn decodes_codes_whose_digits_are_encoded() {
        assert_eq!(fold_all("%61%7A%39"), "az9");
        for hidden in ["%%34%30", "%%340", "%4%30", "%25%34%30", "%2%3540"] {
            assert_eq!(fold_all(hidden), "@", "{hidden}");
        }
        // A row of percent signs ends.
        assert_eq!(fold_all("%".repeat(100_000)).len(), 100_000);
    }

    #[test]
    fn decodes_character_references() {
        assert_eq!(fold_all("&#64;&#x40;&#X2b;&#0048;"), "@@+0");
        for text in [
            "&",
            "&#",
            "&#;&",
            "&#64",
            "&#xg;",
            "a&b;c",
            "&#99999999999;",
        ] {
            let read = fold_all(text);
            assert!(
                read == text || read == "a" || read.starts_with('&'),
                "{text}: {read}"
            );
        }
    }

    #[test]
    fn folds_what_is_not_ascii() {
        assert_eq!(fold_all("＠﹫＋（０９）／Ａ"), "@@+(09)/A");
        assert_eq!(fold_all("٠٩۰۹०९"), "090909");
        assert_eq!(fold_all("০১৯ ๐๑๙ ૦૯ ௦௯ ០៩ ၀၉ ໐໙"), "019 019 09 09 09 09 09");
        assert_eq!(
            fold_all("\u{a0}\u{ad}·\u{200b}–\u{202a}−\u{3000}ー\u{feff}"),
            "-".repeat(10)
        );
        assert_eq!(fold_all("ñ€👋\u{10ffff}"), "aaaa");
        assert_eq!(fold_all("\t\n\u{7f}\0"), "    ");
    }

    #[test]
    fn white_space_of_any_kind_is_blank() {
        for text in ["", " \t\n", "\u{a0}\u{3000}", "\u{200b}\u{feff}", "%20"] {
            assert!(is_blank(text), "{text:?}");
        }
        for text in ["a", " @ ", "é", "0"] {
            assert!(!is_blank(text), "{text:?}");
        }
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
