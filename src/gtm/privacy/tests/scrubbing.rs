//! Scrubbing of page URLs.

use proptest::prelude::*;
use proptest::sample::select;

use super::decoded::has_email;
use super::people::{email, phone};
use super::redaction::fragments;
use crate::gtm::privacy::redaction::REDACTED;
use crate::gtm::privacy::settings::PrivacySettings;
use crate::gtm::privacy::url::UrlScrubber;
use crate::gtm::proptest_config::proptest_config;

/// The allowed query parameters of the app.
const ALLOWED: [&str; 3] = ["source", "term", "variant"];

fn scrubbed(url: &str) -> String {
    let privacy = PrivacySettings {
        query_parameters: ALLOWED.iter().map(|name| (*name).into()).collect(),
        ..PrivacySettings::default()
    };
    let scrubber = UrlScrubber {
        privacy: &privacy,
        redacts: true,
        limit: usize::MAX,
    };
    scrubber.scrub(url)
}

/// A part of a URL, and what scrubbing leaves of it.
#[derive(Clone, Debug)]
struct Part {
    given: String,
    left: String,
}

impl Part {
    fn kept(given: String) -> Self {
        Self {
            left: given.clone(),
            given,
        }
    }

    fn dropped(given: String) -> Self {
        Self {
            given,
            left: String::new(),
        }
    }

    /// All parts in a row.
    fn concat(parts: impl IntoIterator<Item = Self>) -> Self {
        let (given, left): (Vec<_>, Vec<_>) = parts
            .into_iter()
            .map(|part| (part.given, part.left))
            .unzip();
        Self {
            given: given.concat(),
            left: left.concat(),
        }
    }
}

/// A part that identifies nobody: at most six digits, with percent codes where a URL needs them.
fn harmless() -> impl Strategy<Value = Part> {
    "([A-Za-z._~'!*-]|%C3%A9|%20|%2C|%28){0,12}[0-9]{0,6}".prop_map(Part::kept)
}

fn person() -> impl Strategy<Value = Part> {
    let around = "[A-Z.-]{0,4}";
    let person = prop_oneof![email(true), phone(true)];
    (around, person).prop_map(|(before, person)| {
        let is_phone = person
            .secret
            .starts_with(|letter: char| letter.is_ascii_digit());
        // Letters that touch a number make it an id, and those before an address are a part of it.
        let before = match is_phone {
            true => before.replace(|letter: char| letter.is_ascii_alphabetic(), "-"),
            false => before,
        };
        let kept = if is_phone { &*before } else { "" };
        Part {
            given: format!("{before}{}", person.spelling),
            left: format!("{kept}{REDACTED}"),
        }
    })
}

fn text() -> impl Strategy<Value = Part> {
    prop_oneof![3 => harmless(), 1 => person()]
}

fn segment() -> impl Strategy<Value = Part> {
    let session = prop_oneof![3 => Just(""), 1 => Just(";jsessionid=1A2B@c")];
    (text(), session).prop_map(|(part, session)| {
        let slash = Part::kept("/".to_owned());
        Part::concat([slash, part, Part::dropped(session.to_owned())])
    })
}

fn path() -> impl Strategy<Value = Part> {
    prop::collection::vec(segment(), 1..5).prop_map(Part::concat)
}

/// Query parameters: scrubbing keeps the allowed ones, with their values redacted, and drops the others.
fn parameters() -> impl Strategy<Value = Vec<Part>> {
    let allowed = (select(&ALLOWED[..]), prop::option::of(text()));
    let allowed = allowed.prop_map(|(name, value)| {
        let value = value.map(|value| Part::concat([Part::kept("=".to_owned()), value]));
        Part::concat(
            [Some(Part::kept(name.to_owned())), value]
                .into_iter()
                .flatten(),
        )
    });
    // A campaign's value can be a number of any length.
    let campaign = "[0-9]{1,20}".prop_map(|id| Part::kept(format!("utm_id={id}")));
    let names = select(vec![
        "email",
        "token",
        "q",
        "",
        "utm_source_",
        "Source",
        "utm%5Fsource",
    ]);
    let others = (names, prop::option::of(text())).prop_map(|(name, value)| {
        let value = value.map(|value| format!("={}", value.given));
        Part::dropped(format!("{name}{}", value.unwrap_or_default()))
    });
    prop::collection::vec(prop_oneof![2 => allowed, 1 => campaign, 2 => others], 0..5)
}

/// The query as it is given.
fn given(parameters: &[Part]) -> String {
    let given: Vec<&str> = parameters.iter().map(|part| &*part.given).collect();
    if given.is_empty() {
        String::new()
    } else {
        format!("?{}", given.join("&"))
    }
}

