//! What changed in the provider's settings since they were sent.

use js_sys::Object;
use wasm_bindgen::JsValue;

use super::fields::Fields;
use super::identity::{self, NamedUser, is_set};
use crate::browser::{function, js};

/// Customerly verifies the two together, so a change of one sends both.
const VERIFIED_TOGETHER: [&str; 2] = ["email", "email_hash"];

/// The code that compares settings. Only settings in which something is set point to it, which keeps
/// it out of apps without settings.
#[derive(Debug)]
pub(crate) struct Comparison {
    pub(crate) diff: fn(sent: &JsValue, settings: &JsValue) -> SettingsDiff,
    pub(crate) name_user: fn(previous: &JsValue, settings: &Fields) -> NamedUser,
    pub(crate) names_user: fn(settings: &JsValue) -> bool,
}

pub(super) static COMPARISON: Comparison = Comparison {
    diff,
    name_user: identity::name_user,
    names_user: identity::names_user,
};

/// What the chat must be told so that it has the current settings.
#[derive(Debug)]
pub(crate) struct SettingsDiff {
    /// An object of the settings that the chat does not have; `undefined` if it has all of them.
    pub(crate) changes: JsValue,
    /// An object of all settings that the chat has once it got the changes. Objects among the values
    /// are JSON text.
    pub(crate) sent: JsValue,
}

/// Compares the settings that the chat has (`undefined` for none) with the current ones.
///
/// The comparison is between JavaScript values. They are what the chat receives, and comparing them
/// takes the least code.
fn diff(sent: &JsValue, settings: &JsValue) -> SettingsDiff {
    // A copy, because the chat may refuse the changes.
    let copy = Object::new();
    if sent.is_object() {
        for key in js::keys(sent).unwrap_or_default().iter() {
            js::set_by_key(&copy, &key, &js::get_by_key(sent, &key));
        }
    }
    SettingsDiff {
        changes: take_changes(&copy, settings),
        sent: copy.into(),
    }
}

/// Returns the settings that are not in `sent`, and adds them to it.
fn take_changes(sent: &JsValue, settings: &JsValue) -> JsValue {
    let changes = Object::new();
    let mut count = 0;
    for key in js::keys(settings).unwrap_or_default().iter() {
        let value = js::get_by_key(settings, &key);
        let comparable = comparable(&value);
        // Customerly's React package sends the project's id with every update.
        let is_always_sent = key == "app_id";
        if is_always_sent || js::get_by_key(sent, &key) != comparable {
            count += u32::from(!is_always_sent);
            js::set_by_key(&changes, &key, &value);
            js::set_by_key(sent, &key, &comparable);
        }
    }
    if count == 0 {
        return JsValue::UNDEFINED;
    }
    if VERIFIED_TOGETHER.iter().any(|key| is_set(&changes, key)) {
        for key in VERIFIED_TOGETHER.iter().filter(|key| is_set(settings, key)) {
            js::set(&changes, key, &js::get(settings, key));
        }
    }
    changes.into()
}

/// Converts an object to JSON text, because `===` compares objects by identity.
fn comparable(value: &JsValue) -> JsValue {
    if !value.is_object() {
        return value.clone();
    }
    let json = js::get(&js::window(), "JSON");
    let text = js::call_method(
        &json,
        "stringify",
        &[value, &function::cached(sort_keys, 0)],
    );
    // JavaScript values that the app passes on unchanged may have no JSON text, such as a `BigInt`.
    // NaN does not equal itself, so they are sent each time.
    text.unwrap_or(JsValue::from_f64(f64::NAN))
}

/// Copies an object with its keys sorted, because a Rust `HashMap` has another order each time.
/// `JSON.stringify` calls this for every value inside the one that it converts.
fn sort_keys(_: u32, [_, value, _]: [JsValue; 3]) -> JsValue {
    if !value.is_object() || js::is_array(&value) {
        return value;
    }
    let keys = js::keys(&value).unwrap_or_default();
    drop(js::call_method(&keys, "sort", &[]));
    let sorted = Object::new();
    for key in keys.iter() {
        js::set_by_key(&sorted, &key, &js::get_by_key(&value, &key));
    }
    sorted.into()
}
