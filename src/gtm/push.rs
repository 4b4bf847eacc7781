//! Messages of the data layer, made and pushed.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Object;
use wasm_bindgen::prelude::*;

use super::catalogue::Key;
use super::data_layer::DataLayer;
use super::layer;
use crate::event::{ChatEvent, EventKind, Scalar};
use crate::foreign;
use crate::forever::Forever;

#[wasm_bindgen]
extern "C" {
    /// As in JavaScript; `js_sys` binds it without `catch`.
    #[wasm_bindgen(catch, js_namespace = Object)]
    fn assign(target: &Object, source: &JsValue) -> Result<(), JsValue>;

    type Document;

    /// The same as `location.href`, in a seventh of the time. An element of that name hides it.
    #[wasm_bindgen(method, structural, getter, catch, js_name = URL)]
    fn url(this: &Document) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, getter, catch)]
    fn title(this: &Document) -> Result<JsValue, JsValue>;
}

/// One message, made when the callback ran and pushed when its turn comes.
#[derive(Debug)]
pub(crate) struct Push {
    layer: JsValue,
    /// What the message was made from, which the page does not get.
    template: JsValue,
    message: Object,
}

/// What does not change from message to message.
struct Mould {
    event: JsValue,
    keys: Vec<JsValue>,
    /// Every key, `undefined`.
    blank: JsValue,
    document: Document,
    page: RefCell<Option<Rc<Page>>>,
}

/// What all messages of a page have in common, kept until the page or the configuration changes.
struct Page {
    data_layer: Rc<DataLayer>,
    location: JsValue,
    title: JsValue,
    /// The name of the data layer.
    layer: JsValue,
    /// Every key, `undefined` but for the page's.
    template: JsValue,
    /// The same with the name of an event: texts are slow to hand over.
    templates: RefCell<Vec<(EventKind, JsValue)>>,
}

impl Page {
    fn template(&self, kind: EventKind) -> Option<JsValue> {
        let templates = self.templates.borrow();
        let (_, template) = templates.iter().find(|(known, _)| *known == kind)?;
        Some(template.clone())
    }
}

thread_local! {
    static MOULD: Forever<Mould> = const { Forever::new() };
}

fn mould() -> &'static Mould {
    MOULD.with(|mould| mould.get(Mould::new))
}

// No borrow lasts while JavaScript runs, as a page may have put setters into `Object.prototype`.
impl Mould {
    fn new() -> Self {
        let event = JsValue::from_str("event");
        let keys: Vec<JsValue> = Key::ALL.iter().map(|key| key.name().into()).collect();
        let blank = blank(&event, &keys);
        Self {
            event,
            keys,
            blank,
            // No script can replace it.
            document: foreign::get(&foreign::page(), "document").unchecked_into(),
            page: RefCell::default(),
        }
    }

    fn set(&self, message: &JsValue, key: Key, value: &Scalar) {
        let Some(key) = self.keys.get(key.index()) else {
            return;
        };
        match value {
            Scalar::Number(number) => foreign::set_number_by(message, key, *number),
            value => foreign::set_by(message, key, &to_js(value)),
        }
    }

    /// The page as of now.
    fn page(&self, data_layer: &Rc<DataLayer>, name: &str) -> Result<Rc<Page>, JsValue> {
        let location = self.document.url().unwrap_or_default();
        let title = self.document.title().unwrap_or_default();
        let known = self.page.borrow().clone();
        if let Some(page) = known
            && page.location == location
            && page.title == title
            && Rc::ptr_eq(&page.data_layer, data_layer)
        {
            return Ok(page);
        }
        let template: JsValue = self.copy(&self.blank)?.into();
        // An element named `title` or `URL` hides the document's, so the type is not certain.
        let address = location.as_string().or_else(href);
        data_layer.page_values(
            address.as_deref(),
            title.as_string().as_deref(),
            &mut |key, value| self.set(&template, key, &value),
        );
        let page = Rc::new(Page {
            data_layer: data_layer.clone(),
            location,
            title,
            layer: name.into(),
            template,
            templates: RefCell::default(),
        });
        self.page.replace(Some(page.clone()));
        Ok(page)
    }

    fn message(&self, page: &Page, kind: EventKind, name: &str) -> Result<Push, JsValue> {
        let template = match page.template(kind) {
            Some(template) => template,
            None => {
                let template = self.copy(&page.template)?.into();
                foreign::set_by(&template, &self.event, &name.into());
                let entry = (kind, JsValue::clone(&template));
                page.templates.borrow_mut().push(entry);
                template
            }
        };
        // Fresh for each push: gtm.js writes into the object it gets.
        Ok(Push {
            layer: page.layer.clone(),
            message: self.copy(&template)?,
            template,
        })
    }

    /// Whole, or not at all: what a message lacks it would inherit from an earlier one. An old library
    /// may have put keys or setters into `Object.prototype`, or an `assign` of its own into `Object`.
    fn copy(&self, object: &JsValue) -> Result<Object, JsValue> {
        let copy = Object::new();
        assign(&copy, object)?;
        if foreign::try_keys(&copy)?.length() as usize == self.keys.len() + 1 {
            Ok(copy)
        } else {
            Err("another script has changed Object".into())
        }
    }
}

/// An object with all keys, made at once. One that gets its keys one by one becomes a dictionary in
/// V8, and a copy of that takes 5 to 10 microseconds instead of a twentieth of one.
fn blank(event: &JsValue, keys: &[JsValue]) -> JsValue {
    let entries = std::iter::once(event).chain(keys).map(|key| {
        let entry = [key.clone(), JsValue::UNDEFINED];
        foreign::array(entry.into_iter()).into()
    });
    let entries = foreign::array(entries);
    let object = foreign::get(&foreign::page(), "Object");
    let blank = foreign::call(&object, "fromEntries", &[&entries]);
    let blank = blank.unwrap_or_else(|_| Object::new().into());
    // Where a page took `fromEntries` away, slow is better than incomplete.
    for key in std::iter::once(event).chain(keys) {
        foreign::set_by(&blank, key, &JsValue::UNDEFINED);
    }
    blank
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
    pub(crate) fn message(
        self: &Rc<Self>,
        event: &ChatEvent,
        open_seconds: Option<u64>,
    ) -> Option<Push> {
        let layer = self.name()?;
        let kind = event.kind();
        let name = self.event_name(kind)?;
        if !self.keeps(event) {
            return None;
        }
        let mould = mould();
        let page = mould.page(self, layer);
        let push = match page.and_then(|page| mould.message(&page, kind, &name)) {
            Ok(push) => push,
            Err(thrown) => {
                report(&name, layer, &foreign::describe(&thrown));
                return None;
            }
        };
        self.values(event, open_seconds, &mut |key, value| {
            mould.set(&push.message, key, &value);
        });
        self.rules
            .iter()
            .for_each(|rule| rule.extend(event, &push.message));
        Some(push)
    }
}

impl Push {
    /// Pushes by the array's own `push`, which Google Tag Manager and others replace. The array is
    /// looked up each time, as a page may replace that too.
    pub(crate) fn push(self) {
        if let Err(reason) = layer::push(&self.layer, &self.message) {
            let event = foreign::get_by(&self.template, &mould().event);
            report(
                &event.as_string().unwrap_or_default(),
                &self.layer.as_string().unwrap_or_default(),
                &reason,
            );
        }
    }
}

fn report(event: &str, layer: &str, reason: &str) {
    foreign::error(&[event, " did not reach window.", layer, ": ", reason]);
}
