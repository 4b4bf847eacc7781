//! Values of an undocumented shape.

use std::fmt;

use wasm_bindgen::JsValue;

use super::from_js::FromJs;

/// A JavaScript value whose shape Customerly does not document, as the launcher passed it.
///
/// Two values are equal if JavaScript's `===` says so: objects by identity.
#[derive(Clone, PartialEq)]
pub struct Opaque(JsValue);

impl Opaque {
    /// The value itself. It belongs to the launcher, and reading its properties may throw: use
    /// [`js_sys::Reflect`], which returns a `Result`.
    pub const fn as_js(&self) -> &JsValue {
        &self.0
    }
}

impl FromJs for Option<Opaque> {
    fn from_js(value: &JsValue) -> Self {
        (!value.is_null() && !value.is_undefined()).then(|| Opaque(value.clone()))
    }
}

// A derived `Debug` would let JavaScript format the launcher's object, which may throw.
impl fmt::Debug for Opaque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opaque(..)")
    }
}
