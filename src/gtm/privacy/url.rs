//! Removes from a page's URL what may identify a person or open a door.

use super::email::next_email;
use super::folded_chars::FoldedChars;
use super::place::Place;
use super::redaction::{REDACTED, redact_emails, redact_in};
use super::secret::{is_secret, names_phone};
use super::settings::{PrivacySettings, campaign_parameter};
use crate::gtm::chars;

/// Scrubs the addresses of pages.
pub(super) struct UrlScrubber<'a> {
    pub(super) privacy: &'a PrivacySettings,
    /// Whether email addresses, phone numbers and secrets are removed from what stays.
    pub(super) redacts: bool,
    /// The most characters of an address. The path of a longer one is cut, and its campaign stays.
    pub(super) limit: usize,
}

impl UrlScrubber<'_> {
    /// The URL without user name and password, with only the query parameters that are allowed, and
    /// without a fragment unless that is a route (`#/pricing`). In what stays, email addresses and phone
    /// numbers are redacted; a parameter of a campaign that has one is dropped.
    ///
    /// What is scrubbed already stays as it is.
    pub(super) fn scrub(&self, url: &str) -> String {
        let (address, fragment) = split(url, b'#');
        let (address, query) = split(address, b'?');
        let mut scrubbed = String::with_capacity(url.len());
        self.push_address(address, &mut scrubbed);
        let mut rest = String::new();
        self.push_query(query, &mut rest);
        let fragment = fragment.unwrap_or_default();
        if matches!(fragment.as_bytes(), [b'/', ..] | [b'!', b'/', ..]) {
            let (route, _) = split(fragment, b'?');
            let (route, _) = split(route, b'#');
            self.push_path("#", Some(route), true, &mut rest);
        }
        let room = self.limit.saturating_sub(chars::count(&rest));
        [cut(&scrubbed, room), cut(&rest, self.limit)].concat()
    }

    fn push_query(&self, mut query: Option<&str>, scrubbed: &mut String) {
        let mut separator = "?";
        while let Some(pairs) = query {
            let (pair, rest) = split(pairs, b'&');
            query = rest;
            let (name, value) = split(pair, b'=');
            // A page that escaped its own links as HTML once too often.
            let name = name.strip_prefix("amp;").unwrap_or(name);
            let kept = match campaign_parameter(name) {
                Some(name) => {
                    let value = value.map(query_value).unwrap_or_default();
                    let is_safe = is_number(value) || self.redact_value(name, value) == value;
                    is_safe.then(|| (name, value.to_owned()))
                }
                None if self.privacy.allows_query_parameter(name) => {
                    Some((name, self.redact_value(name, value.unwrap_or_default())))
                }
                None => None,
            };
            let Some((name, kept)) = kept else { continue };
            scrubbed.push_str(separator);
            scrubbed.push_str(name);
            if value.is_some() {
                scrubbed.push('=');
                scrubbed.push_str(&kept);
            }
            separator = "&";
        }
    }

    /// The value of a parameter without what is personal.
    fn redact_value(&self, name: &str, value: &str) -> String {
        let mut redacted = String::new();
        self.push_part(value, name, &mut redacted);
        redacted
    }

    /// Pushes the part before the query and the fragment.
    fn push_address(&self, address: &str, scrubbed: &mut String) {
        let (scheme, rest) = split(address, b':');
        let rest = rest.filter(|_| split(scheme, b'/').1.is_none());
        if rest.is_some() {
            self.push_part(scheme, "", scrubbed);
            scrubbed.push(':');
        }
        // A URL without a host is no page but a text or a file: `data:`, `file:`. Its path is dropped.
        match rest.unwrap_or(address).strip_prefix("//") {
            Some(authority) => {
                let (mut host, path) = split(authority, b'/');
                // A user name and a password end with an at sign.
                while let (_, Some(rest)) = split(host, b'@') {
                    host = rest;
                }
                scrubbed.push_str("//");
                // The digits of a host are an IP address and not a phone number.
                let has_email = next_email(host.as_bytes()).is_some();
                scrubbed.push_str(if has_email { REDACTED } else { host });
                if !host.is_empty() {
                    self.push_path("/", path, false, scrubbed);
                }
            }
            None if rest.is_none() => self.push_path("", Some(address), false, scrubbed),
            None => {}
        }
    }

    /// Pushes the segments of a path, with `separator` before the first.
    fn push_path(
        &self,
        mut separator: &str,
        mut path: Option<&str>,
        is_route: bool,
        scrubbed: &mut String,
    ) {
        let mut before = "";
        while let Some(segments) = path {
            let (segment, rest) = split(segments, b'/');
            // A segment can have parameters of its own, such as `;jsessionid=...`.
            let (segment, _) = split(segment, b';');
            scrubbed.push_str(separator);
            // A sign-in may append a token to a route without a question mark.
            if is_route && segment.bytes().any(|byte| matches!(byte, b'=' | b'&')) {
                return;
            }
            self.push_part(segment, before, scrubbed);
            before = segment;
            separator = "/";
            path = rest;
        }
    }

    /// Pushes a part of a URL without what is personal. `before` is the segment before, or the name of
    /// the parameter.
    fn push_part(&self, part: &str, before: &str, scrubbed: &mut String) {
        if !self.redacts {
            scrubbed.push_str(part);
        } else if self.privacy.keeps(part) {
            scrubbed.push_str(&redact_emails(part));
        } else if is_secret(part, before) {
            scrubbed.push_str(REDACTED);
        } else {
            let place = if names_phone(before) {
                Place::AfterPhoneWord
            } else {
                Place::Address
            };
            scrubbed.push_str(&redact_in(part, place));
        }
    }
}

