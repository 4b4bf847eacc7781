//! Rust values, turned into what the chat's methods take.

use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::foreign;
use crate::value::{Fields, Serialized, Value};

pub(super) fn value(value: &Value) -> JsValue {
    match value {
        Value::Text(text) => JsValue::from_str(text),
        Value::Number(number) => JsValue::from_f64(*number),
        Value::Bool(flag) => JsValue::from_bool(*flag),
        Value::List(items) => items.iter().map(self::value).collect::<Array>().into(),
        Value::Object(fields) => object(fields).into(),
        Value::Serialized(serialized) => serialise(serialized),
    }
}

pub(super) fn object(fields: &Fields) -> Object {
    let target = Object::new();
    if let Some(rest) = &fields.rest {
        copy(&serialise(rest), &target);
    }
    for (key, item) in &fields.named {
        foreign::set(&target, key, &value(item));
    }
    target
}

fn serialise(serialized: &Serialized) -> JsValue {
    serialized.to_js().unwrap_or_else(|error| {
        foreign::error(
            &[
                "a value for the chat was left out, it cannot be serialised: ",
                &foreign::describe(&error),
            ]
            .concat(),
        );
        JsValue::UNDEFINED
    })
}

/// Copies what is set. Customerly wants absent keys left out, never null.
fn copy(source: &JsValue, target: &Object) {
    if source.is_undefined() {
        return;
    }
    if !source.is_object() || source.is_instance_of::<Array>() {
        foreign::error(
            "settings for the chat were left out: they must serialise to an object, with a key for each value",
        );
        return;
    }
    for entry in Object::entries(source.unchecked_ref()).iter() {
        let entry: Array = entry.unchecked_into();
        let (key, item) = (entry.get(0), entry.get(1));
        // Setting this key would exchange the object's prototype.
        let prototype = key.unchecked_ref::<JsString>() == "__proto__";
        if !item.is_null() && !item.is_undefined() && !prototype {
            // On an object of our own this fails only where the page broke `Object` itself.
            drop(Reflect::set(target, &key, &item));
        }
    }
}
