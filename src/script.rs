//! A foreign script, brought into the page by an element of its own: no inline code.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::{foreign, trusted_types};

fn document() -> JsValue {
    foreign::get(&foreign::page(), "document")
}

fn scripts() -> impl Iterator<Item = JsValue> {
    let scripts = foreign::call(&document(), "getElementsByTagName", &[&"script".into()]);
    let scripts = scripts.unwrap_or_default();
    let length = foreign::get(&scripts, "length").as_f64();
    (0..length.unwrap_or_default() as u32).map(move |index| {
        let script = foreign::call(&scripts, "item", &[&index.into()]);
        script.unwrap_or_default()
    })
}

/// The script element of that address, if the page has one.
pub(crate) fn find(url: &str) -> Option<JsValue> {
    // The property is the address resolved, the attribute is as it was written.
    scripts().find(|script| {
        let written = foreign::call(script, "getAttribute", &[&"src".into()]);
        written.is_ok_and(|written| written == *url) || foreign::get(script, "src") == *url
    })
}

/// What [`is_allowed`] demands.
pub(crate) const ALLOWED: &str = "a script must come by https: or from the page's own origin, without \
     name or password; for a server under development there is allow_http";

/// Whether a script may be fetched from there: by `https:`, by `http:` where the app says so, or from
/// the page's own origin.
pub(crate) fn is_allowed(url: &str, allow_http: bool) -> bool {
    let document = document();
    // A link has the browser read the address as it will for the script, and is no way in itself.
    let link = foreign::call(&document, "createElement", &[&"a".into()]).unwrap_or_default();
    foreign::set(&link, "href", &url.into());
    let location = foreign::get(&document, "location");
    let is_own = ["protocol", "host"]
        .iter()
        .all(|part| foreign::get(&link, part) == foreign::get(&location, part));
    let scheme = foreign::get(&link, "protocol");
    let is_safe = scheme == *"https:" || allow_http && scheme == *"http:";
    let names_user = ["username", "password"]
        .iter()
        .any(|part| foreign::get(&link, part).is_truthy());
    !url.trim().is_empty() && (is_own || is_safe) && !names_user
}

/// Whether the page has a script element with such an address, resolved.
pub(crate) fn any(test: impl Fn(&str) -> bool) -> bool {
    scripts().any(|script| {
        let source = foreign::get(&script, "src").as_string();
        source.is_some_and(|source| test(&source))
    })
}

/// Inserts a script. A page with a nonce policy needs the nonce; without one given, that of the
/// page's first script is used.
pub(crate) fn insert(url: &str, nonce: Option<&str>) -> Result<JsValue, JsValue> {
    let document = document();
    let script = foreign::call(&document, "createElement", &[&"script".into()])?;
    foreign::set(&script, "async", &JsValue::TRUE);
    // Browsers hide the attribute from scripts; only the property reads and writes it.
    let nonce = nonce.map_or_else(page_nonce, JsValue::from_str);
    if nonce.is_truthy() {
        foreign::set(&script, "nonce", &nonce);
    }
    foreign::try_set(&script, "src", &trusted_types::script_url(url))
        .map_err(|thrown| refusal(&thrown))?;
    let head = foreign::get(&document, "head");
    let parent = if head.is_object() {
        head
    } else {
        foreign::get(&document, "documentElement")
    };
    foreign::call(&parent, "appendChild", &[&script])?;
    Ok(script)
}

/// Takes a script that brought nothing out of the page.
pub(crate) fn remove(script: &JsValue) {
    if foreign::call(script, "remove", &[]).is_err() {
        foreign::warn(&["a script that could not be fetched cannot be taken out of the page"]);
    }
}

/// Has `outcome` called with the script's `load` or `error` event.
pub(crate) fn listen(script: &JsValue, outcome: &Function) {
    for event in ["load", "error"] {
        if foreign::call(script, "addEventListener", &[&event.into(), outcome]).is_err() {
            foreign::warn(&[
                "the page does not let a script be watched, so its end is not noticed",
            ]);
        }
    }
}

/// A refused address, with what the page's owner can do.
fn refusal(thrown: &JsValue) -> JsValue {
    let thrown = foreign::describe(thrown);
    JsValue::from_str(
        &[
            &thrown,
            "; if the page demands Trusted Types, its content security policy must let one in: \
             trusted-types ",
            trusted_types::POLICY,
        ]
        .concat(),
    )
}

fn page_nonce() -> JsValue {
    scripts()
        .map(|script| foreign::get(&script, "nonce"))
        .find(JsValue::is_truthy)
        .unwrap_or_default()
}
