//! Removes from a page's URL what may identify a person or grant access.

use super::email::next_email;
use super::folded_chars::FoldedChars;
use super::place::Place;
use super::preceding_word::names_phone;
use super::redaction::{REDACTED, redact_emails, redact_in};
use super::secret::is_secret;
use super::settings::{PrivacySettings, campaign_parameter};
use crate::gtm::chars;

#[cfg(test)]
mod tests;

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
    /// without a fragment unless that is a route (`#/pricing`). A route's own query joins the URL's, where
    /// Google Analytics looks for campaigns. In what stays, email addresses and phone numbers are redacted;
    /// a parameter of a campaign that has one is dropped.
    ///
    /// What is scrubbed already stays as it is. Empty for a URL without a host, which is no page but a
    /// text or a file: `data:`, `about:srcdoc`, `blob:`.
    pub(super) fn scrub(&self, url: &str) -> String {
        let (address, fragment) = split(url, b'#');
        let (address, query) = split(address, b'?');
        let mut scrubbed = String::with_capacity(url.len());
        if !self.push_address(address, &mut scrubbed) {
            return scrubbed;
        }
        let mut rest = String::new();
        self.push_query(query, &mut rest);
        let fragment = fragment.unwrap_or_default();
        if matches!(fragment.as_bytes(), [b'/', ..] | [b'!', b'/', ..]) {
            let (fragment, _) = split(fragment, b'#');
            let (route, query) = split(fragment, b'?');
            self.push_query(query, &mut rest);
            self.push_path("#", Some(route), true, &mut rest);
        }
        let room = self.limit.saturating_sub(chars::count(&rest));
        [cut(&scrubbed, room), cut(&rest, self.limit)].concat()
    }

    fn push_query(&self, mut query: Option<&str>, scrubbed: &mut String) {
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
            scrubbed.push(if scrubbed.is_empty() { '?' } else { '&' });
            scrubbed.push_str(name);
            if value.is_some() {
                scrubbed.push('=');
                scrubbed.push_str(&kept);
            }
        }
    }

    /// The value of a parameter without what is personal.
    fn redact_value(&self, name: &str, value: &str) -> String {
        let mut redacted = String::new();
        self.push_part(value, name, &mut redacted);
        redacted
    }

    /// Pushes the part before the query and the fragment. Returns `false` for a URL without a host.
    fn push_address(&self, address: &str, scrubbed: &mut String) -> bool {
        let (scheme, rest) = split(address, b':');
        let rest = rest.filter(|_| split(scheme, b'/').1.is_none());
        let authority = rest.unwrap_or(address).strip_prefix("//");
        if rest.is_some() {
            if authority.is_none() {
                return false;
            }
            self.push_part(scheme, "", scrubbed);
            scrubbed.push(':');
        }
        match authority {
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
                // `file:///` has a path of the visitor's machine.
                if !host.is_empty() {
                    self.push_path("/", path, false, scrubbed);
                }
            }
            None => self.push_path("", Some(address), false, scrubbed),
        }
        true
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
