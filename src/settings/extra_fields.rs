//! Fields whose names the app chooses.

use js_sys::Object;
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::serialized::Serialized;
use super::to_js::ToJs;
use crate::browser::{console, js};

/// The fields of the object that a value of the app serializes to.
#[derive(PartialEq)]
pub(super) struct ExtraFields(Serialized);

impl ExtraFields {
    pub(super) fn new(value: impl Serialize + 'static) -> Self {
        Self(Serialized::new(value))
    }
}

impl ToJs for ExtraFields {
    /// Returns a new object, whatever the value serializes to. It has no field that is `null` or
    /// `undefined`, because Customerly expects an absent setting to be left out.
    fn to_js(&self) -> JsValue {
        let target = Object::new();
        let source = self.0.to_js();
        if source.is_undefined() {
            return target.into();
        }
        if !source.is_object() || js::is_array(&source) {
            console::error(&[
                "settings were not sent to the chat: they must serialize to an object, such as a struct or a map",
            ]);
            return target.into();
        }
        for key in js::keys(&source).unwrap_or_default().iter() {
            let value = js::get_by_key(&source, &key);
            if !value.is_null() && !value.is_undefined() {
                js::set_by_key(&target, &key, &value);
            }
        }
        target.into()
    }
}
