//! Script elements: found, checked, inserted. External only, so that no policy has to allow inline
//! code.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::browser::document::{self, document};
use crate::browser::script_address::{place, resolve};
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

/// The page's script element with that URL, if it has one, however it is written there. `is_end` says which
/// character ends what counts of a URL.
pub(crate) fn find(url: &str, is_end: fn(&u8) -> bool) -> Option<JsValue> {
    let url = resolve(&url.into());
    let is_same = |source: &str| place(source, is_end) == place(&url, is_end);
    scripts().find(|script| {
        // Some consent managers move the address of a script that they hold back.
        let held_back = js::call_method(script, "getAttribute", &[&"data-src".into()]);
        [js::get(script, "src"), held_back.unwrap_or_default()]
            .iter()
            .any(|source| source.is_truthy() && is_same(&resolve(source)))
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

/// Inserts a script. Without a nonce given, it gets the nonce of the page's first script that has
/// one, because a nonce policy blocks it otherwise.
pub(crate) fn insert(
    url: &str,
    nonce: Option<&str>,
    crossorigin: bool,
) -> Result<JsValue, JsValue> {
    let document = document();
    let script = js::call_method(&document, "createElement", &[&"script".into()])?;
    js::set(&script, "async", &JsValue::TRUE);
    if crossorigin {
        js::set(&script, "crossOrigin", &"anonymous".into());
    }
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
