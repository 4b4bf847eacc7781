//! Numbers among the fields of an object.

use wasm_bindgen::JsValue;

use super::refusal::{self, NOT_FINITE};
use super::to_js::ToJs;

/// A number with the name of its field.
#[derive(PartialEq)]
pub(super) struct Number {
    name: &'static str,
    number: f64,
}

impl Number {
    pub(super) fn new(name: &'static str, number: f64) -> Self {
        Self { name, number }
    }
}

impl ToJs for Number {
    fn to_js(&self) -> Result<JsValue, JsValue> {
        if !self.number.is_finite() {
            refusal::report(self.name, NOT_FINITE);
            return Ok(JsValue::UNDEFINED);
        }
        self.number.to_js()
    }
}
