//! Addresses of scripts: resolved, compared, and checked.

use wasm_bindgen::JsValue;

use crate::browser::document::document;
use crate::browser::js;

/// The URL as the browser resolves it.
pub(crate) fn resolve(url: &JsValue) -> String {
    js::get(&link(url), "href").as_string().unwrap_or_default()
}

/// A link, which resolves the URL exactly as a script element does.
fn link(url: &JsValue) -> JsValue {
    let link = js::call_method(&document(), "createElement", &[&"a".into()]).unwrap_or_default();
    js::set(&link, "href", url);
    link
}

/// A resolved URL without the scheme, up to the end of what counts.
pub(crate) fn place(url: &str, is_end: fn(&u8) -> bool) -> &[u8] {
    let bytes = url.as_bytes();
    let end = bytes.iter().position(is_end).unwrap_or(bytes.len());
    let start = bytes
        .iter()
        .position(|byte| *byte == b':')
        .unwrap_or_default();
    bytes.get(start..end).unwrap_or_default()
}

/// What [`is_allowed`] requires, for error messages.
pub(crate) const ALLOWED: &str = "a script must come by https: or from the page's own origin, without \
     name or password; for a server under development there is allow_http";

/// Whether a script may be loaded from this URL: by `https:`, from the page's own origin, or by
/// `http:` if the app allows that, and never with a user name or password in it.
pub(crate) fn is_allowed(url: &str, allow_http: bool) -> bool {
    let link = link(&url.into());
    let location = js::get(&document(), "location");
    let is_own = ["protocol", "host"]
        .iter()
        .all(|part| js::get(&link, part) == js::get(&location, part));
    let scheme = js::get(&link, "protocol");
    let is_safe = scheme == *"https:" || allow_http && scheme == *"http:";
    let names_user = ["username", "password"]
        .iter()
        .any(|part| js::get(&link, part).is_truthy());
    !url.trim().is_empty() && (is_own || is_safe) && !names_user
}
