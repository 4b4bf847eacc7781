//! Removes from a page's URL what may identify a person.

use super::redaction::{REDACTED, is_personal, next_email};

/// The URL without user name and password, with only the query parameters that `allow` accepts, and
/// without a fragment unless that is a route (`#/pricing`). Each path segment and each value that
/// contains an email address or a phone number is redacted.
///
/// What is scrubbed already stays as it is.
pub(super) fn scrub_url(url: &str, allow: impl Fn(&str) -> bool) -> String {
    let (address, fragment) = split(url, b'#');
    let (address, mut query) = split(address, b'?');
    let mut scrubbed = String::with_capacity(url.len());
    push_address(address, &mut scrubbed);
    let mut separator = "?";
    while let Some(pairs) = query {
        let (pair, rest) = split(pairs, b'&');
        let (name, value) = split(pair, b'=');
        if allow(name) {
            scrubbed.push_str(separator);
            scrubbed.push_str(name);
            if let Some(value) = value {
                scrubbed.push('=');
                // The id of a campaign is often as long as a phone number.
                let is_id = name == "utm_id" && value.bytes().all(|byte| byte.is_ascii_digit());
                if is_id {
                    scrubbed.push_str(value);
                } else {
                    push_part(value, &mut scrubbed);
                }
            }
            separator = "&";
        }
        query = rest;
    }
    let fragment = fragment.unwrap_or_default();
    if matches!(fragment.as_bytes(), [b'/', ..] | [b'!', b'/', ..]) {
        let (route, _) = split(fragment, b'?');
        let (route, _) = split(route, b'#');
        push_path("#", Some(route), true, &mut scrubbed);
    }
    scrubbed
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

/// Pushes the part before the query and the fragment.
fn push_address(address: &str, scrubbed: &mut String) {
    let (scheme, rest) = split(address, b':');
    let rest = rest.filter(|_| split(scheme, b'/').1.is_none());
    if rest.is_some() {
        push_part(scheme, scrubbed);
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
                push_path("/", path, false, scrubbed);
            }
        }
        None if rest.is_none() => push_path("", Some(address), false, scrubbed),
        None => {}
    }
}

/// Pushes the segments of a path, with `separator` before the first.
fn push_path(mut separator: &str, mut path: Option<&str>, is_route: bool, scrubbed: &mut String) {
    while let Some(segments) = path {
        let (segment, rest) = split(segments, b'/');
        // A segment can have parameters of its own, such as `;jsessionid=...`.
        let (segment, _) = split(segment, b';');
        scrubbed.push_str(separator);
        // A sign-in may append a token to a route without a question mark.
        if is_route && segment.bytes().any(|byte| matches!(byte, b'=' | b'&')) {
            return;
        }
        push_part(segment, scrubbed);
        separator = "/";
        path = rest;
    }
}

/// Pushes a part of a URL, or its redaction if it is personal.
fn push_part(part: &str, scrubbed: &mut String) {
    let personal = is_personal(part.as_bytes());
    scrubbed.push_str(if personal { REDACTED } else { part });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scrubbed(url: &str) -> String {
        scrub_url(url, |name| name.starts_with("utm_"))
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
        // Only digits are a campaign's id.
        assert_eq!(scrubbed("/?utm_id=000000000"), "/?utm_id=000000000");
        assert_eq!(scrubbed("/?utm_id=+00000000"), "/?utm_id=(redacted)");
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
            ("/ada@b.example:x", "/(redacted)"),
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
        for (value, expected) in [
            ("call+0151+234+5678", REDACTED),
            ("+4915123", REDACTED),
            ("spring+2026+sale+2026", "spring+2026+sale+2026"),
            ("2026+2027", "2026+2027"),
        ] {
            let url = scrubbed(&format!("/?utm_term={value}"));
            assert_eq!(url, format!("/?utm_term={expected}"));
        }
    }
}
