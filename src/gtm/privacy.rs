//! What of a page's address and of a text may leave.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Stands where an email address or a phone number stood, in the word that GA4 uses for it.
pub(super) const REDACTED: &str = "(redacted)";

/// How often a text is decoded in search of an address. Whoever encodes deeper means to hide it, or to
/// keep a visitor's browser busy.
const DEEPEST_ENCODING: usize = 5;

/// Query parameters that name a campaign, not a person.
pub(super) const CAMPAIGN_PARAMETERS: [&str; 6] = [
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_term",
    "utm_content",
    "utm_id",
];

/// The address without what may name a person: its query is cut down to the parameters that `allow`
/// lets through, its fragment is dropped unless it is a route (`#/pricing`), and every segment and
/// value that holds an email address or a phone number is redacted.
pub(super) fn scrub_url(url: &str, allow: impl Fn(&str) -> bool) -> String {
    let (address, fragment) = split(url, '#');
    let (path, query) = split(address, '?');
    let (origin, path) = split_origin(path);
    let mut scrubbed = String::with_capacity(url.len());
    scrubbed.push_str(&origin);
    scrub_path(path, &mut scrubbed);
    let allowed = query.split('&').filter(|pair| allow(split(pair, '=').0));
    for (index, pair) in allowed.enumerate() {
        scrubbed.push(if index == 0 { '?' } else { '&' });
        scrub_pair(pair, &mut scrubbed);
    }
    if fragment.starts_with('/') || fragment.starts_with("!/") {
        scrubbed.push('#');
        scrub_path(route(fragment), &mut scrubbed);
    }
    scrubbed
}

/// The route at the beginning of a fragment. What comes back from a sign-in may hang a token on it,
/// with or without a question mark.
fn route(fragment: &str) -> &str {
    let Some(end) = fragment.find(['?', '#', '&', '=']) else {
        return fragment;
    };
    let route = &fragment[..end];
    match fragment.as_bytes()[end] {
        // What stands before these is a parameter's name.
        b'=' | b'&' => route.rfind('/').map_or("", |slash| &route[..=slash]),
        _ => route,
    }
}

fn split(text: &str, at: char) -> (&str, &str) {
    text.split_once(at).unwrap_or((text, ""))
}

/// `https://name:password@host/path` as `https://host` and `/path`.
fn split_origin(address: &str) -> (Cow<'_, str>, &str) {
    let Some(start) = address.find("://").map(|colon| colon + 3) else {
        return ("".into(), address);
    };
    let end = address[start..]
        .find('/')
        .map_or(address.len(), |slash| start + slash);
    let (origin, path) = address.split_at(end);
    match origin.rfind('@') {
        Some(at) => ([&origin[..start], &origin[at + 1..]].concat().into(), path),
        None => (origin.into(), path),
    }
}

fn scrub_path(path: &str, scrubbed: &mut String) {
    for (index, segment) in path.split('/').enumerate() {
        if index > 0 {
            scrubbed.push('/');
        }
        scrubbed.push_str(if is_personal(segment) {
            REDACTED
        } else {
            segment
        });
    }
}

fn scrub_pair(pair: &str, scrubbed: &mut String) {
    let (name, value) = split(pair, '=');
    scrubbed.push_str(name);
    if pair.len() == name.len() {
        return;
    }
    scrubbed.push('=');
    // A campaign's id is a long number by nature.
    let id = name == "utm_id" && value.bytes().all(|byte| byte.is_ascii_digit());
    // In a query a plus sign is a space.
    let personal = !id && (is_personal(value) || is_personal(&value.replace('+', " ")));
    scrubbed.push_str(if personal { REDACTED } else { value });
}

/// Whether a text holds an email address or a phone number, also percent-encoded.
fn is_personal(text: &str) -> bool {
    !matches!(redact(text), Cow::Borrowed(_))
}

