//! Finds email addresses.

use super::folded_chars::{FoldedChars, Span};

/// How much of a domain was read after an at sign.
#[derive(Clone, Copy, PartialEq)]
enum Domain {
    /// There was no at sign yet, or what follows is no domain.
    None,
    /// The at sign, or a dot after a label.
    Start { has_dot: bool },
    /// A label.
    Label { has_dot: bool },
    /// A dot and a letter after it: a whole domain.
    Whole,
}

impl Domain {
    fn read(self, char: char) -> Self {
        match (self, char) {
            (Self::Whole, _) => Self::Whole,
            (Self::Start { has_dot: true }, 'a'..='z' | 'A'..='Z') => Self::Whole,
            (Self::Start { has_dot } | Self::Label { has_dot }, _)
                if char.is_ascii_alphanumeric() || char == '-' =>
            {
                Self::Label { has_dot }
            }
            (Self::Label { .. }, '.') => Self::Start { has_dot: true },
            _ => Self::None,
        }
    }
}

/// Finds the next email address: a local part, an at sign, and a domain with a dot. The at sign may be
/// spelled out as `(at)`, `[at]` or `{at}`.
///
/// Everything around them that may belong to the address belongs to it: taking too much costs a word of
/// a title, taking too little reveals a person.
pub(super) fn next_email(text: &[u8]) -> Option<Span> {
    let mut chars = FoldedChars::new(text);
    let (mut start, mut before, mut domain) = (0, ' ', Domain::None);
    loop {
        let end = chars.position;
        let spelled = spelled_at(&chars);
        let char = match &spelled {
            Some(after) => {
                chars = after.clone();
                Some('@')
            }
            None => chars.next(),
        };
        match char {
            Some('@') if is_end_of_local_part(before) && domain != Domain::Whole => {
                domain = Domain::Start { has_dot: false };
            }
            Some(char) if is_address_char(char) => domain = domain.read(char),
            _ if domain == Domain::Whole => return Some((start, end)),
            Some(_) => {
                start = chars.position;
                domain = Domain::None;
            }
            None => return None,
        }
        before = char.unwrap_or(' ');
    }
}

/// What follows ` (at) `, if the text goes on with that.
fn spelled_at<'a>(chars: &FoldedChars<'a>) -> Option<FoldedChars<'a>> {
    let mut chars = chars.clone();
    let mut next = chars.next()?;
    if next == ' ' {
        next = chars.next()?;
    }
    if !matches!(next, '(' | '[' | '{') {
        return None;
    }
    for expected in ['a', 't'] {
        if chars.next()?.to_ascii_lowercase() != expected {
            return None;
        }
    }
    if !matches!(chars.next()?, ')' | ']' | '}') {
        return None;
    }
    let after = chars.clone();
    Some(match chars.next() {
        Some(' ') => chars,
        _ => after,
    })
}

/// Whether a local part can end with the character: not the start of a segment, as in `/@ada`.
const fn is_end_of_local_part(char: char) -> bool {
    is_address_char(char) && !matches!(char, '/' | '@' | '=' | '?' | '&' | '#')
}

/// Whether a character can be part of an email address: any but spaces and the punctuation that RFC
/// 5322 allows only in quotes.
const fn is_address_char(char: char) -> bool {
    !matches!(
        char,
        ' ' | '"' | '(' | ')' | ',' | ':' | ';' | '<' | '>' | '[' | '\\' | ']'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_local_part_and_a_domain_with_a_dot() {
        for address in [
            "ada@b.example",
            "ada%40b.example",
            "ada＠b.example",
            "ada&#64;b.example",
            "ada(at)b.example",
            "ada (at) b.example",
            "ada [AT] b.example",
            "ada%20(at)%20b.example",
            "x/ada@b.example",
            "ada@b@c.example",
            "ada@bücher.example",
            "ada@b.日本",
        ] {
            assert_eq!(
                next_email(address.as_bytes()),
                Some((0, address.len())),
                "{address}"
            );
        }
        for text in [
            "@",
            "Lunch @ noon",
            "/@ada/posts.html",
            "/package/@angular/core.js",
            "@48.2,16.3",
            "lodash@4.17.21",
            "ada@localhost",
            "look at b.example",
            "(at) b.example",
            "a@b c.d",
        ] {
            assert_eq!(next_email(text.as_bytes()), None, "{text}");
        }
    }
}
