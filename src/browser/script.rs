//! Script elements: found, checked, inserted. External only, so that no policy has to allow inline
//! code.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::browser::document::{self, document};
use crate::browser::{js, trusted_types};

fn scripts() -> impl Iterator<Item = JsValue> {
    let scripts = js::call_method(&document(), "getElementsByTagName", &[&"script".into()]);
    let scripts = scripts.unwrap_or_default();
    let length = js::get(&scripts, "length").as_f64();
    (0..length.unwrap_or_default() as u32).map(move |index| {
        let script = js::call_method(&scripts, "item", &[&index.into()]);
        script.unwrap_or_default()
    })
}

/// The page's script element with that URL, if it has one.
pub(crate) fn find(url: &str) -> Option<JsValue> {
    // The property is the resolved URL, the attribute is as the page wrote it.
    scripts().find(|script| {
        let written = js::call_method(script, "getAttribute", &[&"src".into()]);
        written.is_ok_and(|written| written == *url) || js::get(script, "src") == *url
    })
}

/// Whether a script element does not run because of its type. Consent managers hold scripts back by
/// `text/plain`; of what browsers run, all but modules are named like `text/javascript`.
pub(crate) fn is_held_back(script: &JsValue) -> bool {
    let kind = js::get(script, "type").as_string().unwrap_or_default();
    !(kind.is_empty() || kind == "module" || kind.ends_with("script"))
}

/// Whether the browser has an answer for this script's address, or has failed to get one. `false` where
/// the browser does not record it.
pub(crate) fn has_been_fetched(script: &JsValue) -> bool {
    let performance = js::get(&js::window(), "performance");
    let entries = js::call_method(&performance, "getEntriesByName", &[&js::get(script, "src")]);
    // A preloaded script is listed as fetched by its `link` first.
    let first = js::get(&entries.unwrap_or_default(), "0");
    js::get(&first, "initiatorType") == *"script"
}

/// Whether the page has a script element that passes the test.
pub(crate) fn any(test: impl Fn(&JsValue) -> bool) -> bool {
    scripts().any(|script| test(&script))
}

/// What [`is_allowed`] requires, for error messages.
pub(crate) const ALLOWED: &str = "a script must come by https: or from the page's own origin, without \
     name or password; for a server under development there is allow_http";

/// Whether a script may be loaded from this URL: by `https:`, from the page's own origin, or by
/// `http:` if the app allows that, and never with a user name or password in it.
pub(crate) fn is_allowed(url: &str, allow_http: bool) -> bool {
    let document = document();
    // A link resolves the URL exactly as the script element will.
    let link = js::call_method(&document, "createElement", &[&"a".into()]).unwrap_or_default();
    js::set(&link, "href", &url.into());
    let location = js::get(&document, "location");
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

/// Inserts a script. Without a nonce given, it gets the nonce of the page's first script that has
/// one, because a nonce policy blocks it otherwise.
pub(crate) fn insert(url: &str, nonce: Option<&str>) -> Result<JsValue, JsValue> {
    let document = document();
    let script = js::call_method(&document, "createElement", &[&"script".into()])?;
    js::set(&script, "async", &JsValue::TRUE);
    // Browsers hide the attribute's value from scripts; only the property reads and writes it.
    let nonce = nonce.map_or_else(page_nonce, JsValue::from_str);
    if nonce.is_truthy() {
        js::set(&script, "nonce", &nonce);
        // Scripts that this one loads are often given the nonce of the first `script[nonce]`.
        js::call_method(&script, "setAttribute", &[&"nonce".into(), &nonce])?;
    }
    js::try_set(&script, "src", &trusted_types::script_url(url))
        .map_err(|thrown| explain_refusal(&thrown))?;
    let head = document::property("head");
    let parent = if head.is_object() {
        head
    } else {
        document::property("documentElement")
    };
    js::call_method(&parent, "appendChild", &[&script])?;
    Ok(script)
}

/// Removes a script element that failed to load.
pub(crate) fn remove(script: &JsValue) {
    drop(js::call_method(script, "remove", &[]));
}

/// Calls `on_end` with the script's `load` or `error` event.
pub(crate) fn listen(script: &JsValue, on_end: &Function) {
    for event in ["load", "error"] {
        drop(js::call_method(
            script,
            "addEventListener",
            &[&event.into(), on_end],
        ));
    }
}

/// Why a URL was refused, with what the page's owner can do about it.
fn explain_refusal(thrown: &JsValue) -> JsValue {
    let thrown = js::error_message(thrown);
    JsValue::from_str(
        &[
            &thrown,
            "; if the page requires Trusted Types, its content security policy must allow one: \
             trusted-types ",
            trusted_types::POLICY,
        ]
        .concat(),
    )
}

fn page_nonce() -> JsValue {
    scripts()
        .map(|script| js::get(&script, "nonce"))
        .find(JsValue::is_truthy)
        .unwrap_or_default()
}
