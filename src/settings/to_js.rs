//! Conversion of Rust values to JavaScript.

use wasm_bindgen::JsValue;
use yew::AttrValue;

/// A Rust type that is converted to JavaScript when it is sent. Only a browser can convert it.
pub(crate) trait ToJs: PartialEq + 'static {
    fn to_js(&self) -> JsValue;
}

impl ToJs for AttrValue {
    fn to_js(&self) -> JsValue {
        JsValue::from_str(self)
    }
}

impl ToJs for f64 {
    fn to_js(&self) -> JsValue {
        JsValue::from_f64(*self)
    }
}

impl ToJs for bool {
    fn to_js(&self) -> JsValue {
        JsValue::from_bool(*self)
    }
}
