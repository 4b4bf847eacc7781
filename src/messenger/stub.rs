//! `window.customerly` before the launcher has run.
//!
//! Customerly's snippet and its React package each create a stub, and neither detects the other's.
//! Ours has the property names of both, so that each takes it for its own.

use std::cell::Cell;

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::browser::function::{self, Handler};
use crate::browser::{console, js};

/// The methods that a stub queues. The launcher adds the others.
const QUEUED: [&str; 7] = [
    "event",
    "attribute",
    "update",
    "show",
    "hide",
    "open",
    "close",
];

/// Methods that no stub has, so any of them shows that a launcher has run.
const LAUNCHED: [&str; 6] = [
    "showNewMessage",
    "sendNewMessage",
    "showArticle",
    "showBookMeeting",
    "registerLead",
    "logout",
];

thread_local! {
    /// What `customerly.load` runs.
    static ON_LOAD: Cell<Option<Handler>> = const { Cell::new(None) };
    /// How many properties the object had when the launcher was requested.
    static PROPERTY_COUNT: Cell<u32> = const { Cell::new(0) };
}

/// The current `window.customerly`. The launcher may replace it at any time.
pub(super) fn current() -> JsValue {
    js::get(&js::window(), "customerly")
}

/// Whether a launcher has run on the object.
pub(super) fn is_launched(customerly: &JsValue) -> bool {
    LAUNCHED
        .iter()
        .any(|name| js::method(customerly, name).is_some())
}

/// Notes what the object is like before the launcher runs.
pub(super) fn remember(customerly: &JsValue) {
    PROPERTY_COUNT.set(count_properties(customerly));
}

/// Whether a script has added something to the object since the launcher was requested, or removed it.
pub(super) fn was_touched(customerly: &JsValue) -> bool {
    count_properties(customerly) != PROPERTY_COUNT.get()
}

fn count_properties(customerly: &JsValue) -> u32 {
    js::keys(customerly).map_or(0, |keys| keys.length())
}

/// Creates `window.customerly`, or adds what the existing one lacks. A script of the page that calls
/// `customerly.load` runs `on_load`.
pub(super) fn complete(on_load: Handler) -> Result<JsValue, String> {
    ON_LOAD.set(Some(on_load));
    let customerly = create()?;
    fill(&customerly);
    Ok(customerly)
}

/// The page's `window.customerly`, or a new array like that of Customerly's snippet.
pub(super) fn create() -> Result<JsValue, String> {
    let mut customerly = current();
    // An element with the id `customerly` is on the window, too.
    let is_element = !js::get(&customerly, "nodeType").is_undefined();
    if is_element || !js::has_properties(&customerly) {
        js::set(&js::window(), "customerly", &Array::new());
        customerly = current();
    }
    if !js::has_properties(&customerly) {
        return Err("window.customerly cannot be set".to_owned());
    }
    Ok(customerly)
}

/// Adds the properties by which the snippet and the React package recognize their stub, where they
/// are missing.
pub(super) fn fill(customerly: &JsValue) {
    let add = |key: &str, value: &JsValue| {
        if js::get(customerly, key).is_undefined() {
            js::set(customerly, key, value);
        }
    };
    let names = js::array(QUEUED.iter().map(|name| JsValue::from_str(name)));
    // A launcher that has run reads the queue no more.
    let launched = is_launched(customerly);
    if !launched {
        for (index, name) in QUEUED.iter().enumerate() {
            add(name, &function::cached(queue, index as u32));
        }
    }
    // Each pair is the snippet's name and the React package's name.
    for (keys, value) in [
        (["t", "initialized"], JsValue::TRUE),
        (["i", "throw"], function::cached(print_first, 0).into()),
        (["u", "factory"], function::cached(factory, 0).into()),
        (["o", "methods"], names.into()),
    ] {
        keys.iter().for_each(|key| add(key, &value));
    }
    add("queue", &Array::new());
    if let Some(on_load) = ON_LOAD.get() {
        add("load", &function::cached(on_load, 0));
    }
    if launched {
        add("loaded", &JsValue::TRUE);
    }
}

/// Makes a function that queues its call: `factory("event")`.
fn factory(_: u32, [name, ..]: [JsValue; 3]) -> JsValue {
    let queue = function::cached(queue, u32::MAX);
    let bound = js::call_method(&queue, "bind", &[&JsValue::UNDEFINED, &name]);
    bound.unwrap_or_default()
}

/// Queues `[method, ...arguments]` and returns the stub, as the snippet's functions do.
fn queue(method: u32, arguments: [JsValue; 3]) -> JsValue {
    let customerly = current();
    // A function from the factory gets the method's name as its first argument.
    let method = QUEUED.get(method as usize);
    let method = method.map(|method| JsValue::from_str(method));
    let arguments = js::passed_arguments(&arguments);
    let call = js::array(method.into_iter().chain(arguments.iter()));
    let queue = js::get(&customerly, "queue");
    if js::call_method(&queue, "push", &[&call]).is_err() {
        console::error(&["a call was lost: customerly.queue is no array"]);
    }
    customerly
}

fn print_first(_: u32, [message, ..]: [JsValue; 3]) -> JsValue {
    print_error(&message);
    JsValue::UNDEFINED
}

/// Prints an error as the snippet does, which is silent if `customerly.debug` is set.
pub(super) fn print_error(message: &JsValue) {
    if !js::get(&current(), "debug").is_truthy() {
        console::error(&[&js::error_message(message)]);
    }
}
