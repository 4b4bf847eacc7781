//! Who the visitor is: what the chat has of the provider's settings, and what is new about them.
//!
//! Settings compare as they are sent, in JavaScript: that is what the chat sees, and comparing them
//! there weighs least. An app that never sets one does without all of this.

use js_sys::Object;
use wasm_bindgen::prelude::*;

use crate::foreign;
use crate::value::Fields;

/// What names a user, the stronger name first.
const NAMES: [&str; 2] = ["user_id", "email"];

/// An address and the proof of it mean something together only.
const PROVEN: [&str; 2] = ["email", "email_hash"];

/// Compares what the chat has, `undefined` for nothing, with all that the settings say.
pub(crate) type Compare = fn(sent: &JsValue, settings: &JsValue) -> News;

/// What the chat has to be told.
#[derive(Debug)]
pub(crate) struct News {
    /// Whether the user whom the chat has is gone.
    pub(crate) is_gone: bool,
    /// What the chat does not have yet; `undefined` for nothing.
    pub(crate) settings: JsValue,
    /// What the chat has when it was told: each key with its value, objects as text.
    pub(crate) sent: JsValue,
}

/// What is new about the settings. When a user is gone from them, all is new: a session follows in
/// which the chat has nothing.
pub(crate) fn compare(sent: &JsValue, settings: &JsValue) -> News {
    let is_gone = is_gone(sent, settings);
    let sent = if is_gone || sent.is_undefined() {
        Object::new().into()
    } else {
        sent.clone()
    };
    News {
        is_gone,
        settings: news(&sent, settings),
        sent,
    }
}

/// What the chat does not have yet, which it is taken to have from now on.
fn news(sent: &JsValue, settings: &JsValue) -> JsValue {
    let news = Object::new();
    let mut count = 0;
    for key in foreign::keys(settings).iter() {
        let value = foreign::get_by(settings, &key);
        let content = content(&value);
        // Customerly's own package sends the id along with every update.
        let accompanies = key == "app_id";
        if accompanies || foreign::get_by(sent, &key) != content {
            count += u32::from(!accompanies);
            foreign::set_by(&news, &key, &value);
            foreign::set_by(sent, &key, &content);
        }
    }
    if count == 0 {
        return JsValue::UNDEFINED;
    }
    if PROVEN.iter().any(|key| is_set(&news, key)) {
        for key in PROVEN.iter().filter(|key| is_set(settings, key)) {
            foreign::set(&news, key, &foreign::get(settings, key));
        }
    }
    news.into()
}

/// A value as it compares: an object by its content.
fn content(value: &JsValue) -> JsValue {
    if !value.is_object() {
        return value.clone();
    }
    let json = foreign::get(&foreign::page(), "JSON");
    let text = foreign::call(&json, "stringify", &[value, &foreign::function(sorted, 0)]);
    // What cannot be written equals nothing, itself included, so it is sent again.
    text.unwrap_or(JsValue::from_f64(f64::NAN))
}

/// An object with its keys in order, as a map that hashes has another order each time. JSON asks for
/// each object that it comes to.
fn sorted(_: u32, [_, value, _]: [JsValue; 3]) -> JsValue {
    if !value.is_object() || foreign::is_array(&value) {
        return value;
    }
    let keys = foreign::keys(&value);
    // A page whose arrays do not sort has its maps sent again.
    drop(foreign::call(&keys, "sort", &[]));
    let sorted = Object::new();
    for key in keys.iter() {
        foreign::set_by(&sorted, &key, &foreign::get_by(&value, &key));
    }
    sorted.into()
}

/// Whether the user whom the chat has is no longer the one of the settings.
fn is_gone(sent: &JsValue, settings: &JsValue) -> bool {
    let mut is_gone = false;
    for key in &NAMES {
        let before = foreign::get(sent, key);
        if !before.is_undefined() {
            let now = foreign::get(settings, key);
            is_gone = before != now;
            if !now.is_undefined() {
                break;
            }
        }
    }
    is_gone
}

/// Whether the chat has the user of these settings: both name one, and the first kind of name that both
/// have is the same.
pub(crate) fn has_user(sent: &JsValue, settings: &Fields) -> bool {
    let settings = settings.only(&NAMES).to_object();
    NAMES
        .iter()
        .find(|key| is_set(sent, key) && is_set(&settings, key))
        .is_some_and(|key| foreign::get(sent, key) == foreign::get(&settings, key))
}

fn is_set(target: &JsValue, key: &str) -> bool {
    !foreign::get(target, key).is_undefined()
}
