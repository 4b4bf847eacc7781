//! A foreign script, brought into the page by an element of its own: no inline code.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement};

use crate::{foreign, trusted_types};

#[wasm_bindgen]
extern "C" {
    type Source;

    /// Throws where the page demands Trusted Types and gets a text.
    #[wasm_bindgen(method, setter, structural, catch)]
    fn set_src(this: &Source, url: &JsValue) -> Result<(), JsValue>;
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn scripts(document: &Document) -> impl Iterator<Item = Element> {
    let scripts = document.get_elements_by_tag_name("script");
    (0..scripts.length()).filter_map(move |index| scripts.item(index))
}

/// The script element of that address, if the page has one.
pub(crate) fn find(url: &str) -> Option<Element> {
    let document = document()?;
    // The property is the address resolved, the attribute is as it was written.
    scripts(&document).find(|script| {
        script.get_attribute("src").as_deref() == Some(url)
            || foreign::get(script, "src").as_string().as_deref() == Some(url)
    })
}

/// Whether the page has a script element with such an address, resolved.
pub(crate) fn any(test: impl Fn(&str) -> bool) -> bool {
    document().is_some_and(|document| {
        scripts(&document)
            .filter_map(|script| foreign::get(&script, "src").as_string())
            .any(|source| test(&source))
    })
}

/// Inserts a script. A page with a nonce policy needs the nonce; without one given, that of the
/// page's first script is used.
pub(crate) fn insert(url: &str, nonce: Option<&str>) -> Result<Element, JsValue> {
    let document = document().ok_or("there is no document")?;
    let script = document.create_element("script")?;
    script.set_attribute("async", "")?;
    // Browsers hide the attribute from scripts; only the property reads and writes it.
    let nonce = nonce.map(str::to_owned).or_else(|| page_nonce(&document));
    if let Some(nonce) = nonce {
        script.unchecked_ref::<HtmlElement>().set_nonce(&nonce);
    }
    script
        .unchecked_ref::<Source>()
        .set_src(&trusted_types::script_url(url))
        .map_err(|thrown| refusal(&thrown))?;
    let head = document.query_selector("head")?;
    head.or_else(|| document.document_element())
        .ok_or("the document has no element to put a script into")?
        .append_child(&script)?;
    Ok(script)
}

/// Has `outcome` called with the script's `load` or `error` event.
pub(crate) fn listen(script: &Element, outcome: &Function) {
    for event in ["load", "error"] {
        if script
            .add_event_listener_with_callback(event, outcome)
            .is_err()
        {
            foreign::warn("the page does not let a script be watched, so its end is not noticed");
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

fn page_nonce(document: &Document) -> Option<String> {
    scripts(document)
        .filter_map(|script| foreign::get(&script, "nonce").as_string())
        .find(|nonce| !nonce.is_empty())
}
