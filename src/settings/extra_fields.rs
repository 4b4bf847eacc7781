//! Fields whose names the app chooses.

use std::cell::Cell;

use js_sys::Object;
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::field_path::FieldPath;
use super::serialized::Serialized;
use super::to_js::ToJs;
use super::value_serializer::is_empty;
use crate::browser::js;

/// Looks at a field that is sent. A pointer keeps its code out of apps that do not use it.
pub(super) type CheckFn = fn(name: &str, value: &JsValue);

/// The fields of the object that a value of the app serializes to.
pub(super) struct ExtraFields {
    /// What the console calls the value. May be empty.
    name: &'static str,
    value: Serialized,
    check: Option<CheckFn>,
    /// Whether the console has everything about this value. Settings are converted several times.
    is_reported: Cell<bool>,
}

impl ExtraFields {
    pub(super) fn new(
        name: &'static str,
        value: impl Serialize + 'static,
        check: Option<CheckFn>,
    ) -> Self {
        Self {
            name,
            value: Serialized::new(value),
            check,
            is_reported: Cell::new(false),
        }
    }
}

/// Copies the fields that have a value. The app may have serialized a JavaScript object of its own,
/// which must stay as it is.
fn copy_fields(source: &JsValue, target: &Object, check: Option<CheckFn>) {
    for key in js::keys(source).unwrap_or_default().iter() {
        let value = js::get_by_key(source, &key);
        if is_empty(&value) {
            continue;
        }
        js::set_by_key(target, &key, &value);
        if let Some(check) = check {
            check(&key.as_string().unwrap_or_default(), &value);
        }
    }
}

impl PartialEq for ExtraFields {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl ToJs for ExtraFields {
    /// Returns a new object, whatever the value serializes to. It has no field that is `null` or
    /// `undefined`, because Customerly expects an absent setting to be left out.
    fn to_js(&self) -> Result<JsValue, JsValue> {
        let is_reported = self.is_reported.replace(true);
        let path = FieldPath::root(self.name, is_reported);
        let check = self.check.filter(|_| !is_reported);
        let target = Object::new();
        match self.value.serialize(&path) {
            Ok(source) if is_empty(&source) => {}
            Ok(source) if source.is_object() && !js::is_array(&source) => {
                copy_fields(&source, &target, check);
            }
            Ok(_) => path.refuse("it must serialize to an object, such as a struct or a map"),
            Err(reason) => path.refuse(&js::error_message(&reason)),
        }
        Ok(target.into())
    }
}
