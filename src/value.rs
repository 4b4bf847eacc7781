//! Values on their way to the chat.

use std::fmt;
use std::rc::Rc;

use serde::Serialize;
use wasm_bindgen::JsValue;
use yew::AttrValue;

/// A value on its way to the chat. Plain Rust, so that it can be built on a server.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Text(AttrValue),
    Number(f64),
    Bool(bool),
    List(Vec<Value>),
    Object(Fields),
    Serialized(Serialized),
}

impl From<AttrValue> for Value {
    fn from(text: AttrValue) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

/// The fields of an object on its way to the chat. A field that was never set is not there at all.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fields {
    pub(crate) named: Vec<(&'static str, Value)>,
    /// Further fields; the named ones win over them.
    pub(crate) rest: Option<Serialized>,
}

impl Fields {
    pub(crate) fn set(&mut self, key: &'static str, value: impl Into<Value>) {
        let value = value.into();
        match self.named.iter_mut().find(|(name, _)| *name == key) {
            Some((_, old)) => *old = value,
            None => self.named.push((key, value)),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.named.is_empty() && self.rest.is_none()
    }
}

/// Anything serialisable, turned into JavaScript only when it is sent, as there is none on a server.
#[derive(Clone)]
pub(crate) struct Serialized(Rc<dyn Fn() -> Result<JsValue, JsValue>>);

impl Serialized {
    pub(crate) fn new(value: impl Serialize + 'static) -> Self {
        Self(Rc::new(move || {
            // Without it every map and flattened struct becomes a JavaScript `Map`.
            let serializer = serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true);
            value.serialize(&serializer).map_err(JsValue::from)
        }))
    }

    pub(crate) fn to_js(&self) -> Result<JsValue, JsValue> {
        (self.0)()
    }
}

impl fmt::Debug for Serialized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Serialized(..)")
    }
}

impl PartialEq for Serialized {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