/// The text with every email address and phone number replaced.
pub(super) fn redact(text: &str) -> Cow<'_, str> {
    // Addresses first: a phone's number inside one would hide its beginning.
    let emails = replace(text, &next_email);
    let redacted = match &emails {
        Some(text) => replace(text, &next_phone).or(emails),
        None => replace(text, &next_phone),
    };
    // Percent-encoded, maybe more than once; what hides that well goes as a whole.
    let mut plain = Cow::Borrowed(redacted.as_deref().unwrap_or(text));
    for _ in 0..DEEPEST_ENCODING {
        let Cow::Owned(decoded) = percent_decode_str(&plain).decode_utf8_lossy() else {
            return redacted.map_or(Cow::Borrowed(text), Cow::Owned);
        };
        if next_email(&decoded).is_some() || next_phone(&decoded).is_some() {
            break;
        }
        plain = Cow::Owned(decoded);
    }
    Cow::Owned(REDACTED.to_owned())
}

type Span = (usize, usize);

/// The text with each span that `next` finds replaced; `None` if there is none.
fn replace(text: &str, next: &dyn Fn(&str) -> Option<Span>) -> Option<String> {
    next(text)?;
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((start, end)) = next(rest) {
        replaced.push_str(&rest[..start]);
        replaced.push_str(REDACTED);
        rest = &rest[end..];
    }
    replaced.push_str(rest);
    Some(replaced)
}

/// Where the next email address stands: an at sign and all around it that may belong to one.
/// Generous, as a redaction that takes too much costs a word of a title, and one that takes too
/// little a person's address.
fn next_email(text: &str) -> Option<Span> {
    let is_at = |letter: char| matches!(letter, '@' | '＠' | '﹫');
    // Every letter beyond ASCII counts: Unicode's tables would weigh kilobytes.
    let is_part = |letter: char| {
        !letter.is_ascii() || letter.is_ascii_alphanumeric() || ".-_+%'!$*~@".contains(letter)
    };
    let at = text.find(is_at)?;
    let start = text[..at]
        .char_indices()
        .rev()
        .find(|(_, letter)| !is_part(*letter))
        .map_or(0, |(index, letter)| index + letter.len_utf8());
    let end = text[at..]
        .find(|letter| !is_part(letter))
        .map_or(text.len(), |length| at + length);
    Some((start, end))
}

/// Where the next phone number stands: nine digits or more, or seven behind a plus sign, with no more
/// than three characters of punctuation between two of them. A date is none.
fn next_phone(text: &str) -> Option<Span> {
    const LEAST: usize = 9;
    const LEAST_INTERNATIONAL: usize = 7;
    const WIDEST_GAP: usize = 3;
    const GAPS: &str = " -.()/\u{a0}\u{202f}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}";

    let mut from = 0;
    while let Some(offset) = text[from..].find(is_digit) {
        let first = from + offset;
        if let Some(length) = date(&text[first..]) {
            from = first + length;
            continue;
        }
        let (mut end, mut digits, mut gap) = (first, 0, 0);
        for (index, letter) in text[first..].char_indices() {
            if is_digit(letter) {
                (digits, gap) = (digits + 1, 0);
                end = first + index + letter.len_utf8();
            } else if gap < WIDEST_GAP && GAPS.contains(letter) {
                gap += 1;
            } else {
                break;
            }
        }
        let plus = text[..first].ends_with(['+', '＋']);
        let least = if plus { LEAST_INTERNATIONAL } else { LEAST };
        if digits >= least {
            return Some((first, end));
        }
        from = end;
    }
    None
}

/// How long the date is that the text begins with, such as 2026-11-22.
fn date(text: &str) -> Option<usize> {
    const LENGTH: usize = 10;
    let bytes = text.as_bytes();
    let shaped = bytes.len() >= LENGTH
        && bytes[..LENGTH]
            .iter()
            .enumerate()
            .all(|(index, byte)| match index {
                4 | 7 => matches!(byte, b'-' | b'.' | b'/'),
                _ => byte.is_ascii_digit(),
            });
    let ends = !bytes.get(LENGTH).is_some_and(u8::is_ascii_digit);
    (shaped && ends).then_some(LENGTH)
}

/// A digit in the scripts that phone numbers are written in: ASCII, full width, Arabic, Persian,
/// Devanagari.
const fn is_digit(letter: char) -> bool {
    matches!(letter, '0'..='9' | '０'..='９' | '٠'..='٩' | '۰'..='۹' | '०'..='९')
}

/// How many characters the text has.
pub(super) fn count(text: &str) -> usize {
    text.bytes().filter(|byte| (*byte as i8) >= -0x40).count()
}

