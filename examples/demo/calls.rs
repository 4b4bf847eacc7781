//! What the chat was told, as the stand-in launcher has noted it.

use gloo_events::EventListener;
use gloo_utils::window;
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use yew::prelude::*;

/// The stand-in's list, newest call first, and the event by which it says that the list has grown.
const LIST: &str = "glimworthCalls";
const GROWN: &str = "glimworthcall";

/// One of the chat's methods was called.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Call {
    pub(crate) name: String,
    /// What it was given, as JSON: settings each with their key, anything else without one.
    pub(crate) told: Vec<(Option<String>, String)>,
}

/// The latest calls, newest first. None of a real chat, which keeps no list.
#[hook]
pub(crate) fn use_calls() -> UseStateHandle<Vec<Call>> {
    let calls = use_state_eq(Vec::new);
    use_effect_with((), {
        let calls = calls.setter();
        move |()| {
            calls.set(read());
            let listener = EventListener::new(&window(), GROWN, move |_| calls.set(read()));
            move || drop(listener)
        }
    });
    calls
}

fn read() -> Vec<Call> {
    let list = get(&window(), LIST).dyn_into::<Array>();
    list.unwrap_or_default().iter().map(call).collect()
}

fn call(noted: JsValue) -> Call {
    let args = get(&noted, "args").dyn_into::<Array>().unwrap_or_default();
    Call {
        name: get(&noted, "name").as_string().unwrap_or_default(),
        told: args.iter().flat_map(|argument| told(&argument)).collect(),
    }
}

fn told(argument: &JsValue) -> Vec<(Option<String>, String)> {
    if !argument.is_object() {
        return vec![(None, json(argument))];
    }
    let entries = Object::entries(argument.unchecked_ref());
    entries
        .iter()
        .map(|entry| {
            let entry: Array = entry.unchecked_into();
            (entry.get(0).as_string(), json(&entry.get(1)))
        })
        .collect()
}

fn json(value: &JsValue) -> String {
    JSON::stringify(value).map_or_else(|_| "(not JSON)".to_owned(), String::from)
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or_default()
}
