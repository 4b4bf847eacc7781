//! Values that become JavaScript when they are sent.

use std::any::Any;
use std::fmt;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use yew::AttrValue;

use super::to_js::ToJs;
use crate::browser::js;

/// A value of any [`ToJs`] type. Clones are cheap.
///
/// It is a trait object, not an enum, so that an app contains the code of only those types that it
/// uses.
#[derive(Clone)]
pub(crate) struct Value(Rc<dyn AnyToJs>);

impl Value {
    pub(crate) fn text(text: impl Into<AttrValue>) -> Self {
        text.into().into()
    }

    /// Converts a command's argument.
    ///
    /// # Errors
    ///
    /// The reason why there is nothing to send: the value is `None`, it cannot be serialized, or it
    /// is a number that JSON does not have. The console does not have it yet.
    pub(crate) fn try_to_js(&self) -> Result<JsValue, String> {
        self.0.to_js().map_err(|reason| js::error_message(&reason))
    }

    /// Converts the value of an object's field. Returns `undefined` if there is nothing to send.
    pub(super) fn field_to_js(&self) -> JsValue {
        self.0.to_js().unwrap_or_default()
    }
}

impl<T: ToJs> From<T> for Value {
    fn from(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl PartialEq for Value {
    /// Whether both are of the same type and equal.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.0.equals(&*other.0)
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Value(..)")
    }
}

impl ToJs for Vec<Value> {
    fn to_js(&self) -> Result<JsValue, JsValue> {
        Ok(js::array(self.iter().map(Value::field_to_js)).into())
    }
}

/// [`ToJs`] as a trait object.
trait AnyToJs: Any {
    fn to_js(&self) -> Result<JsValue, JsValue>;

    fn equals(&self, other: &dyn AnyToJs) -> bool;
}

impl<T: ToJs> AnyToJs for T {
    fn to_js(&self) -> Result<JsValue, JsValue> {
        ToJs::to_js(self)
    }

    fn equals(&self, other: &dyn AnyToJs) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref() == Some(self)
    }
}
