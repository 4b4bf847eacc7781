//! Addresses of container scripts, judged by the parser that browsers' specification describes.

use proptest::prelude::*;
use proptest::sample::select;
use url::Url;

use super::address::{Parameter, asks_for, with};
use crate::gtm::properties::config;

const NAMES: [&str; 5] = ["id", "l", "gtm_auth", "gtm_preview", "gtm_cookies_win"];

/// A parameter's name, its value, and whether that is implied.
type Said = (&'static str, String, bool);

/// A script's address with parameters of its own, those of a container among them.
fn script_url() -> impl Strategy<Value = String> {
    let start = select(vec![
        "https://www.googletagmanager.com/gtm.js",
        "https://shop.example/metrics/",
        "/metrics/x.js",
        "x.js",
        "//tags.example/%C3%A9/gtm.js",
    ]);
    let name = prop_oneof![2 => select(&NAMES[..]).prop_map(str::to_owned), 3 => "[a-z_]{0,4}"];
    let pair = (name, prop::option::of("[A-Za-z0-9%._+-]{0,8}"))
        .prop_map(|(name, value)| value.map_or(name.clone(), |value| format!("{name}={value}")));
    let query = prop::option::of(prop::collection::vec(pair, 0..4));
    let fragment = prop::option::of("[a-z?&=/]{0,8}");
    (start, query, fragment).prop_map(|(start, query, fragment)| {
        let query = query.map_or(String::new(), |pairs| format!("?{}", pairs.join("&")));
        let fragment = fragment.map_or(String::new(), |fragment| format!("#{fragment}"));
        format!("{start}{query}{fragment}")
    })
}

/// What is to be said, each name once, with values that need to be encoded.
fn parameters() -> impl Strategy<Value = Vec<Said>> {
    let value = prop_oneof![
        "GTM-[A-Z0-9]{1,8}",
        "[ -~é日]{0,12}",
        any::<String>(),
        Just("dataLayer".to_owned()),
    ];
    let parameter = (prop::bool::ANY, value, prop::bool::weighted(0.2));
    prop::collection::vec(parameter, NAMES.len()).prop_map(|all| {
        let named = NAMES.into_iter().zip(all);
        named
            .filter(|(_, (said, ..))| *said)
            .map(|(name, (_, value, implied))| (name, value, implied))
            .collect()
    })
}

fn said(parameters: &[Said]) -> impl Iterator<Item = Parameter<'_>> {
    parameters.iter().map(|(name, value, implied)| Parameter {
        name,
        value,
        implied: *implied,
    })
}

fn parsed(url: &str) -> Url {
    let page = Url::parse("https://page.example/a/b").expect("an address");
    page.join(url).expect("an address")
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_script_gets_what_is_said_and_keeps_what_it_has(
        url in script_url(),
        parameters in parameters(),
    ) {
        let made = with(&url, said(&parameters));
        let before = parsed(&url);
        let has = |name: &str| {
            let query = before.query().unwrap_or_default();
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(given, _)| *given == name).map(|(_, value)| value.to_owned())
        };
        let Ok(made) = made else {
            // Only where the address itself says something else.
            let name = made.expect_err("it is none");
            let wanted = parameters.iter().find(|(said, ..)| *said == name);
            prop_assert!(wanted.is_some_and(|(_, value, _)| has(name).is_some_and(|has| has != *value)));
            return Ok(());
        };
        let after = parsed(&made);
        prop_assert_eq!(after.path(), before.path());
        prop_assert_eq!(after.host(), before.host());
        prop_assert_eq!(after.fragment(), before.fragment());

        // First what was there, then what was said, each once and read back as it was meant.
        let mut expected: Vec<(String, String)> = before.query_pairs().into_owned().collect();
        for (name, value, implied) in &parameters {
            if has(name).is_none() && !implied {
                expected.push(((*name).to_owned(), value.clone()));
            }
        }
        let pairs: Vec<(String, String)> = after.query_pairs().into_owned().collect();
        prop_assert_eq!(pairs, expected, "{}: {}", url, made);
    }

    #[test]
    fn what_was_said_is_not_said_again(url in script_url(), parameters in parameters()) {
        if let Ok(once) = with(&url, said(&parameters)) {
            prop_assert_eq!(with(&once, said(&parameters)), Ok(once.clone()));
        }
    }

    #[test]
    fn a_container_is_known_by_the_id_that_it_was_given(url in script_url(), id in "GTM-[A-Z0-9]{1,8}") {
        let parameter = Parameter { name: "id", value: &id, implied: false };
        match with(&url, [parameter]) {
            Ok(made) => prop_assert!(asks_for(&made, &id), "{made}"),
            Err(name) => {
                prop_assert_eq!(name, "id");
                prop_assert!(!asks_for(&url, &id), "{url}");
            }
        }
        let another = format!("/gtm.js?id={id}A");
        prop_assert!(!asks_for(&another, &id));
    }

    #[test]
    fn any_text_is_an_address_or_an_error(url in any::<String>(), parameters in parameters()) {
        if let Ok(made) = with(&url, said(&parameters)) {
            prop_assert_eq!(with(&made, said(&parameters)), Ok(made.clone()));
            asks_for(&made, "GTM-A");
        }
    }
}
