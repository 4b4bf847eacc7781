//! Values that contact properties hold, and values of no known shape.

use std::fmt;

use wasm_bindgen::JsValue;

use super::read::Read;

/// A text, a number or a truth value: what a contact property can hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A truth value.
    Bool(bool),
}

impl From<&str> for Scalar {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Scalar {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Scalar {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Scalar {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

/// A JavaScript value whose shape Customerly documents nowhere, kept as it came.
#[derive(Clone, PartialEq)]
pub struct Opaque(JsValue);

impl Read for Option<Opaque> {
    fn read(value: &JsValue) -> Self {
        (!value.is_null() && !value.is_undefined()).then(|| Opaque(value.clone()))
    }
}

impl Opaque {
    /// The value itself. It is the chat's own object, so reading it can throw: use
    /// [`js_sys::Reflect`], which returns a `Result`.
    pub const fn as_js(&self) -> &JsValue {
        &self.0
    }
}

// By hand: the derived form would ask the foreign object for its name, which may throw.
impl fmt::Debug for Opaque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opaque(..)")
    }
}
