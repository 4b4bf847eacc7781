//! A text, read letter by letter as whoever looks for addresses and numbers needs it.

/// The letters of a text one after the other: percent signs are decoded, however often a letter was
/// encoded, and each letter is read as the one of ASCII that means the same here.
pub(super) struct Letters<'a> {
    text: &'a [u8],
    /// Where the spelling of the next letter begins.
    pub(super) position: usize,
}

impl<'a> Letters<'a> {
    pub(super) const fn of(text: &'a [u8]) -> Self {
        Self { text, position: 0 }
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.text.get(self.position..).unwrap_or_default()
    }

    /// The next byte, decoded; zero behind the end.
    fn byte(&mut self) -> u8 {
        let Some((first, mut rest)) = self.rest().split_first() else {
            return 0;
        };
        let mut byte = *first;
        // What a decoded percent sign begins is decoded as well.
        while let (b'%', [high, low, behind @ ..]) = (byte, rest) {
            let (Some(high), Some(low)) = (hex(*high), hex(*low)) else {
                break;
            };
            byte = high << 4 | low;
            // Nobody encodes letters and digits but to hide something, such as those behind another
            // percent sign.
            if byte.is_ascii_alphanumeric() {
                byte = b'@';
            }
            rest = behind;
        }
        self.position = self.text.len() - rest.len();
        byte
    }
}

impl Iterator for Letters<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let start = self.position;
        let first = self.byte();
        if self.position == start {
            return None;
        }
        // In UTF-8 the first byte begins with as many ones as the letter has bytes.
        let bytes = first.leading_ones();
        let mut code = u32::from(first) & (0x7f >> bytes);
        for _ in 1..bytes {
            let end = self.position;
            let next = self.byte();
            if super::begins_character(next) {
                self.position = end;
                break;
            }
            code = code << 6 | u32::from(next & 0x3f);
        }
        // What is no UTF-8, or spells ASCII with too many bytes, is some letter.
        let is_ascii = bytes == 0;
        Some(if is_ascii == (code < 0x80) {
            fold(code)
        } else {
            'a'
        })
    }
}

/// What a hexadecimal digit is worth.
fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|worth| worth as u8)
}

/// The letter of ASCII that means the same.
const fn fold(code: u32) -> char {
    match code {
        0..=0x20 | 0x7f => ' ',
        0x21..=0x7e => code as u8 as char,
        // Full width.
        0xff01..=0xff5e => (code - 0xfee0) as u8 as char,
        // The small at sign.
        0xfe6b => '@',
        // The digits of Arabic, Persian and Devanagari.
        0x660..=0x669 | 0x6f0..=0x6f9 | 0x966..=0x96f => '0',
        // Spaces, dashes and dots, and what cannot be seen: they are no end of an address.
        0xa0 | 0xad | 0xb7 | 0x2000..=0x206f | 0x2212 | 0x3000 | 0x30fc | 0xfeff => '-',
        // Every other letter may be a name's: Unicode's tables would weigh kilobytes.
        _ => 'a',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: impl AsRef<[u8]>) -> String {
        Letters::of(text.as_ref()).collect()
    }

    #[test]
    fn ascii_is_read_as_it_is() {
        for text in [
            "",
            "100 % of ada@b.example",
            "50%",
            "%",
            "%4",
            "%zz%",
            "(~_/\\)",
        ] {
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn percent_signs_are_decoded_however_often() {
        assert_eq!(read("a%20b%2C"), "a b,");
        assert_eq!(read("%2520%252540"), " @");
        assert_eq!(read("%25zz"), "%zz");
        assert_eq!(read("%EF%BC%A0＠%ef%bc%a0"), "@@@");
        assert_eq!(read("%25EF%BC%2525A0"), "@");
    }

    #[test]
    fn an_encoded_letter_or_digit_is_a_hiding_place() {
        assert_eq!(read("%61%7A%39"), "@@@");
        // Each of these is an at sign once it is decoded twice.
        for hidden in ["%%34%30", "%%340", "%4%30", "%25%34%30", "%2%3540"] {
            assert!(read(hidden).contains('@'), "{hidden}");
        }
    }

    #[test]
    fn letters_beyond_ascii_are_folded() {
        assert_eq!(read("＠﹫＋（０９）／Ａ"), "@@+(09)/A");
        assert_eq!(read("٠٩۰۹०९"), "000000");
        assert_eq!(
            read("\u{a0}\u{ad}·\u{200b}–\u{202a}−\u{3000}ー\u{feff}"),
            "-".repeat(10)
        );
        assert_eq!(read("ñ€👋\u{10ffff}"), "aaaa");
        assert_eq!(read("\t\n\u{7f}\0"), "    ");
    }

    #[test]
    fn what_is_no_utf_8_is_some_letter() {
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
            assert_eq!(read(bytes), "a", "{}", bytes.escape_ascii());
        }
        assert_eq!(read("j%F6rg"), "jarg");
    }

    #[test]
    fn spellings_lie_end_to_end() {
        let mut letters = Letters::of("a%2540€%E2%82%AC%F6%".as_bytes());
        let mut ends = Vec::new();
        while letters.next().is_some() {
            ends.push(letters.position);
        }
        assert_eq!(ends, [1, 6, 9, 18, 21, 22]);
    }
}
