//! The URL of a container's script.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

#[cfg(all(test, not(target_family = "wasm")))]
mod tests;

/// Google's own URL of the script.
pub(super) const GOOGLE_SCRIPT_URL: &str = "https://www.googletagmanager.com/gtm.js";

/// What JavaScript's `encodeURIComponent` encodes.
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

/// A query parameter of the URL.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameter<'a> {
    pub(super) name: &'static str,
    pub(super) value: &'a str,
    /// Whether the script uses this value if the parameter is missing.
    pub(super) is_default: bool,
}

/// Appends parameters to a URL, except for those that it has already and those that have their
/// default value.
///
/// The error is the name of a parameter that the URL has with another value.
pub(super) fn with_parameters<'a>(
    script_url: &str,
    parameters: impl IntoIterator<Item = Parameter<'a>>,
) -> Result<String, &'static str> {
    let (rest, fragment) = match script_url.find('#') {
        Some(at) => script_url.split_at(at),
        None => (script_url, ""),
    };
    let query = rest.split_once('?').map_or("", |(_, query)| query);
    let mut address = rest.to_owned();
    let mut separator = match rest.find('?') {
        None => "?",
        Some(_) if query.is_empty() || query.ends_with('&') => "",
        Some(_) => "&",
    };
    for Parameter {
        name,
        value,
        is_default,
    } in parameters
    {
        let encoded = encode(value);
        match parameter(query, name) {
            Some(present) if present == value || present == encoded => {}
            Some(_) => return Err(name),
            None if is_default => {}
            None => {
                address.extend([separator, name, "=", &encoded]);
                separator = "&";
            }
        }
    }
    address.push_str(fragment);
    Ok(address)
}

/// Whether the script at this URL loads the container `id`.
pub(super) fn loads_container(address: &str, id: &str) -> bool {
    let address = address.split('#').next().unwrap_or_default();
    let query = address.split_once('?').map_or("", |(_, query)| query);
    parameter(query, "id") == Some(id)
}

/// Whether the script at this URL is the container itself and not a script that fetches it.
pub(super) fn is_container(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.ends_with("/gtm.js")
}

/// The value of a query parameter, still encoded.
fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

fn encode(value: &str) -> Cow<'_, str> {
    utf8_percent_encode(value, ENCODED).into()
}