/// The text's first characters, at most `limit` of them.
pub(super) fn cut(text: &str, limit: usize) -> &str {
    text.char_indices()
        .nth(limit)
        .map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scrubbed(url: &str) -> String {
        scrub_url(url, |name| CAMPAIGN_PARAMETERS.contains(&name))
    }

    #[test]
    fn an_address_keeps_its_page_and_its_campaign() {
        let url = "https://shop.example/pricing?utm_source=mail&user=ada&utm_medium=x#team";
        assert_eq!(
            scrubbed(url),
            "https://shop.example/pricing?utm_source=mail&utm_medium=x"
        );
        let campaign = "https://shop.example:8080/2026-11-22/?utm_id=12345678901";
        assert_eq!(scrubbed(campaign), campaign);
        assert_eq!(scrubbed("/relative?utm_source"), "/relative?utm_source");
    }

    #[test]
    fn a_route_in_the_fragment_is_kept_without_its_query() {
        let url = "https://shop.example/#/pricing?token=1";
        assert_eq!(scrubbed(url), "https://shop.example/#/pricing");
        for (token, expected) in [
            ("https://a.example/#access_token=1", "https://a.example/"),
            (
                "https://a.example/#/back#access_token=1",
                "https://a.example/#/back",
            ),
            (
                "https://a.example/#/back/access_token=1&b=2",
                "https://a.example/#/back/",
            ),
            ("https://a.example/#/back&b", "https://a.example/#/"),
        ] {
            assert_eq!(scrubbed(token), expected);
        }
    }

    #[test]
    fn nobody_survives_in_an_address() {
        for (url, expected) in [
            (
                "https://a.example/users/ada@b.example/x",
                "https://a.example/users/(redacted)/x",
            ),
            (
                "https://a.example/users/ada%40b.example",
                "https://a.example/users/(redacted)",
            ),
            (
                "https://a.example/users/ada%2540b.example",
                "https://a.example/users/(redacted)",
            ),
            (
                "https://a.example/?utm_term=ada@b.example",
                "https://a.example/?utm_term=(redacted)",
            ),
            (
                "https://a.example/#/users/ada@b.example",
                "https://a.example/#/users/(redacted)",
            ),
            ("https://ada:secret@a.example/", "https://a.example/"),
            (
                "https://a.example/call/+33%201%2044%2055",
                "https://a.example/call/(redacted)",
            ),
            (
                "https://a.example/?utm_term=0151+2345678",
                "https://a.example/?utm_term=(redacted)",
            ),
        ] {
            assert_eq!(scrubbed(url), expected, "{url}");
        }
    }

    #[test]
    fn texts_lose_addresses_and_keep_the_rest() {
        for (text, expected) in [
            (
                "Orders of ada@example.com, 3 new",
                "Orders of (redacted), 3 new",
            ),
            ("a@b c@d", "(redacted) (redacted)"),
            ("jörg@münchen.example", "(redacted)"),
            ("(ada＠example.com)", "((redacted))"),
            ("call ٠١٢٣٤٥٦٧٨٩", "call (redacted)"),
            ("@", "(redacted)"),
            ("ada%40example.com", "(redacted)"),
            ("call +49 151 234 56 78 now", "call +(redacted) now"),
            ("call (0151) 234-5678", "call ((redacted)"),
            ("0123456789 or a@b", "(redacted) or (redacted)"),
            (
                "on 2026-11-22, 100% of 12345678",
                "on 2026-11-22, 100% of 12345678",
            ),
            ("no address", "no address"),
            ("", ""),
        ] {
            assert_eq!(redact(text), expected, "{text}");
        }
    }

    #[test]
    fn encoding_hides_nobody() {
        let nested = format!("ada%{}40b", "25".repeat(100_000));
        assert_eq!(redact(&nested), "ada%(redacted)b");
        let nested = format!("ada%{}40b", "25".repeat(3));
        assert_eq!(redact(&nested), REDACTED);
    }

    #[test]
    fn a_cut_falls_between_characters() {
        assert_eq!(cut("añb", 2), "añ");
        assert_eq!(cut("añb", 3), "añb");
        assert_eq!(cut("", 0), "");
    }
}
