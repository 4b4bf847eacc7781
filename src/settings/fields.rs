//! Objects that are sent to the chat.

use js_sys::Object;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::attribute;
use super::extra_fields::ExtraFields;
use super::to_js::ToJs;
use super::value::Value;
use crate::browser::js;

/// The fields of an object that becomes JavaScript when it is sent. A field that is not set is
/// absent from that object.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fields {
    named: Vec<(&'static str, Value)>,
    extra: Option<Value>,
}

impl Fields {
    /// Sets a field, and replaces an earlier value of it.
    pub(crate) fn set(&mut self, key: &'static str, value: impl Into<Value>) {
        let value = value.into();
        match self.named.iter_mut().find(|(name, _)| *name == key) {
            Some((_, old)) => *old = value,
            None => self.named.push((key, value)),
        }
    }

    pub(super) fn remove(&mut self, key: &str) {
        self.named.retain(|(name, _)| *name != key);
    }

    /// Adds the fields that `extra` serializes to, and replaces earlier extra fields. Fields that
    /// are [`set`](Self::set) by name take precedence over them.
    pub(crate) fn set_extra(&mut self, extra: impl Serialize + 'static) {
        self.set_extra_of("", extra);
    }

    /// Like [`set_extra`](Self::set_extra), with the object's name for reports in the console.
    pub(super) fn set_extra_of(&mut self, name: &'static str, extra: impl Serialize + 'static) {
        self.extra = Some(ExtraFields::new(name, extra, None).into());
    }

    /// Contact properties. The console reports those that Customerly does not accept.
    pub(crate) fn attributes(attributes: impl Serialize + 'static) -> Self {
        let check = Some(attribute::warn_of_limits as _);
        Self {
            named: Vec::new(),
            extra: Some(ExtraFields::new("attributes", attributes, check).into()),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.named.is_empty() && self.extra.is_none()
    }

    /// The value that was set by that name.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        let (_, value) = self.named.iter().find(|(name, _)| *name == key)?;
        Some(value)
    }

    /// The fields with these names, and the extra fields, whose names are not known before they are
    /// serialized.
    pub(crate) fn only(&self, keys: &[&str]) -> Self {
        let named = self.named.iter().filter(|(key, _)| keys.contains(key));
        Self {
            named: named.cloned().collect(),
            extra: self.extra.clone(),
        }
    }

    #[cfg(test)]
    pub(crate) fn named(&self) -> &[(&'static str, Value)] {
        &self.named
    }

    /// Makes a JavaScript object of the fields.
    pub(crate) fn to_object(&self) -> Object {
        let target: Object = match &self.extra {
            Some(extra) => extra.field_to_js().unchecked_into(),
            None => Object::new(),
        };
        for (key, value) in &self.named {
            let value = value.field_to_js();
            if !value.is_undefined() {
                js::set(&target, key, &value);
            }
        }
        target
    }
}

impl ToJs for Fields {
    fn to_js(&self) -> Result<JsValue, JsValue> {
        Ok(self.to_object().into())
    }
}
