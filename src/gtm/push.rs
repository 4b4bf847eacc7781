//! Messages of the data layer, made and pushed.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use yew::AttrValue;

use super::catalogue::Key;
use super::data_layer::DataLayer;
use super::layer;
use super::recipe::{self, Item};
use super::values::Moment;
use crate::event::{ChatEvent, Scalar};
use crate::foreign;

/// One message, made when the callback ran and pushed when its turn comes.
#[derive(Debug)]
pub(crate) struct Push {
    layer: AttrValue,
    event: String,
    message: Object,
}

/// What does not change from message to message.
struct Mould {
    keys: Vec<JsValue>,
    /// Every key, `undefined`. One `Object.assign` from it is one crossing for all absent keys.
    blank: Object,
}

thread_local! {
    static MOULD: Mould = Mould::new();
}

impl Mould {
    fn new() -> Self {
        let keys: Vec<JsValue> = Key::ALL.iter().map(|key| key.name().into()).collect();
        let blank = Object::new();
        foreign::set(&blank, "event", &JsValue::UNDEFINED);
        for key in Key::ALL {
            foreign::set(&blank, key.name(), &JsValue::UNDEFINED);
        }
        Self { keys, blank }
    }

    fn message(&self, event: &str, values: &[(Key, Scalar)]) -> Object {
        // Fresh for each push: gtm.js writes into the object it gets.
        let message = Object::assign(&Object::new(), &self.blank);
        foreign::set(&message, "event", &event.into());
        for (key, value) in values {
            if let Some(name) = self.keys.get(key.index()) {
                // On an object of our own this fails only where the page broke `Object` itself.
                drop(Reflect::set(&message, name, &to_js(value)));
            }
        }
        message
    }
}

fn to_js(value: &Scalar) -> JsValue {
    match value {
        Scalar::Text(text) => JsValue::from_str(text),
        Scalar::Number(number) => JsValue::from_f64(*number),
        Scalar::Bool(flag) => JsValue::from_bool(*flag),
    }
}

impl DataLayer {
    /// The message for an event whose callback runs now; `None` when nothing is to be pushed.
    pub(crate) fn message(&self, event: &ChatEvent, open_seconds: Option<u64>) -> Option<Push> {
        let layer = self.name()?.clone();
        let name = self.event_name(event.kind())?;
        if !self.keeps(event) {
            return None;
        }
        let values = self.values(event, &Moment::now(open_seconds));
        let message = MOULD.with(|mould| mould.message(&name, &values));
        if self.naming.recipe {
            for (key, item) in recipe::items(event, &values) {
                foreign::set(&message, key, &item_to_js(&item));
            }
        }
        for (key, value) in self.own_values(event) {
            let value = value.as_ref().map_or(JsValue::UNDEFINED, to_js);
            foreign::set(&message, key, &value);
        }
        Some(Push {
            layer,
            event: name.into_owned(),
            message,
        })
    }
}

fn item_to_js(item: &Item) -> JsValue {
    match item {
        Item::Absent => JsValue::UNDEFINED,
        Item::Value(value) => to_js(value),
        Item::Object(fields) => {
            let object = Object::new();
            for (key, value) in fields {
                foreign::set(&object, key, &to_js(value));
            }
            object.into()
        }
    }
}

impl Moment {
    fn now(open_seconds: Option<u64>) -> Self {
        let page = foreign::page();
        Self {
            location: foreign::get(&foreign::get(&page, "location"), "href").as_string(),
            // An element named `title` hides the document's, so the type is not certain.
            title: foreign::get(&foreign::get(&page, "document"), "title").as_string(),
            open_seconds,
        }
    }
}

impl Push {
    /// Pushes by the array's own `push`, which Google Tag Manager and others replace. The array is
    /// looked up each time, as a page may replace that too.
    pub(crate) fn push(self) {
        if let Err(reason) = layer::push(&self.layer, &self.message) {
            let event = self.event.as_str();
            foreign::error(&[event, " did not reach window.", &self.layer, ": ", &reason].concat());
        }
    }
}
