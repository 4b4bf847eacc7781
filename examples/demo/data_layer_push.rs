//! The chat's latest push, read from Google Tag Manager's data layer as any script could.

use gloo_utils::window;
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// An object in `window.dataLayer`.
#[derive(Debug, PartialEq)]
pub(crate) struct DataLayerPush {
    /// The keys with a value, and the values as JSON.
    pub(crate) set: Vec<(String, String)>,
    /// The keys that are `undefined`, which clears their values in Tag Manager.
    pub(crate) unset: Vec<String>,
}

impl DataLayerPush {
    pub(crate) fn latest() -> Option<Self> {
        let data_layer = Reflect::get(&window(), &"dataLayer".into()).ok()?;
        let pushes = data_layer.dyn_into::<Array>().ok()?;
        // Tag Manager or one of its tags may have pushed objects of its own since.
        (0..pushes.length())
            .rev()
            .map(|index| pushes.get(index))
            .find(is_from_chat)
            .map(|object| Self::read(&object))
    }

    fn read(object: &JsValue) -> Self {
        let mut push = Self {
            set: Vec::new(),
            unset: Vec::new(),
        };
        for entry in Object::entries(object.unchecked_ref()).iter() {
            let entry: Array = entry.unchecked_into();
            let key = entry.get(0).as_string().unwrap_or_default();
            let value = entry.get(1);
            if value.is_undefined() {
                push.unset.push(key);
            } else {
                let json = JSON::stringify(&value).map(String::from);
                let json = json.unwrap_or_else(|_| "(not JSON)".to_owned());
                push.set.push((key, json));
            }
        }
        push
    }
}

fn is_from_chat(object: &JsValue) -> bool {
    Reflect::get(object, &"event".into())
        .ok()
        .and_then(|event| event.as_string())
        .is_some_and(|event| event.starts_with("customerly_"))
}
