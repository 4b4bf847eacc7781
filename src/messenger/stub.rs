//! `window.customerly` before the launcher has run.
//!
//! Customerly's snippet and its React package each create it under names of their own, and neither
//! detects the other. Ours has the names of both, so each of them takes it for its own.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::messenger;
use crate::foreign;

/// What a stub can hold until the launcher has run; the launcher's other methods come with it.
const QUEUED: [&str; 7] = [
    "event",
    "attribute",
    "update",
    "show",
    "hide",
    "open",
    "close",
];

/// Methods that no stub has, so one of them shows that a launcher runs.
const LAUNCHED: [&str; 6] = [
    "showNewMessage",
    "sendNewMessage",
    "showArticle",
    "showBookMeeting",
    "registerLead",
    "logout",
];

/// `window.customerly` as it is now; the launcher may replace it at any time.
pub(super) fn current() -> JsValue {
    foreign::get(&foreign::page(), "customerly")
}

/// Whether a launcher has run on it.
pub(super) fn is_launched(customerly: &JsValue) -> bool {
    LAUNCHED
        .iter()
        .any(|name| foreign::method(customerly, name).is_some())
}

/// Gives the page a `window.customerly`, or completes the one that it has: what is there stays.
pub(super) fn complete() -> Result<JsValue, String> {
    let mut customerly = current();
    if !foreign::has_properties(&customerly) {
        foreign::set(&foreign::page(), "customerly", &Array::new());
        customerly = current();
    }
    if !foreign::has_properties(&customerly) {
        return Err("window.customerly cannot be set".to_owned());
    }
    fill(&customerly);
    Ok(customerly)
}

/// Adds what it lacks of what the snippets know each other by.
pub(super) fn fill(customerly: &JsValue) {
    let add = |key: &str, value: &JsValue| {
        if foreign::get(customerly, key).is_undefined() {
            foreign::set(customerly, key, value);
        }
    };
    let names = foreign::array(QUEUED.iter().map(|name| JsValue::from_str(name)));
    // A launcher that runs reads no queue any more.
    let launched = is_launched(customerly);
    if !launched {
        for (index, name) in QUEUED.iter().enumerate() {
            add(name, &foreign::function(queue, index as u32));
        }
    }
    // In each pair first the snippet's name, then the React package's.
    for (keys, value) in [
        (["t", "initialized"], JsValue::TRUE),
        (["i", "throw"], foreign::function(print_first, 0).into()),
        (["u", "factory"], foreign::function(make_queue, 0).into()),
        (["o", "methods"], names.into()),
    ] {
        keys.iter().for_each(|key| add(key, &value));
    }
    add("queue", &Array::new());
    add("load", &foreign::function(load, 0));
    if launched {
        add("loaded", &JsValue::TRUE);
    }
}

/// Makes a function that queues its call: `factory("event")`.
fn make_queue(_: u32, [name, ..]: [JsValue; 3]) -> JsValue {
    let queue = foreign::function(queue, u32::MAX);
    let bound = foreign::call(&queue, "bind", &[&JsValue::UNDEFINED, &name]);
    bound.unwrap_or_default()
}

/// Queues `[method, ...arguments]` and returns the stub, as the snippet's functions do.
fn queue(method: u32, arguments: [JsValue; 3]) -> JsValue {
    let customerly = current();
    // A function that the factory made has the method's name for its first argument.
    let method = QUEUED.get(method as usize);
    let method = method.map(|method| JsValue::from_str(method));
    let arguments = foreign::arguments(&arguments);
    let call = foreign::array(method.into_iter().chain(arguments.iter()));
    let queue = foreign::get(&customerly, "queue");
    if foreign::call(&queue, "push", &[&call]).is_err() {
        foreign::error(&["a call of the page was lost: customerly.queue is no array"]);
    }
    customerly
}

fn load(_: u32, [settings, ..]: [JsValue; 3]) -> JsValue {
    messenger().load_by_page(&settings);
    JsValue::UNDEFINED
}

fn print_first(_: u32, [message, ..]: [JsValue; 3]) -> JsValue {
    print(&message);
    JsValue::UNDEFINED
}

/// Prints as the snippet does: unless the page is debugging.
pub(super) fn print(message: &JsValue) {
    if !foreign::get(&current(), "debug").is_truthy() {
        foreign::error(&[&foreign::describe(message)]);
    }
}
