//! What stands in Google Tag Manager's data layer, read back as any script of the page could.

use gloo_utils::window;
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// An object of `window.dataLayer`, in a form that can be shown.
#[derive(Debug, PartialEq)]
pub(crate) struct Pushed {
    /// The keys that have a value, and the value as JSON.
    pub(crate) set: Vec<(String, String)>,
    /// The keys that are there and `undefined`: they make Tag Manager forget an earlier value.
    pub(crate) unset: Vec<String>,
}

impl Pushed {
    /// The chat's latest push.
    pub(crate) fn latest() -> Option<Self> {
        let layer = Reflect::get(&window(), &"dataLayer".into()).ok()?;
        let pushed = layer.dyn_into::<Array>().ok()?;
        // A Tag Manager that listens, or a tag of its, may have pushed something of its own since.
        (0..pushed.length())
            .rev()
            .map(|index| pushed.get(index))
            .find(is_the_chats)
            .map(|object| Self::read(&object))
    }

    fn read(object: &JsValue) -> Self {
        let mut read = Self {
            set: Vec::new(),
            unset: Vec::new(),
        };
        for entry in Object::entries(object.unchecked_ref()).iter() {
            let entry: Array = entry.unchecked_into();
            let key = entry.get(0).as_string().unwrap_or_default();
            let value = entry.get(1);
            if value.is_undefined() {
                read.unset.push(key);
            } else {
                let value = JSON::stringify(&value).map(String::from);
                read.set
                    .push((key, value.unwrap_or_else(|_| "(not JSON)".to_owned())));
            }
        }
        read
    }
}

fn is_the_chats(object: &JsValue) -> bool {
    Reflect::get(object, &"event".into())
        .ok()
        .and_then(|event| event.as_string())
        .is_some_and(|event| event.starts_with("customerly_"))
}
