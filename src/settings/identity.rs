//! Whether two sets of settings name the same user.

use wasm_bindgen::JsValue;

use super::fields::Fields;
use crate::browser::js;

/// The settings that name a user. The first one takes precedence.
const USER_KEYS: [&str; 2] = ["user_id", "email"];

/// Whether the settings that the chat has and the current ones name the same user. The first user
/// key that both have decides; `None` if they have none in common.
fn is_same_user(sent: &JsValue, settings: &JsValue) -> Option<bool> {
    let mut keys = USER_KEYS.iter();
    let key = keys.find(|key| is_set(sent, key) && is_set(settings, key))?;
    Some(js::get(sent, key) == js::get(settings, key))
}

/// Whether the chat has a user that the current settings do not name.
pub(super) fn user_left(sent: &JsValue, settings: &JsValue) -> bool {
    let has_user = || USER_KEYS.iter().any(|key| is_set(sent, key));
    is_same_user(sent, settings).map_or_else(has_user, |is_same| !is_same)
}

/// Whether the chat has the user of the settings. `sent` are the settings that the chat has.
///
/// This serializes the extra fields of the settings, which runs code of the app.
pub(crate) fn has_user(sent: &JsValue, settings: &Fields) -> bool {
    let settings = settings.only(&USER_KEYS).to_object();
    is_same_user(sent, &settings) == Some(true)
}

/// Whether `settings` have a value other than `undefined` for the key.
pub(super) fn is_set(settings: &JsValue, key: &str) -> bool {
    !js::get(settings, key).is_undefined()
}
