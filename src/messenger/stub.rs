//! `window.customerly` before the launcher has run.
//!
//! Customerly's snippet and its React package each create it under names of their own, and neither
//! detects the other. Ours has the names of both, so each of them takes it for its own.

use js_sys::Array;
use wasm_bindgen::prelude::*;

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

/// The stub's functions, which live as long as the page.
#[derive(Debug)]
pub(super) struct Stub {
    load: Closure<dyn Fn(JsValue)>,
    queue: Closure<dyn Fn(JsValue, JsValue, JsValue, JsValue) -> JsValue>,
    /// Makes a function that queues its call.
    factory: Closure<dyn Fn(JsValue) -> JsValue>,
    print: Closure<dyn Fn(JsValue)>,
}

impl Stub {
    /// A stub whose `load` is `load`.
    pub(super) fn new(load: fn(JsValue)) -> Self {
        let queue = Closure::<dyn Fn(JsValue, JsValue, JsValue, JsValue) -> JsValue>::new(queue);
        let queue_function: JsValue = queue.as_ref().clone();
        Self {
            load: Closure::new(load),
            queue,
            factory: Closure::new(move |name| foreign::bind(&queue_function, &name).into()),
            print: Closure::new(|message: JsValue| print(&message)),
        }
    }

    /// Gives the page a `window.customerly`, or completes the one that it has: what is there stays.
    pub(super) fn complete(&self) -> Result<JsValue, String> {
        let mut customerly = current();
        if !foreign::has_properties(&customerly) {
            foreign::set(&foreign::page(), "customerly", &Array::new());
            customerly = current();
        }
        if !foreign::has_properties(&customerly) {
            return Err("window.customerly cannot be set".to_owned());
        }
        let add = |key: &str, value: &JsValue| {
            if foreign::get(&customerly, key).is_undefined() {
                foreign::set(&customerly, key, value);
            }
        };
        // In each pair first the snippet's name, then the React package's.
        for (keys, value) in [
            (["t", "initialized"], &JsValue::TRUE),
            (["i", "throw"], self.print.as_ref()),
            (["u", "factory"], self.factory.as_ref()),
            (["o", "methods"], &names().into()),
        ] {
            keys.iter().for_each(|key| add(key, value));
        }
        add("queue", &Array::new());
        add("load", self.load.as_ref());
        // A launcher that runs reads no queue any more.
        if !is_launched(&customerly) {
            for name in QUEUED {
                add(name, &foreign::bind(self.queue.as_ref(), &name.into()));
            }
        }
        Ok(customerly)
    }
}

fn names() -> Array {
    QUEUED.iter().map(|name| JsValue::from_str(name)).collect()
}

/// Queues `[method, ...arguments]` and returns the stub, as the snippet's functions do.
fn queue(method: JsValue, first: JsValue, second: JsValue, third: JsValue) -> JsValue {
    let customerly = current();
    let call = Array::of1(&method).concat(&foreign::arguments(&[first, second, third]));
    let queue = foreign::get(&customerly, "queue");
    let queued = foreign::method(&queue, "push").map(|push| push.call1(&queue, &call));
    if !matches!(queued, Some(Ok(_))) {
        foreign::error("a call of the page was lost: customerly.queue is no array");
    }
    customerly
}

/// Prints as the snippet does: unless the page is debugging.
pub(super) fn print(message: &JsValue) {
    if !foreign::get(&current(), "debug").is_truthy() {
        foreign::error(&foreign::describe(message));
    }
}
