//! The address of a container's script.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// A parameter of the address.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameter<'a> {
    pub(super) name: &'static str,
    pub(super) value: &'a str,
    /// Whether the script takes this value when the parameter is missing.
    pub(super) implied: bool,
}

/// The script's address with these parameters, behind those that it has already. What it says itself
/// is not said again; the name of a parameter that it says otherwise is the error.
pub(super) fn with<'a>(
    script_url: &str,
    parameters: impl IntoIterator<Item = Parameter<'a>>,
) -> Result<String, &'static str> {
    let (rest, fragment) = match script_url.find('#') {
        Some(at) => script_url.split_at(at),
        None => (script_url, ""),
    };
    let query = rest.split_once('?').map_or("", |(_, query)| query);
    let mut address = rest.to_owned();
    let mut glue = match rest.find('?') {
        None => "?",
        Some(_) if query.is_empty() || query.ends_with('&') => "",
        Some(_) => "&",
    };
    for Parameter {
        name,
        value,
        implied,
    } in parameters
    {
        let encoded = encode(value);
        match parameter(query, name) {
            Some(said) if said == value || said == encoded => {}
            Some(_) => return Err(name),
            None if implied => {}
            None => {
                address.extend([glue, name, "=", &encoded]);
                glue = "&";
            }
        }
    }
    address.push_str(fragment);
    Ok(address)
}

/// Whether the address asks for the container `id`.
pub(super) fn asks_for(address: &str, id: &str) -> bool {
    let address = address.split('#').next().unwrap_or_default();
    let query = address.split_once('?').map_or("", |(_, query)| query);
    parameter(query, "id") == Some(id)
}

/// Whether the script at this address is the container itself, not something that fetches it.
pub(super) fn is_container(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.ends_with("/gtm.js")
}

fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// As JavaScript's `encodeURIComponent`.
fn encode(value: &str) -> Cow<'_, str> {
    utf8_percent_encode(value, ENCODED).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(name: &'static str, value: &'static str) -> Parameter<'static> {
        Parameter {
            name,
            value,
            implied: false,
        }
    }

    #[test]
    fn parameters_come_behind_those_that_are_there() {
        let id = || [say("id", "GTM-A1")];
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
            assert_eq!(with(given, id()).as_deref(), Ok(made));
        }
        assert_eq!(with("/x.js?st=b", []).as_deref(), Ok("/x.js?st=b"));
        assert_eq!(with("/x.js?id=GTM-B2", id()), Err("id"));
    }

    #[test]
    fn what_the_script_takes_anyway_is_not_said() {
        let layer = |value| Parameter {
            implied: value == "dataLayer",
            ..say("l", value)
        };
        let made = |url, value| with(url, [layer(value)]);
        assert_eq!(made("/x.js", "dataLayer").as_deref(), Ok("/x.js"));
        assert_eq!(made("/x.js", "shop").as_deref(), Ok("/x.js?l=shop"));
        assert_eq!(made("/x.js?l=shop", "shop").as_deref(), Ok("/x.js?l=shop"));
        assert_eq!(made("/x.js?l=shop", "dataLayer"), Err("l"));
    }

    #[test]
    fn values_are_encoded() {
        let made = with("/x.js", [say("l", "a&b=ü 'c'")]);
        assert_eq!(made.as_deref(), Ok("/x.js?l=a%26b%3D%C3%BC%20'c'"));
        let again = made.unwrap_or_default();
        assert_eq!(with(&again, [say("l", "a&b=ü 'c'")]), Ok(again.clone()));
    }

    #[test]
    fn a_container_is_known_by_its_id() {
        assert!(asks_for("https://a.example/gtm.js?l=x&id=GTM-A1", "GTM-A1"));
        for other in [
            "/gtm.js?id=GTM-A12",
            "/gtm.js?pid=GTM-A1",
            "/gtm.js#?id=GTM-A1",
            "/GTM-A1.js",
        ] {
            assert!(!asks_for(other, "GTM-A1"), "{other}");
        }
        assert!(is_container("/tests/gtm.js?id=GTM-A1"));
        assert!(!is_container("/abcd.js?from=/gtm.js"));
    }
}
