//! Values of the app that become JavaScript through serde.

use std::rc::Rc;

use serde::Serialize;
use wasm_bindgen::JsValue;

use super::to_js::ToJs;
use crate::browser::{console, js};

/// A value that becomes JavaScript through serde when it is sent. Two of them are equal only if one
/// is a clone of the other.
#[derive(Clone)]
pub(crate) struct Serialized(Rc<dyn Fn() -> Result<JsValue, JsValue>>);

impl Serialized {
    pub(crate) fn new(value: impl Serialize + 'static) -> Self {
        Self(Rc::new(move || {
            // By default, maps and structs with flattened fields become a JavaScript `Map`, which
            // the chat does not read.
            let serializer = serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true);
            value.serialize(&serializer).map_err(JsValue::from)
        }))
    }
}

impl ToJs for Serialized {
    /// Returns `undefined` for a value that serde cannot serialize, and reports it in the console.
    fn to_js(&self) -> JsValue {
        (self.0)().unwrap_or_else(|error| {
            console::error(&[
                "a value was not sent to the chat; serializing it failed: ",
                &js::error_message(&error),
            ]);
            JsValue::UNDEFINED
        })
    }
}

impl PartialEq for Serialized {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
