//! Values of the app that become JavaScript through serde.

use std::ptr;

use serde::Serialize;
use wasm_bindgen::JsValue;

use super::field_path::FieldPath;
use super::refusal::NO_VALUE;
use super::value_serializer::{ValueSerializer, is_empty};

type SerializeFn = dyn Fn(&FieldPath<'_>) -> Result<JsValue, serde_wasm_bindgen::Error>;

/// A value that becomes JavaScript through serde when it is sent. It equals only itself.
pub(crate) struct Serialized(Box<SerializeFn>);

impl Serialized {
    pub(crate) fn new(value: impl Serialize + 'static) -> Self {
        Self(Box::new(move |path| {
            value.serialize(ValueSerializer::new(path))
        }))
    }

    /// Converts the value, or returns why it is not sent. Fields that are not sent are reported in
    /// the console, under the value's path.
    pub(super) fn serialize(&self, path: &FieldPath<'_>) -> Result<JsValue, JsValue> {
        (self.0)(path).map_err(JsValue::from)
    }

    /// Like [`serialize`](Self::serialize), for a value that stands alone: without a value there is
    /// nothing to send.
    pub(super) fn serialize_alone(&self, name: &str) -> Result<JsValue, JsValue> {
        let value = self.serialize(&FieldPath::root(name, false))?;
        if is_empty(&value) {
            return Err(NO_VALUE.into());
        }
        Ok(value)
    }
}

impl PartialEq for Serialized {
    fn eq(&self, other: &Self) -> bool {
        ptr::eq(self, other)
    }
}