/// What is before the first `separator`, and what is after it if there is one.
fn split(text: &str, separator: u8) -> (&str, Option<&str>) {
    for (end, byte) in text.bytes().enumerate() {
        if byte == separator {
            return (text.get(..end).unwrap_or_default(), text.get(end + 1..));
        }
    }
    (text, None)
}

/// The value of a campaign's parameter. It ends where another query would begin, also in an encoded
/// form: a link that already had a query got the campaign appended, or the other way round.
fn query_value(value: &str) -> &str {
    let mut chars = FoldedChars::new(value.as_bytes());
    loop {
        let start = chars.position;
        match chars.next() {
            Some('?' | '&' | ';' | '#') => return value.get(..start).unwrap_or_default(),
            Some(_) => {}
            None => return value,
        }
    }
}

fn is_number(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_digit())
}

/// The first `limit` characters, without an incomplete percent code at the end. Codes of bytes that are
/// not ASCII may be a part of an incomplete character, so they go with it.
fn cut(text: &str, limit: usize) -> &str {
    let mut cut = chars::truncate(text, limit);
    if cut.len() == text.len() {
        return text;
    }
    for length in 1..3 {
        let end = cut.len().saturating_sub(length);
        if cut.as_bytes().get(end) == Some(&b'%') {
            cut = cut.get(..end).unwrap_or_default();
            break;
        }
    }
    while let Some(end) = cut.len().checked_sub(3)
        && let Some([b'%', b'8'..=b'9' | b'A'..=b'F' | b'a'..=b'f', _]) = cut.as_bytes().get(end..)
    {
        cut = cut.get(..end).unwrap_or_default();
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gtm::privacy::AppClosure;

    fn scrubbed(url: &str) -> String {
        let privacy = PrivacySettings::default();
        let scrubber = UrlScrubber {
            privacy: &privacy,
            redacts: true,
            limit: 1000,
        };
        scrubber.scrub(url)
    }

    #[test]
    fn keeps_the_page_and_the_campaign() {
        let url = "https://shop.example/pricing?utm_source=mail&user=ada&utm_medium=x#team";
        assert_eq!(
            scrubbed(url),
            "https://shop.example/pricing?utm_source=mail&utm_medium=x"
        );
        let campaign = "https://shop.example:8080/2026-11-22/?utm_id=12345678901";
        assert_eq!(scrubbed(campaign), campaign);
        assert_eq!(scrubbed("/relative?utm_source"), "/relative?utm_source");
        assert_eq!(scrubbed("/?utm_id=0151234567"), "/?utm_id=0151234567");
        assert_eq!(scrubbed("/?utm_id=%2B4915123456"), "/");
        let all = "/?utm_source=a&utm_medium=b&utm_campaign=c&utm_term=d&utm_content=e&utm_id=f\
             &utm_source_platform=g&utm_creative_format=h&utm_marketing_tactic=i";
        assert_eq!(scrubbed(all), all);
        assert_eq!(
            scrubbed("/?UTM_Source=Mail&amp;utm_medium=cpc&utm_other=1"),
            "/?utm_source=Mail&utm_medium=cpc"
        );
    }

    #[test]
    fn a_campaign_ends_where_another_query_begins() {
        for value in [
            "mail?token=SECRET",
            "mail%3Ftoken%3DSECRET",
            "mail%253Ftoken%253DSECRET",
            "mail;token=SECRET",
            "mail%26token%3DSECRET",
            "mail&#63;token",
        ] {
            let url = format!("/?utm_source={value}&utm_medium=cpc");
            let left = scrubbed(&url);
            assert!(left.starts_with("/?utm_source=mail"), "{left}");
            assert!(
                !left.contains("SECRET") && !left.contains("token"),
                "{left}"
            );
        }
    }

    #[test]
    fn a_personal_campaign_is_dropped() {
        assert_eq!(
            scrubbed("/?utm_source=ada@b.example&utm_medium=cpc"),
            "/?utm_medium=cpc"
        );
        assert_eq!(
            scrubbed("/?utm_campaign=20260401001"),
            "/?utm_campaign=20260401001"
        );
    }

    #[test]
    fn a_long_address_is_cut_between_characters_and_keeps_its_campaign() {
        for letter in ["a", "é", "%C3%A9", "%20"] {
            for extra in 0..8 {
                let url = format!(
                    "/{}{}?utm_source=mail",
                    "b".repeat(extra),
                    letter.repeat(1000)
                );
                let left = scrubbed(&url);
                assert!(left.ends_with("?utm_source=mail"), "{left}");
                let length = left.chars().count();
                assert!(
                    (980..=1000).contains(&length) || letter == "%C3%A9",
                    "{length}"
                );
                let path = left
                    .trim_end_matches("?utm_source=mail")
                    .trim_end_matches("%C3%A9");
                assert!(!path.ends_with('%') && !path.ends_with("%C"), "{path}");
                assert!(
                    percent_encoding::percent_decode_str(&left)
                        .decode_utf8()
                        .is_ok()
                );
            }
        }
    }

    #[test]
    fn what_opens_a_door_goes_and_ids_stay() {
        let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P";
        for (url, expected) in [
            (format!("/a/{jwt}/b"), "/a/(redacted)/b"),
            (format!("/?utm_content={jwt}"), "/"),
            (
                "/reset/9f86d081884c7d659a2feaa0c55ad015".to_owned(),
                "/reset/(redacted)",
            ),
            (
                "/reset-password/Zm9vYmFyMTIzNDU2Nzg5".to_owned(),
                "/reset-password/(redacted)",
            ),
            (
                "/invite/550e8400-e29b-41d4-a716-446655440000".to_owned(),
                "/invite/(redacted)",
            ),
        ] {
            assert_eq!(scrubbed(&url), expected);
        }
        for url in [
            "/docs/9f86d081884c7d659a2feaa0c55ad015",
            "/orders/550e8400-e29b-41d4-a716-446655440000",
            "/reset/how-to-reset-your-password",
            "/key/features",
            "/invite/friends-of-the-lamp-2026",
        ] {
            assert_eq!(scrubbed(url), url);
        }
    }

    #[test]
    fn an_app_keeps_segments_and_turns_redaction_off() {
        let privacy = PrivacySettings {
            kept_segments: vec![AppClosure(std::rc::Rc::new(|segment| segment.len() == 12))],
            ..PrivacySettings::default()
        };
        let scrub = |redacts, url| {
            let scrubber = UrlScrubber {
                privacy: &privacy,
                redacts,
                limit: 1000,
            };
            scrubber.scrub(url)
        };
        assert_eq!(scrub(true, "/a/555-123-4567"), "/a/555-123-4567");
        assert_eq!(scrub(true, "/a/1-555-123-4567"), "/a/(redacted)");
        assert_eq!(scrub(true, "/a/ada@b.exampl"), "/a/(redacted)");
        let url = "/a/ada@b.example?utm_term=555-123-4567";
        assert_eq!(scrub(false, url), url);
        assert_eq!(scrub(false, "//ada:pw@a.example/x?q=1"), "//a.example/x");
    }

    #[test]
    fn keeps_a_route_in_the_fragment_without_its_query() {
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
    fn redacts_email_addresses_and_phone_numbers() {
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
                "https://a.example/",
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
                "https://a.example/",
            ),
        ] {
            assert_eq!(scrubbed(url), expected, "{url}");
        }
    }

    #[test]
    fn drops_credentials_and_keeps_hosts() {
        for (url, expected) in [
            (
                "https://ada@b.example:secret@a.example/x",
                "https://a.example/x",
            ),
            ("//ada:secret@a.example/x", "//a.example/x"),
            ("https:ada:secret@a.example/x", "https:"),
            ("https:\\\\ada:secret@a.example\\x", "https:"),
            ("https://ada%40b.example/x", "https://(redacted)/x"),
            ("ada@b.example:x", "(redacted):"),
            ("/ada@b.example:x", "/(redacted):x"),
        ] {
            assert_eq!(scrubbed(url), expected);
        }
        for url in [
            "http://192.168.100.200:8080/x",
            "http://[2001:db8::8a2e:370:7334]:8080/",
            "https://xn--mnchen-3ya.example",
            "capacitor://localhost/a/b",
            "/a:b/c",
            "",
        ] {
            assert_eq!(scrubbed(url), url);
        }
    }

    #[test]
    fn drops_the_path_of_an_address_without_a_host() {
        for (url, expected) in [
            ("data:text/html,<p>Dear Ada, ...", "data:"),
            ("blob:https://a.example/ada", "blob:"),
            ("about:srcdoc", "about:"),
            (
                "file:///C:/Users/Ada/shop/index.html#/lamps",
                "file://#/lamps",
            ),
        ] {
            assert_eq!(scrubbed(url), expected);
        }
    }

    #[test]
    fn drops_the_parameters_of_a_segment() {
        for (url, expected) in [
            ("/cart;jsessionid=1A2B/pay;x?y", "/cart/pay"),
            ("/#/cart;jsessionid=1A2B/pay", "/#/cart/pay"),
            ("/q&a/a=b", "/q&a/a=b"),
        ] {
            assert_eq!(scrubbed(url), expected);
        }
    }

    #[test]
    fn reads_a_plus_sign_in_a_query_as_a_space() {
        for value in ["call+0151+234+5678", "+4915123", "call++49+151+234"] {
            assert_eq!(scrubbed(&format!("/?utm_term={value}")), "/", "{value}");
        }
        for value in ["spring+2026+sale+2026", "2026+2027", "lamp+12345678"] {
            let url = format!("/?utm_term={value}");
            assert_eq!(scrubbed(&url), url);
        }
    }
}