/// A fragment without the query of a route, and that query: scrubbing moves what it keeps of it into the
/// query of the URL.
fn fragment() -> impl Strategy<Value = (Part, Vec<Part>, &'static str)> {
    let secret = text().prop_map(|part| Part::dropped(format!("#{}", part.given)));
    let secret = secret.prop_map(|secret| (secret, Vec::new(), ""));
    let more = select(vec!["", "#access_token=1", "#/and/more"]);
    let route = (select(vec!["#", "#!"]), path(), parameters(), more);
    let route = route.prop_map(|(start, path, parameters, more)| {
        let start = Part::kept(start.to_owned());
        (Part::concat([start, path]), parameters, more)
    });
    let none = Just((Part::dropped(String::new()), Vec::new(), ""));
    prop_oneof![none, secret, route]
}

fn origin() -> impl Strategy<Value = Part> {
    let user = prop_oneof![
        3 => Just(String::new()),
        1 => "[a-z]{1,5}(:[a-z0-9%@]{0,5})?@",
    ];
    let host = "[a-z]{1,8}\\.example(:[0-9]{2,5})?|[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[2001:db8::8a2e:370:7334\\]";
    let schemes = select(vec!["https://", "http://", "//", "capacitor://"]);
    (schemes, user, host).prop_map(|(scheme, user, host)| {
        Part::concat([
            Part::kept(scheme.to_owned()),
            Part::dropped(user),
            Part::kept(host),
        ])
    })
}

fn page() -> impl Strategy<Value = Part> {
    (origin(), path(), parameters(), fragment()).prop_map(
        |(origin, path, query, (fragment, route_query, more))| {
            let kept = query.iter().chain(&route_query);
            let kept = kept.filter(|part| !part.left.is_empty());
            let kept: Vec<Part> = kept.map(|part| Part::kept(part.left.clone())).collect();
            let page = Part::concat([origin, path]);
            Part {
                given: [
                    page.given,
                    given(&query),
                    fragment.given,
                    given(&route_query),
                    more.to_owned(),
                ]
                .concat(),
                left: [page.left, given(&kept), fragment.left].concat(),
            }
        },
    )
}

proptest! {
    #![proptest_config(proptest_config())]

    #[test]
    fn only_what_identifies_nobody_stays(page in page()) {
        prop_assert_eq!(scrubbed(&page.given), page.left, "{}", page.given);
    }

    #[test]
    fn scrubbing_is_idempotent(
        page in page(),
        start in select(vec!["https://", "https://a.example/", "file:///", "x:", "https://a.example/#/"]),
        rest in fragments(),
    ) {
        for url in [page.given, format!("{start}{rest}")] {
            let once = scrubbed(&url);
            prop_assert_eq!(&scrubbed(&once), &once, "{}", url);
        }
    }

    #[test]
    fn no_email_address_survives_in_an_address(
        start in select(vec!["", "/", "//", "https://", "https://a.example/", "/#/", "/?utm_term=", "x:"]),
        rest in fragments(),
    ) {
        let url = format!("{start}{rest}");
        let left = scrubbed(&url);
        prop_assert!(!has_email(&left), "{url}: {left}");
    }

    #[test]
    fn ids_dates_and_versions_in_a_path_never_change(
        id in prop_oneof![
            "[0-9]{1,20}",
            "[1-9][0-9]{3}-[0-9]{6}-[0-9]{2}",
            "97[89][0-9]{10}",
            "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
            "[0-9]{8}-[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{12}",
            "[0-9a-f]{32}|[0-9a-f]{40}",
            "(19|20)[0-9]{2}[-._](0[1-9]|1[0-2])[-._](0[1-9]|[12][0-9]|3[01])",
            "(0[1-9]|[12][0-9]|3[01])([-._])(0[1-9]|1[0-2])-(19|20)[0-9]{2}",
            "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9])T[0-2][0-9]-[0-5][0-9]-[0-5][0-9]",
            // Of 100.100.1000, the grouping is North America's.
            "v?(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2}|[1-9][0-9]{4})",
            "[a-z]{2,8}-[0-9]{1,15}(-[a-z]{2,8})?",
        ],
        before in "[a-z]{1,8}",
    ) {
        prop_assume!(!crate::gtm::privacy::preceding_word::names_phone(&before));
        for url in [
            format!("https://a.example/{before}/{id}"),
            format!("https://a.example/{before}/{id}/lamps?variant={id}#/{before}/{id}"),
        ] {
            let is_secret = crate::gtm::privacy::secret::is_secret(&id, &before);
            prop_assert!(scrubbed(&url) == url || is_secret, "{}", url);
        }
    }

    #[test]
    fn only_allowed_parameters_stay(names in prop::collection::vec("[a-zA-Z_%@=?.]{0,8}|utm_term|term", 0..8)) {
        let url = format!("/?{}", names.join("&"));
        let left = scrubbed(&url);
        let query = left.split_once('?').map_or("", |(_, query)| query);
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        for pair in pairs {
            let (name, _) = pair.split_once('=').unwrap_or((pair, ""));
            prop_assert!(ALLOWED.contains(&name) || name == "utm_term", "{url}: {left}");
        }
    }
}
