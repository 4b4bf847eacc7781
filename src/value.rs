//! Values on their way to the chat.
//!
//! They are turned into JavaScript only when they are sent, as there is none on a server. What an app
//! never sends costs it nothing: each type's code hangs on the type's own table of functions.

use std::any::Any;
use std::fmt;
use std::rc::Rc;

use js_sys::{JsString, Object};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use yew::AttrValue;

use crate::foreign;

/// A value on its way to the chat.
pub(crate) trait Outgoing: Any {
    fn to_js(&self) -> JsValue;

    /// Whether the other one is of the same type and content.
    fn equals(&self, other: &dyn Outgoing) -> bool;
}

/// Any value on its way to the chat. Clones are cheap.
#[derive(Clone)]
pub(crate) struct Value(Rc<dyn Outgoing>);

impl Value {
    pub(crate) fn new(value: impl Outgoing) -> Self {
        Self(Rc::new(value))
    }

    pub(crate) fn text(text: impl Into<AttrValue>) -> Self {
        Self::new(text.into())
    }

    pub(crate) fn to_js(&self) -> JsValue {
        self.0.to_js()
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.0.equals(&*other.0)
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Value(..)")
    }
}

fn same<T: PartialEq + 'static>(value: &T, other: &dyn Outgoing) -> bool {
    let other: &dyn Any = other;
    other.downcast_ref() == Some(value)
}

macro_rules! plain {
    ($($type:ty: |$value:ident| $to_js:expr,)*) => {
        $(impl Outgoing for $type {
            fn to_js(&self) -> JsValue {
                let $value = self;
                $to_js
            }

            fn equals(&self, other: &dyn Outgoing) -> bool {
                same(self, other)
            }
        }

        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::new(value)
            }
        })*
    };
}

plain! {
    AttrValue: |text| JsValue::from_str(text),
    f64: |number| JsValue::from_f64(*number),
    bool: |flag| JsValue::from_bool(*flag),
    Vec<Value>: |items| foreign::array(items.iter().map(Value::to_js)).into(),
    Fields: |fields| fields.to_object().into(),
    Rest: |rest| rest.to_object().into(),
    Serialized: |serialized| serialized.to_js(),
}

/// The fields of an object on its way to the chat. A field that was never set is not there at all.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fields {
    named: Vec<(&'static str, Value)>,
    /// Further fields; the named ones win over them.
    rest: Option<Value>,
}

impl Fields {
    pub(crate) fn set(&mut self, key: &'static str, value: impl Into<Value>) {
        let value = value.into();
        match self.named.iter_mut().find(|(name, _)| *name == key) {
            Some((_, old)) => *old = value,
            None => self.named.push((key, value)),
        }
    }

    /// Further fields, which the named ones win over.
    pub(crate) fn set_rest(&mut self, values: impl Serialize + 'static) {
        self.rest = Some(Rest(Serialized::new(values)).into());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.named.is_empty() && self.rest.is_none()
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        let (_, value) = self.named.iter().find(|(name, _)| *name == key)?;
        Some(value)
    }

    /// Those of these names, and what may hold them: the further fields.
    pub(crate) fn only(&self, keys: &[&str]) -> Self {
        let named = self.named.iter().filter(|(key, _)| keys.contains(key));
        Self {
            named: named.cloned().collect(),
            rest: self.rest.clone(),
        }
    }

    #[cfg(test)]
    pub(crate) fn named(&self) -> &[(&'static str, Value)] {
        &self.named
    }

    pub(crate) fn to_object(&self) -> Object {
        let target: Object = match &self.rest {
            Some(rest) => rest.to_js().unchecked_into(),
            None => Object::new(),
        };
        for (key, item) in &self.named {
            foreign::set(&target, key, &item.to_js());
        }
        target
    }
}

/// Further fields: an object of its own, whatever they serialise to.
#[derive(PartialEq)]
struct Rest(Serialized);

impl Rest {
    /// Copies what is set. Customerly wants absent keys left out, never null.
    fn to_object(&self) -> Object {
        let target = Object::new();
        let source = self.0.to_js();
        if source.is_undefined() {
            return target;
        }
        if !source.is_object() || foreign::is_array(&source) {
            foreign::error(&[
                "settings for the chat were left out: they must serialise to an object, with a key for each value",
            ]);
            return target;
        }
        for key in foreign::keys(&source).iter() {
            let item = foreign::get_by(&source, &key);
            // Setting this key would exchange the object's prototype.
            let prototype = key.unchecked_ref::<JsString>() == "__proto__";
            if !item.is_null() && !item.is_undefined() && !prototype {
                foreign::set_by(&target, &key, &item);
            }
        }
        target
    }
}

/// Anything serialisable. It compares by identity.
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

    fn to_js(&self) -> JsValue {
        (self.0)().unwrap_or_else(|error| {
            foreign::error(&[
                "a value for the chat was left out, it cannot be serialised: ",
                &foreign::describe(&error),
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
