use proptest::prelude::*;
use proptest::sample::select;
use url::Url;

use super::{Parameter, is_container, loads_container, with_parameters};
use crate::gtm::proptest_config::proptest_config;

fn parameter(name: &'static str, value: &'static str) -> Parameter<'static> {
    Parameter {
        name,
        value,
        is_default: false,
    }
}

#[test]
fn parameters_follow_those_of_the_address() {
    let id = || [parameter("id", "GTM-A1")];
    let trials = [
        (
            "https://a.example/gtm.js",
            "https://a.example/gtm.js?id=GTM-A1",
        ),
        ("/metrics/", "/metrics/?id=GTM-A1"),
        ("/x.js?", "/x.js?id=GTM-A1"),
        ("/x.js?st=b&", "/x.js?st=b&id=GTM-A1"),
        ("/x.js?st=b&pid=1", "/x.js?st=b&pid=1&id=GTM-A1"),
        ("/x.js?id=GTM-A1&st=b", "/x.js?id=GTM-A1&st=b"),
        ("/x.js?st=b#part?id=1", "/x.js?st=b&id=GTM-A1#part?id=1"),
    ];
    for (given, made) in trials {
        assert_eq!(with_parameters(given, id()).as_deref(), Ok(made));
    }
    assert_eq!(
        with_parameters("/x.js?st=b", []).as_deref(),
        Ok("/x.js?st=b")
    );
    assert_eq!(with_parameters("/x.js?id=GTM-B2", id()), Err("id"));
}

#[test]
fn a_default_value_is_not_appended() {
    let layer = |value| Parameter {
        is_default: value == "dataLayer",
        ..parameter("l", value)
    };
    let made = |url, value| with_parameters(url, [layer(value)]);
    assert_eq!(made("/x.js", "dataLayer").as_deref(), Ok("/x.js"));
    assert_eq!(made("/x.js", "shop").as_deref(), Ok("/x.js?l=shop"));
    assert_eq!(made("/x.js?l=shop", "shop").as_deref(), Ok("/x.js?l=shop"));
    assert_eq!(made("/x.js?l=shop", "dataLayer"), Err("l"));
}

#[test]
fn values_are_encoded() {
    let made = with_parameters("/x.js", [parameter("l", "a&b=ü 'c'")]);
    assert_eq!(made.as_deref(), Ok("/x.js?l=a%26b%3D%C3%BC%20'c'"));
    let again = made.unwrap_or_default();
    assert_eq!(
        with_parameters(&again, [parameter("l", "a&b=ü 'c'")]),
        Ok(again.clone())
    );
}

#[test]
fn a_script_is_recognised_by_its_container_id() {
    assert!(loads_container(
        "https://a.example/gtm.js?l=x&id=GTM-A1",
        "GTM-A1"
    ));
    for other in [
        "/gtm.js?id=GTM-A12",
        "/gtm.js?pid=GTM-A1",
        "/gtm.js#?id=GTM-A1",
        "/GTM-A1.js",
    ] {
        assert!(!loads_container(other, "GTM-A1"), "{other}");
    }
    assert!(is_container("/tests/gtm.js?id=GTM-A1"));
    assert!(!is_container("/abcd.js?from=/gtm.js"));
}

const NAMES: [&str; 5] = ["id", "l", "gtm_auth", "gtm_preview", "gtm_cookies_win"];

/// A parameter's name, its value, and whether that is the default.
type OwnedParameter = (&'static str, String, bool);

/// A script's URL with parameters, including those of a container.
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

/// Parameters to append, each name at most once, with values that need encoding.
fn parameters() -> impl Strategy<Value = Vec<OwnedParameter>> {
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
            .filter(|(_, (is_present, ..))| *is_present)
            .map(|(name, (_, value, is_default))| (name, value, is_default))
            .collect()
    })
}

fn borrowed(parameters: &[OwnedParameter]) -> impl Iterator<Item = Parameter<'_>> {
    parameters
        .iter()
        .map(|(name, value, is_default)| Parameter {
            name,
            value,
            is_default: *is_default,
        })
}

/// Parses the URL as the specification of browsers demands.
fn parsed(url: &str) -> Url {
    let page = Url::parse("https://page.example/a/b").expect("an address");
    page.join(url).expect("an address")
}

proptest! {
    #![proptest_config(proptest_config())]

    #[test]
    fn the_address_keeps_its_parameters_and_gets_the_others(
        url in script_url(),
        parameters in parameters(),
    ) {
        let made = with_parameters(&url, borrowed(&parameters));
        let before = parsed(&url);
        let has = |name: &str| {
            let query = before.query().unwrap_or_default();
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(given, _)| *given == name).map(|(_, value)| value.to_owned())
        };
        let Ok(made) = made else {
            // Only if the URL has another value.
            let name = made.expect_err("an error");
            let wanted = parameters.iter().find(|(wanted, ..)| *wanted == name);
            prop_assert!(wanted.is_some_and(|(_, value, _)| has(name).is_some_and(|has| has != *value)));
            return Ok(());
        };
        let after = parsed(&made);
        prop_assert_eq!(after.path(), before.path());
        prop_assert_eq!(after.host(), before.host());
        prop_assert_eq!(after.fragment(), before.fragment());

        // First the URL's own parameters, then the others, decoded to their values.
        let mut expected: Vec<(String, String)> = before.query_pairs().into_owned().collect();
        for (name, value, is_default) in &parameters {
            if has(name).is_none() && !is_default {
                expected.push(((*name).to_owned(), value.clone()));
            }
        }
        let pairs: Vec<(String, String)> = after.query_pairs().into_owned().collect();
        prop_assert_eq!(pairs, expected, "{}: {}", url, made);
    }

    #[test]
    fn no_parameter_is_appended_twice(url in script_url(), parameters in parameters()) {
        if let Ok(once) = with_parameters(&url, borrowed(&parameters)) {
            prop_assert_eq!(with_parameters(&once, borrowed(&parameters)), Ok(once.clone()));
        }
    }

    #[test]
    fn the_appended_id_is_recognised(url in script_url(), id in "GTM-[A-Z0-9]{1,8}") {
        let parameter = Parameter { name: "id", value: &id, is_default: false };
        match with_parameters(&url, [parameter]) {
            Ok(made) => prop_assert!(loads_container(&made, &id), "{made}"),
            Err(name) => {
                prop_assert_eq!(name, "id");
                prop_assert!(!loads_container(&url, &id), "{url}");
            }
        }
        let another = format!("/gtm.js?id={id}A");
        prop_assert!(!loads_container(&another, &id));
    }

    #[test]
    fn any_text_gives_an_address_or_an_error(url in any::<String>(), parameters in parameters()) {
        if let Ok(made) = with_parameters(&url, borrowed(&parameters)) {
            prop_assert_eq!(with_parameters(&made, borrowed(&parameters)), Ok(made.clone()));
            loads_container(&made, "GTM-A");
        }
    }
}
