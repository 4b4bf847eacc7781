//! Message templates: prepared objects that messages are copied from, because each text that crosses from
//! Rust to JavaScript takes time.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Object;
use wasm_bindgen::prelude::*;

use super::event_values::page_values;
use crate::browser::{PageStatic, js};
use crate::event::{EventKind, Scalar};
use crate::gtm::catalogue::DataLayerKey;
use crate::gtm::config::DataLayer;
use crate::gtm::message;

#[wasm_bindgen]
extern "C" {
    /// `js_sys` binds it without `catch`.
    #[wasm_bindgen(catch, js_namespace = Object)]
    fn assign(target: &Object, source: &JsValue) -> Result<(), JsValue>;

    type Document;

    /// The same as `location.href`, seven times as fast. An element with the name `URL` shadows it.
    #[wasm_bindgen(method, structural, getter, catch, js_name = URL)]
    fn url(this: &Document) -> Result<JsValue, JsValue>;

    /// An element with the name `title` shadows it.
    #[wasm_bindgen(method, structural, getter, catch)]
    fn title(this: &Document) -> Result<JsValue, JsValue>;
}

/// What all messages have in common.
pub(super) struct MessageTemplates {
    /// The key `event`.
    event_key: JsValue,
    /// The keys of the catalogue, by [`DataLayerKey::index`].
    keys: Vec<JsValue>,
    /// Every key, all `undefined`.
    empty: JsValue,
    document: Document,
    page: RefCell<Option<Rc<PageTemplate>>>,
}

/// What all messages of a page have in common. Valid until the page's URL, its title or the
/// configuration changes.
pub(super) struct PageTemplate {
    data_layer: Rc<DataLayer>,
    location: JsValue,
    title: JsValue,
    /// The name of the data layer on the window.
    layer_name: JsValue,
    /// Every key, all `undefined` except for the page's.
    template: JsValue,
    /// The same with the name of an event.
    event_templates: RefCell<Vec<(EventKind, JsValue)>>,
}

impl PageTemplate {
    pub(super) const fn layer_name(&self) -> &JsValue {
        &self.layer_name
    }

    fn event_template(&self, kind: EventKind) -> Option<JsValue> {
        let templates = self.event_templates.borrow();
        let (_, template) = templates.iter().find(|(known, _)| *known == kind)?;
        Some(template.clone())
    }
}

thread_local! {
    static TEMPLATES: PageStatic<MessageTemplates> = const { PageStatic::new() };
}

pub(super) fn templates() -> &'static MessageTemplates {
    TEMPLATES.with(|templates| templates.get_or_init(MessageTemplates::new))
}

// No borrow lasts while JavaScript runs: a page can have setters on `Object.prototype`, which could call
// back into us.
impl MessageTemplates {
    fn new() -> Self {
        let event_key = JsValue::from_str("event");
        let keys: Vec<JsValue> = DataLayerKey::ALL
            .iter()
            .map(|key| key.name().into())
            .collect();
        let empty = empty_template(&event_key, &keys);
        Self {
            event_key,
            keys,
            empty,
            // A script cannot replace `window.document`.
            document: js::get(&js::window(), "document").unchecked_into(),
            page: RefCell::default(),
        }
    }

    /// Sets a key of the catalogue.
    pub(super) fn set(&self, message: &JsValue, key: DataLayerKey, value: &Scalar) {
        if let Some(key) = self.keys.get(key.index()) {
            message::set_by_key(message, key, value);
        }
    }

    /// The template for the current page, or what was thrown while it was made.
    pub(super) fn page(
        &self,
        data_layer: &Rc<DataLayer>,
        layer_name: &str,
    ) -> Result<Rc<PageTemplate>, JsValue> {
        let location = self.document.url().unwrap_or_default();
        let title = self.document.title().unwrap_or_default();
        let cached = self.page.borrow().clone();
        if let Some(page) = cached
            && page.location == location
            && page.title == title
            && Rc::ptr_eq(&page.data_layer, data_layer)
        {
            return Ok(page);
        }
        let template: JsValue = self.copy(&self.empty)?.into();
        // An element named `URL` or `title` shadows the document's property, so neither has to be a text.
        let url = location.as_string().or_else(href);
        page_values(
            data_layer.privacy(),
            url.as_deref(),
            title.as_string().as_deref(),
            &mut |key, value| self.set(&template, key, &value),
        );
        let page = Rc::new(PageTemplate {
            data_layer: data_layer.clone(),
            location,
            title,
            layer_name: layer_name.into(),
            template,
            event_templates: RefCell::default(),
        });
        self.page.replace(Some(page.clone()));
        Ok(page)
    }

    /// The template for an event of the page, or what was thrown while it was made.
    pub(super) fn event(
        &self,
        page: &PageTemplate,
        kind: EventKind,
        event_name: &str,
    ) -> Result<JsValue, JsValue> {
        if let Some(template) = page.event_template(kind) {
            return Ok(template);
        }
        let template: JsValue = self.copy(&page.template)?.into();
        js::set_by_key(&template, &self.event_key, &event_name.into());
        let entry = (kind, template.clone());
        page.event_templates.borrow_mut().push(entry);
        Ok(template)
    }

    /// The name of the event in a template.
    pub(super) fn event_name(&self, template: &JsValue) -> Option<String> {
        js::get_by_key(template, &self.event_key).as_string()
    }

    /// Copies a template completely, or returns why that failed: Google Tag Manager would keep the
    /// previous value of a missing key. An old library can have put keys or setters on
    /// `Object.prototype`, or have replaced `Object.assign`.
    pub(super) fn copy(&self, template: &JsValue) -> Result<Object, JsValue> {
        let copy = Object::new();
        assign(&copy, template)?;
        if js::keys(&copy)?.length() as usize == self.keys.len() + 1 {
            Ok(copy)
        } else {
            Err("another script has changed Object".into())
        }
    }
}

/// An object with all keys, made in one step. V8 turns an object that gets its keys one by one into a
/// dictionary, and copying that takes 5 to 10 microseconds instead of 0.05.
fn empty_template(event_key: &JsValue, keys: &[JsValue]) -> JsValue {
    let entries = std::iter::once(event_key).chain(keys).map(|key| {
        let entry = [key.clone(), JsValue::UNDEFINED];
        js::array(entry.into_iter()).into()
    });
    let entries = js::array(entries);
    let object = js::get(&js::window(), "Object");
    // If this throws, no copy is complete, which `copy` reports.
    js::call_method(&object, "fromEntries", &[&entries]).unwrap_or_default()
}

fn href() -> Option<String> {
    let location = js::get(&js::window(), "location");
    js::get(&location, "href").as_string()
}
