//! Whether two sets of settings name the same user.

use js_sys::Object;
use wasm_bindgen::JsValue;

use super::fields::Fields;
use crate::browser::js;

const EMAIL: &str = "email";

/// The settings that name a user. The first one takes precedence.
const USER_KEYS: [&str; 2] = ["user_id", EMAIL];

/// The user whom settings name, compared with the one before.
#[derive(Debug)]
pub(crate) struct NamedUser {
    /// Whether the user before has left: another one is named, or none.
    pub(crate) previous_left: bool,
    /// An object of the keys that name the user; empty for an anonymous visitor.
    pub(crate) keys: JsValue,
}

/// Compares the user of the settings with the one before, which is `undefined` at first. An anonymous
/// visitor who logs in stays the same person.
pub(super) fn name_user(previous: &JsValue, settings: &Fields) -> NamedUser {
    let settings = settings.only(&USER_KEYS).to_object();
    let previous_left = user_left(previous, &settings);
    let keys = Object::new();
    for key in USER_KEYS {
        // A user who is named by one more key, or by one less, is known by all of them.
        let known = [(true, &*settings), (!previous_left, previous)];
        let known = known.iter().find(|(may, of)| *may && is_set(of, key));
        if let Some((_, of)) = known {
            js::set(&keys, key, &js::get(of, key));
        }
    }
    NamedUser {
        previous_left,
        keys: keys.into(),
    }
}

/// Whether the settings that the chat has and the current ones name the same user. The first user
/// key that both have decides; `None` if they have none in common.
fn is_same_user(sent: &JsValue, settings: &JsValue) -> Option<bool> {
    let mut keys = USER_KEYS.iter();
    let key = keys.find(|key| is_set(sent, key) && is_set(settings, key))?;
    Some(normal(sent, key) == normal(settings, key))
}

/// The text of a user key, as it is compared: the number 7 and the text "7" are one id, and the case
/// of an email address does not matter.
fn normal(settings: &JsValue, key: &str) -> Option<String> {
    let text = js::call_method(&js::window(), "String", &[&js::get(settings, key)]);
    let text = text.ok()?.as_string()?;
    Some(if key == EMAIL {
        text.trim().to_ascii_lowercase()
    } else {
        text
    })
}

/// Whether the chat has a user that the current settings do not name.
fn user_left(sent: &JsValue, settings: &JsValue) -> bool {
    is_same_user(sent, settings).map_or_else(|| names_user(sent), |is_same| !is_same)
}

/// Whether the settings name a user.
pub(crate) fn names_user(settings: &JsValue) -> bool {
    USER_KEYS.iter().any(|key| is_set(settings, key))
}

/// Whether the chat has the user of the settings. `sent` are the settings that the chat has.
///
/// This serializes the extra fields of the settings, which runs code of the app.
pub(crate) fn has_user(sent: &JsValue, settings: &Fields) -> bool {
    let settings = settings.only(&USER_KEYS).to_object();
    is_same_user(sent, &settings) == Some(true)
}

/// Whether `settings` have a value for the key. An empty text names nobody.
pub(super) fn is_set(settings: &JsValue, key: &str) -> bool {
    let value = js::get(settings, key);
    !value.is_undefined() && value != *""
}
