//! Conversion of Rust values to JavaScript.

use wasm_bindgen::JsValue;
use yew::AttrValue;

/// A Rust type that is converted to JavaScript when it is sent. Only a browser can convert it.
pub(crate) trait ToJs: PartialEq + 'static {
    /// Returns the JavaScript value. A value that an object's field holds reports in the console
    /// what of it is not sent, because it knows the names; it returns `undefined` if it is nothing.
    ///
    /// # Errors
    ///
    /// A command's argument for which there is nothing to send returns the reason: a text or a
    /// JavaScript `Error`.
    fn to_js(&self) -> Result<JsValue, JsValue>;
}

impl ToJs for AttrValue {
    fn to_js(&self) -> Result<JsValue, JsValue> {
        Ok(JsValue::from_str(self))
    }
}

impl ToJs for f64 {
    fn to_js(&self) -> Result<JsValue, JsValue> {
        Ok(JsValue::from_f64(*self))
    }
}

impl ToJs for bool {
    fn to_js(&self) -> Result<JsValue, JsValue> {
        Ok(JsValue::from_bool(*self))
    }
}
