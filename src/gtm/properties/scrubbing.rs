//! Addresses of pages.

use proptest::prelude::*;
use proptest::sample::select;

use super::config;
use super::decoded::decoded;
use super::people::{email, phone};
use super::redaction::soup;
use crate::gtm::privacy::{REDACTED, scrub_url};

/// The last one may hold a number of any length, which is a campaign's by nature.
const ALLOWED: [&str; 4] = ["utm_source", "utm_term", "variant", "utm_id"];

fn scrubbed(url: &str) -> String {
    scrub_url(url, |name| ALLOWED.contains(&name))
}

/// A part of an address, and what is to be left of it.
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

    /// One behind the other.
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

/// What names nobody: at most six digits, and encoded what must be.
fn harmless() -> impl Strategy<Value = Part> {
    "([A-Za-z._~'!*-]|%C3%A9|%20|%2C|%28){0,12}[0-9]{0,6}".prop_map(Part::kept)
}

fn person() -> impl Strategy<Value = Part> {
    let around = "[A-Z.-]{0,4}";
    let planted = prop_oneof![email(true), phone(true)];
    (around, planted).prop_map(|(before, planted)| Part {
        given: format!("{before}{}", planted.spelled),
        left: REDACTED.to_owned(),
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

/// Parameters: those that are allowed with what is left of their values, the others not at all.
fn query() -> impl Strategy<Value = Part> {
    let allowed = (select(&ALLOWED[..3]), prop::option::of(text()));
    let allowed = allowed.prop_map(|(name, value)| {
        let value = value.map(|value| Part::concat([Part::kept("=".to_owned()), value]));
        Part::concat(
            [Some(Part::kept(name.to_owned())), value]
                .into_iter()
                .flatten(),
        )
    });
    let campaign = "[0-9]{1,20}".prop_map(|id| Part::kept(format!("utm_id={id}")));
    let names = select(vec![
        "email",
        "token",
        "q",
        "",
        "utm_source_",
        "Utm_source",
        "utm%5Fsource",
    ]);
    let others = (names, prop::option::of(text())).prop_map(|(name, value)| {
        let value = value.map(|value| format!("={}", value.given));
        Part::dropped(format!("{name}{}", value.unwrap_or_default()))
    });
    let pair = prop_oneof![2 => allowed, 1 => campaign, 2 => others];
    prop::collection::vec(pair, 0..5).prop_map(|pairs| {
        let mut glue = "?";
        let mut query = Part::dropped(String::new());
        for (index, pair) in pairs.iter().enumerate() {
            query.given.push(if index == 0 { '?' } else { '&' });
            query.given.push_str(&pair.given);
            if !pair.left.is_empty() {
                query.left.push_str(glue);
                query.left.push_str(&pair.left);
                glue = "&";
            }
        }
        query
    })
}

fn fragment() -> impl Strategy<Value = Part> {
    let secret = text().prop_map(|part| Part::dropped(format!("#{}", part.given)));
    let more = select(vec!["", "#access_token=1", "#/and/more"]);
    let route = (select(vec!["#", "#!"]), path(), query(), more);
    let route = route.prop_map(|(start, path, query, more)| {
        let start = Part::kept(start.to_owned());
        Part::concat([start, path, Part::dropped(query.given + more)])
    });
    prop_oneof![Just(Part::dropped(String::new())), secret, route]
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
    (origin(), path(), query(), fragment())
        .prop_map(|(origin, path, query, fragment)| Part::concat([origin, path, query, fragment]))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_address_keeps_what_names_nobody_and_nothing_else(page in page()) {
        prop_assert_eq!(scrubbed(&page.given), page.left, "{}", page.given);
    }

    #[test]
    fn what_is_scrubbed_stays_as_it_is(
        page in page(),
        start in select(vec!["https://", "https://a.example/", "file:///", "x:", "https://a.example/#/"]),
        rest in soup(),
    ) {
        for url in [page.given, format!("{start}{rest}")] {
            let once = scrubbed(&url);
            prop_assert_eq!(&scrubbed(&once), &once, "{}", url);
        }
    }

    #[test]
    fn no_at_sign_survives_in_an_address(
        start in select(vec!["", "/", "//", "https://", "https://a.example/", "/#/", "/?utm_term=", "x:"]),
        rest in soup(),
    ) {
        let url = format!("{start}{rest}");
        let left = scrubbed(&url);
        prop_assert!(!decoded(&left).contains('@'), "{url}: {left}");
    }

    #[test]
    fn only_allowed_parameters_have_a_name(names in prop::collection::vec("[a-zA-Z_%@=?.]{0,8}|utm_term", 0..8)) {
        let url = format!("/?{}", names.join("&"));
        let left = scrubbed(&url);
        let query = left.split_once('?').map_or("", |(_, query)| query);
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        for pair in pairs {
            let (name, _) = pair.split_once('=').unwrap_or((pair, ""));
            prop_assert!(ALLOWED.contains(&name), "{url}: {left}");
        }
    }
}
