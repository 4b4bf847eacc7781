//! Messages of the data layer, made and pushed.

use std::cell::RefCell;

use js_sys::Object;
use wasm_bindgen::prelude::*;

use super::catalogue::Key;
use super::data_layer::{DataLayer, Privacy};
use super::layer;
use crate::event::{ChatEvent, Scalar};
use crate::foreign;
use crate::forever::Forever;

#[wasm_bindgen]
extern "C" {
    /// As in JavaScript; `js_sys` binds it without `catch`.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = assign)]
    fn assign(target: &Object, first: &JsValue, second: &JsValue) -> Result<Object, JsValue>;
}

/// One message, made when the callback ran and pushed when its turn comes.
#[derive(Debug)]
pub(crate) struct Push {
    layer: JsValue,
    event: JsValue,
    message: Object,
}

/// What does not change from message to message.
struct Mould {
    event: JsValue,
    keys: Vec<JsValue>,
    /// Every key, `undefined`. One `Object.assign` from it is one crossing for all absent keys.
    blank: JsValue,
    document: JsValue,
    url: JsValue,
    title: JsValue,
    page: RefCell<Page>,
    names: RefCell<Vec<Name>>,
}

/// A name that was handed over before: texts are slow to hand over.
struct Name {
    text: String,
    js: JsValue,
}

/// The page's keys, kept until the page changes.
#[derive(Default)]
struct Page {
    location: JsValue,
    title: JsValue,
    privacy: Privacy,
    values: JsValue,
}

thread_local! {
    static MOULD: Forever<Mould> = const { Forever::new() };
}

fn mould() -> &'static Mould {
    MOULD.with(|mould| mould.get(Mould::new))
}

impl Mould {
    fn new() -> Self {
        let event = JsValue::from_str("event");
        let keys: Vec<JsValue> = Key::ALL.iter().map(|key| key.name().into()).collect();
        let blank = Object::new().into();
        foreign::set_by(&blank, &event, &JsValue::UNDEFINED);
        for key in &keys {
            foreign::set_by(&blank, key, &JsValue::UNDEFINED);
        }
        Self {
            event,
            keys,
            blank,
            // No script can replace it.
            document: foreign::get(&foreign::page(), "document"),
            url: "URL".into(),
            title: "title".into(),
            page: RefCell::default(),
            names: RefCell::default(),
        }
    }

    fn name(&self, text: &str) -> JsValue {
        let mut names = self.names.borrow_mut();
        if let Some(name) = names.iter().find(|name| name.text == text) {
            return name.js.clone();
        }
        let js = JsValue::from_str(text);
        names.push(Name {
            text: text.to_owned(),
            js: js.clone(),
        });
        js
    }

    fn set(&self, message: &JsValue, key: Key, value: &Scalar) {
        if let Some(key) = self.keys.get(key.index()) {
            foreign::set_by(message, key, &to_js(value));
        }
    }

    /// The page's keys as of now.
    fn page(&self, layer: &DataLayer) -> JsValue {
        // The same as `location.href`, in a seventh of the time.
        let location = foreign::get_by(&self.document, &self.url);
        let title = foreign::get_by(&self.document, &self.title);
        let mut page = self.page.borrow_mut();
        if page.values.is_undefined()
            || page.location != location
            || page.title != title
            || page.privacy != layer.privacy
        {
            let values: JsValue = Object::new().into();
            // An element named `title` or `URL` hides the document's, so the type is not certain.
            let address = location.as_string().or_else(href);
            layer.page_values(
                address.as_deref(),
                title.as_string().as_deref(),
                &mut |key, value| self.set(&values, key, &value),
            );
            *page = Page {
                location,
                title,
                privacy: layer.privacy.clone(),
                values,
            };
        }
        page.values.clone()
    }
}

fn href() -> Option<String> {
    let location = foreign::get(&foreign::page(), "location");
    foreign::get(&location, "href").as_string()
}

fn to_js(value: &Scalar) -> JsValue {
    match value {
        Scalar::Text(text) => JsValue::from_str(text),
        Scalar::Number(number) => JsValue::from_f64(*number),
        Scalar::Bool(flag) => JsValue::from_bool(*flag),
    }
}

/// Sets a key that is not of the catalogue.
pub(super) fn set(message: &Object, key: &str, value: Option<&Scalar>) {
    foreign::set(message, key, &value.map_or(JsValue::UNDEFINED, to_js));
}

impl DataLayer {
    /// The message for an event whose callback runs now; `None` when nothing is to be pushed.
    pub(crate) fn message(&self, event: &ChatEvent, open_seconds: Option<u64>) -> Option<Push> {
        let layer = self.name()?;
        let name = self.event_name(event.kind())?;
        if !self.keeps(event) {
            return None;
        }
        let mould = mould();
        let (layer, name) = (mould.name(layer), mould.name(&name));
        // Fresh for each push: gtm.js writes into the object it gets.
        let message = match assign(&Object::new(), &mould.blank, &mould.page(self)) {
            Ok(message) => message,
            Err(thrown) => {
                report(&name, &layer, &foreign::describe(&thrown));
                return None;
            }
        };
        foreign::set_by(&message, &mould.event, &name);
        self.values(event, open_seconds, &mut |key, value| {
            mould.set(&message, key, &value);
        });
        self.rules
            .iter()
            .for_each(|rule| rule.extend(event, &message));
        Some(Push {
            layer,
            event: name,
            message,
        })
    }
}

impl Push {
    /// Pushes by the array's own `push`, which Google Tag Manager and others replace. The array is
    /// looked up each time, as a page may replace that too.
    pub(crate) fn push(self) {
        if let Err(reason) = layer::push(&self.layer, &self.message) {
            report(&self.event, &self.layer, &reason);
        }
    }
}

fn report(event: &JsValue, layer: &JsValue, reason: &str) {
    let event = event.as_string().unwrap_or_default();
    let layer = layer.as_string().unwrap_or_default();
    foreign::error(&[&event, " did not reach window.", &layer, ": ", reason]);
}
