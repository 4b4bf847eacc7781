//! The calls that the chat received, as the stand-in launcher records them.

use gloo_events::EventListener;
use gloo_utils::window;
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use yew::prelude::*;

/// The stand-in's list, newest call first.
const LIST: &str = "glimworthCalls";
/// The event that the stand-in dispatches when the list changes.
const LIST_CHANGED: &str = "glimworthcall";

/// A call of one of the chat's methods.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LauncherCall {
    pub(crate) method: String,
    /// The arguments as JSON. Each entry of an object is listed with its key, other values without one.
    pub(crate) arguments: Vec<(Option<String>, String)>,
}

/// The latest calls, newest first. Always empty for the real chat, which keeps no such list.
#[hook]
pub(crate) fn use_launcher_calls() -> UseStateHandle<Vec<LauncherCall>> {
    let calls = use_state_eq(Vec::new);
    use_effect_with((), {
        let calls = calls.setter();
        move |()| {
            calls.set(read_calls());
            let listener =
                EventListener::new(&window(), LIST_CHANGED, move |_| calls.set(read_calls()));
            move || drop(listener)
        }
    });
    calls
}

fn read_calls() -> Vec<LauncherCall> {
    let list = get(&window(), LIST).dyn_into::<Array>();
    list.unwrap_or_default().iter().map(read_call).collect()
}

fn read_call(call: JsValue) -> LauncherCall {
    let arguments = get(&call, "args").dyn_into::<Array>().unwrap_or_default();
    LauncherCall {
        method: get(&call, "name").as_string().unwrap_or_default(),
        arguments: arguments.iter().flat_map(|value| entries(&value)).collect(),
    }
}

fn entries(argument: &JsValue) -> Vec<(Option<String>, String)> {
    if !argument.is_object() {
        return vec![(None, to_json(argument))];
    }
    Object::entries(argument.unchecked_ref())
        .iter()
        .map(|entry| {
            let entry: Array = entry.unchecked_into();
            (entry.get(0).as_string(), to_json(&entry.get(1)))
        })
        .collect()
}

fn to_json(value: &JsValue) -> String {
    JSON::stringify(value).map_or_else(|_| "(not JSON)".to_owned(), String::from)
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or_default()
}
