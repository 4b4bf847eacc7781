//! What of a page's address and of a text may leave.

use std::borrow::Cow;

/// Stands where an email address stood, in the word that GA4 uses for it.
const REDACTED: &str = "(redacted)";

/// Query parameters that name a campaign, not a person.
pub(super) const CAMPAIGN_PARAMETERS: &[&str] = &[
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_term",
    "utm_content",
    "utm_id",
];

/// The address without what may name a person: its query is cut down to the parameters that `allow`
/// lets through, its fragment is dropped unless it is a route (`#/pricing`), and email addresses in
/// what remains are redacted.
pub(super) fn scrub_url(url: &str, allow: impl Fn(&str) -> bool) -> String {
    let (address, fragment) = split(url, '#');
    let (path, query) = split(address, '?');
    let mut scrubbed = redact_emails(&without_credentials(path));
    let allowed = query.split('&').filter(|pair| allow(split(pair, '=').0));
    for (index, pair) in allowed.enumerate() {
        scrubbed.push(if index == 0 { '?' } else { '&' });
        scrubbed.push_str(&redact_emails(pair));
    }
    if fragment.starts_with('/') || fragment.starts_with("!/") {
        scrubbed.push('#');
        scrubbed.push_str(&redact_emails(split(fragment, '?').0));
    }
    scrubbed
}

/// `https://name:password@host/` without name and password.
fn without_credentials(path: &str) -> Cow<'_, str> {
    let Some((scheme, rest)) = path.split_once("://") else {
        return path.into();
    };
    let end = rest.find('/').unwrap_or(rest.len());
    match rest[..end].rfind('@') {
        Some(at) => [scheme, "://", &rest[at + 1..]].concat().into(),
        None => path.into(),
    }
}

fn split(text: &str, at: char) -> (&str, &str) {
    text.split_once(at).unwrap_or((text, ""))
}

/// The text with every email address replaced, also one that is percent-encoded.
pub(super) fn redact_emails(text: &str) -> String {
    let mut redacted = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, sign)) = find_at(rest) {
        let (before, after) = (&rest[..at], &rest[at + sign..]);
        let start = before.rfind(|letter| !is_part(letter)).map_or(0, |end| {
            end + before[end..].chars().next().map_or(0, char::len_utf8)
        });
        let end = after.find(|letter| !is_part(letter)).unwrap_or(after.len());
        redacted.push_str(&before[..start]);
        redacted.push_str(REDACTED);
        rest = &after[end..];
    }
    redacted.push_str(rest);
    redacted
}

/// Where the next at sign stands and how long it is, plain, full width, or percent-encoded once or twice.
fn find_at(text: &str) -> Option<(usize, usize)> {
    ["@", "＠", "%40", "%2540"]
        .iter()
        .filter_map(|sign| Some((text.find(sign)?, sign.len())))
        .min()
}

/// Whether a character may belong to an address. Generous: a redaction that takes too much costs a
/// word of a title, one that takes too little a person's address.
fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || "._%+-'!$*~@＠".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn campaign(name: &str) -> bool {
        CAMPAIGN_PARAMETERS.contains(&name)
    }

    #[test]
    fn an_address_keeps_its_page_and_its_campaign() {
        let url = "https://shop.example/pricing?utm_source=mail&user=ada&utm_medium=x#team";
        assert_eq!(
            scrub_url(url, campaign),
            "https://shop.example/pricing?utm_source=mail&utm_medium=x"
        );
    }

    #[test]
    fn a_route_in_the_fragment_is_kept_without_its_query() {
        let url = "https://shop.example/#/pricing?token=1";
        assert_eq!(scrub_url(url, campaign), "https://shop.example/#/pricing");
        let token = "https://shop.example/#access_token=1";
        assert_eq!(scrub_url(token, campaign), "https://shop.example/");
    }

    #[test]
    fn no_email_survives_anywhere_in_an_address() {
        for url in [
            "https://shop.example/users/ada@example.com/orders",
            "https://shop.example/users/ada%40example.com",
            "https://shop.example/?utm_source=ada@example.com&utm_term=a%40b",
            "https://shop.example/#/users/ada@example.com",
            "https://ada:secret@shop.example/",
        ] {
            let scrubbed = scrub_url(url, campaign);
            assert!(!scrubbed.contains('@'), "{scrubbed}");
            assert!(!scrubbed.contains("%40"), "{scrubbed}");
            assert!(!scrubbed.contains("ada"), "{scrubbed}");
        }
    }

    #[test]
    fn texts_lose_addresses_and_keep_the_rest() {
        assert_eq!(
            redact_emails("Orders of ada@example.com, 3 new"),
            "Orders of (redacted), 3 new"
        );
        assert_eq!(redact_emails("a@b c@d"), "(redacted) (redacted)");
        assert_eq!(redact_emails("jörg@münchen.example"), "(redacted)");
        assert_eq!(redact_emails("(ada＠example.com)"), "((redacted))");
        assert_eq!(redact_emails("@"), "(redacted)");
        assert_eq!(redact_emails("no address"), "no address");
        assert_eq!(redact_emails(""), "");
    }
}
