//! Message templates: prepared objects that messages are copied from, because each text that crosses from
//! Rust to JavaScript takes time.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Object;
use wasm_bindgen::prelude::*;
use yew::AttrValue;

use super::event_values::{Page, page_values};
use crate::browser::{PageStatic, document, js};
use crate::event::Scalar;
use crate::gtm::catalogue::DataLayerKey;
use crate::gtm::message;
use crate::gtm::privacy::PrivacySettings;

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
    /// `document.referrer`, which never changes.
    referrer: String,
    page: RefCell<Option<Rc<PageTemplate>>>,
    /// The last name of a data layer on the window, and the same as a JavaScript string.
    layer_name: RefCell<(AttrValue, JsValue)>,
}

/// What all messages of a page have in common. Valid until the page's URL, its title or the
/// configuration changes.
pub(super) struct PageTemplate {
    /// The configuration that the page's values depend on. It is compared by content, so that an app
    /// which builds it in each render loses nothing.
    privacy: PrivacySettings,
    location: JsValue,
    title: JsValue,
    /// Every key, all `undefined` except for the page's.
    template: JsValue,
    /// The same with the name of an event.
    event_templates: RefCell<Vec<(String, JsValue)>>,
}

impl PageTemplate {
    fn event_template(&self, event_name: &str) -> Option<JsValue> {
        let templates = self.event_templates.borrow();
        let (_, template) = templates.iter().find(|(known, _)| known == event_name)?;
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
        let referrer = document::property("referrer").as_string();
        Self {
            event_key,
            keys,
            empty,
            referrer: referrer.unwrap_or_default(),
            document: document::document().unchecked_into(),
            page: RefCell::default(),
            layer_name: RefCell::default(),
        }
    }

    /// The name of a data layer as a JavaScript string.
    pub(super) fn layer_name(&self, name: &AttrValue) -> JsValue {
        let mut known = self.layer_name.borrow_mut();
        if known.0 != *name {
            *known = (name.clone(), JsValue::from_str(name));
        }
        known.1.clone()
    }

    /// Sets a key of the catalogue.
    pub(super) fn set(&self, message: &JsValue, key: DataLayerKey, value: &Scalar) {
        if let Some(key) = self.keys.get(key.index()) {
            message::set_by_key(message, key, value);
        }
    }

    /// The template for the current page, or what was thrown while it was made.
    pub(super) fn page(&self, privacy: &PrivacySettings) -> Result<Rc<PageTemplate>, JsValue> {
        let mut location = self.document.url().unwrap_or_default();
        if !location.is_string() {
            location = document::property("URL");
        }
        let mut title = self.document.title().unwrap_or_default();
        if !title.is_string() {
            title = document::property("title");
        }
        let cached = self.page.borrow().clone();
        if let Some(page) = cached
            && page.location == location
            && page.title == title
            && page.privacy == *privacy
        {
            return Ok(page);
        }
        let template: JsValue = self.copy(&self.empty)?.into();
        let (url, text) = (location.as_string(), title.as_string());
        let page = Page {
            url: url.as_deref(),
            title: text.as_deref(),
            referrer: Some(&self.referrer),
        };
        page_values(privacy, page, &mut |key, value| {
            self.set(&template, key, &value);
        });
        let page = Rc::new(PageTemplate {
            privacy: privacy.clone(),
            location,
            title,
            template,
            event_templates: RefCell::default(),
        });
        self.page.replace(Some(page.clone()));
        Ok(page)
    }

    /// The template for an event of the page, or what was thrown while it was made.
    pub(super) fn event(&self, page: &PageTemplate, event_name: &str) -> Result<JsValue, JsValue> {
        if let Some(template) = page.event_template(event_name) {
            return Ok(template);
        }
        let template: JsValue = self.copy(&page.template)?.into();
        js::set_by_key(&template, &self.event_key, &event_name.into());
        let entry = (event_name.to_owned(), template.clone());
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

#[cfg(all(test, target_family = "wasm"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn a_configuration_that_is_built_anew_keeps_the_template_of_the_page() {
        let privacy = |name: &'static str| PrivacySettings {
            query_parameters: vec![name.into()],
            ..PrivacySettings::default()
        };
        let page = |privacy: &PrivacySettings| templates().page(privacy).expect("a template");
        let first = page(&privacy("variant"));
        let template = templates()
            .event(&first, "chat_opened")
            .expect("a template");
        let again = page(&privacy("variant"));
        assert!(Rc::ptr_eq(&first, &again));
        assert_eq!(templates().event(&again, "chat_opened"), Ok(template));
        assert!(!Rc::ptr_eq(&first, &page(&privacy("color"))));
    }
}
