//! Real-looking addresses and texts, and what people write.

use crate::gtm::privacy::redaction::{REDACTED, redact};
use crate::gtm::privacy::settings::PrivacySettings;
use crate::gtm::privacy::url::UrlScrubber;

const ADDRESSES: &str = include_str!("../../../../tests/fixtures/privacy/addresses.txt");
const TEXTS: &str = include_str!("../../../../tests/fixtures/privacy/texts.txt");
const PEOPLE_IN_ADDRESSES: &str =
    include_str!("../../../../tests/fixtures/privacy/people_in_addresses.txt");
const PEOPLE_IN_TEXTS: &str =
    include_str!("../../../../tests/fixtures/privacy/people_in_texts.txt");

fn lines(corpus: &str) -> impl Iterator<Item = &str> {
    corpus
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
}

fn scrub(address: &str) -> String {
    let privacy = PrivacySettings {
        query_parameters: vec!["variant".into()],
        ..PrivacySettings::default()
    };
    let scrubber = UrlScrubber {
        privacy: &privacy,
        redacts: true,
        limit: 1000,
    };
    scrubber.scrub(address)
}

/// The rows that `clean` changes although it must not.
fn changed(corpus: &str, clean: impl Fn(&str) -> String) -> Vec<String> {
    let rows = lines(corpus).map(|line| (line, clean(line)));
    let changed = rows.filter(|(line, cleaned)| cleaned != line);
    changed
        .map(|(line, cleaned)| format!("{line} -> {cleaned}"))
        .collect()
}

/// The rows of which `clean` leaves a part of what is in braces, or changes what is around them.
fn left(corpus: &str, clean: impl Fn(&str) -> String) -> Vec<String> {
    let mut left = Vec::new();
    for line in lines(corpus) {
        let (before, rest) = line.split_once('{').expect("an opening brace");
        let (person, after) = rest.rsplit_once('}').expect("a closing brace");
        let cleaned = clean(&[before, person, after].concat());
        let found = cleaned
            .strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(after));
        if found != Some(REDACTED) {
            left.push(format!("{line} -> {cleaned}"));
        }
    }
    left
}

#[test]
fn the_corpora_are_large() {
    assert!(lines(ADDRESSES).count() >= 200);
    let people = lines(PEOPLE_IN_ADDRESSES).count() + lines(PEOPLE_IN_TEXTS).count();
    assert!(people >= 200, "{people}");
}

#[test]
fn no_address_without_a_person_changes() {
    let changed = changed(ADDRESSES, scrub);
    assert!(changed.is_empty(), "{changed:#?}");
}

#[test]
fn no_text_without_a_person_changes() {
    let changed = changed(TEXTS, |text| redact(text).into_owned());
    assert!(changed.is_empty(), "{changed:#?}");
}

#[test]
fn no_person_is_left_in_an_address() {
    let left = left(PEOPLE_IN_ADDRESSES, scrub);
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn no_person_is_left_in_a_text() {
    let left = left(PEOPLE_IN_TEXTS, |text| redact(text).into_owned());
    assert!(left.is_empty(), "{left:#?}");
}
