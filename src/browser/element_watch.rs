//! Notices when a visitor approaches an element.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::browser::js;

#[wasm_bindgen]
extern "C" {
    type IntersectionObserver;

    #[wasm_bindgen(constructor, catch)]
    fn new(callback: &Function) -> Result<IntersectionObserver, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn observe(this: &IntersectionObserver, target: &Element) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn disconnect(this: &IntersectionObserver) -> Result<(), JsValue>;
}

/// A pointer over the element, which precedes every press by finger or mouse; the focus; and the
/// click, which is all that some assistive technology sends.
const TOUCHES: [&str; 3] = ["pointerenter", "focusin", "click"];

/// Watches an element until it is dropped.
pub(crate) struct ElementWatch {
    element: Element,
    observer: Option<IntersectionObserver>,
    callback: Closure<dyn Fn(JsValue)>,
}

impl ElementWatch {
    /// Calls `notify` whenever the element comes into view or is touched. Without an
    /// `IntersectionObserver` in the browser, only touching counts.
    pub(crate) fn new(element: Element, notify: Box<dyn Fn()>) -> Self {
        let callback = Closure::<dyn Fn(JsValue)>::new(move |argument: JsValue| {
            if is_near(&argument) {
                notify();
            }
        });
        let function: &Function = callback.as_ref().unchecked_ref();
        for event in TOUCHES {
            // It throws only for what is no function.
            drop(element.add_event_listener_with_callback(event, function));
        }
        let observer = IntersectionObserver::new(function).ok();
        if let Some(observer) = &observer {
            drop(observer.observe(&element));
        }
        Self {
            element,
            observer,
            callback,
        }
    }

    pub(crate) fn element(&self) -> &Element {
        &self.element
    }
}

impl Drop for ElementWatch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            drop(observer.disconnect());
        }
        let function = self.callback.as_ref().unchecked_ref();
        for event in TOUCHES {
            drop(
                self.element
                    .remove_event_listener_with_callback(event, function),
            );
        }
    }
}

/// The observer passes a list of entries, also when the element leaves the view. Anything else is the
/// event of a touch.
fn is_near(argument: &JsValue) -> bool {
    !js::is_array(argument)
        || argument
            .unchecked_ref::<Array>()
            .iter()
            .any(|entry| js::get(&entry, "isIntersecting").is_truthy())
}

#[cfg(all(test, target_family = "wasm"))]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::*;

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_name = eval)]
        fn run(code: &str) -> JsValue;
    }

    /// An element that is out of view, and how often it was noticed.
    fn watched() -> (ElementWatch, Rc<Cell<u32>>) {
        run("document.querySelector('#watched')?.remove();
             document.body.insertAdjacentHTML(
                 'beforeend', '<p id=watched style=\"margin-top: 300vh\"><button>?</button></p>')");
        let document = web_sys::window().unwrap().document().unwrap();
        let element = document.get_element_by_id("watched").unwrap();
        let noticed = Rc::new(Cell::new(0));
        let count = noticed.clone();
        let watch = ElementWatch::new(element, Box::new(move || count.set(count.get() + 1)));
        (watch, noticed)
    }

    /// Until the browser has looked at what is in view, and told.
    async fn look() {
        let seen = run("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
        let seen = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(seen));
        seen.await.unwrap();
    }

    fn send(event: &str) {
        run(&format!(
            "document.querySelector('#watched button').dispatchEvent(
                 new Event('{event}', {{ bubbles: true }}))"
        ));
    }

    #[wasm_bindgen_test]
    async fn coming_into_view_is_noticed_and_going_out_of_it_is_not() {
        let (watch, noticed) = watched();
        look().await;
        assert_eq!(noticed.get(), 0, "it is far below");
        for times in 1..=2 {
            run("document.querySelector('#watched').scrollIntoView()");
            look().await;
            look().await;
            assert_eq!(noticed.get(), times);
            run("scrollTo(0, 0)");
            look().await;
            look().await;
            assert_eq!(noticed.get(), times);
        }
        drop(watch);
    }

    #[wasm_bindgen_test]
    fn each_touch_is_noticed_without_an_observer() {
        for event in TOUCHES {
            run("window.Kept = IntersectionObserver; delete window.IntersectionObserver");
            let (watch, noticed) = watched();
            run("window.IntersectionObserver = Kept");
            assert!(watch.observer.is_none());
            run("document.querySelector('#watched').dispatchEvent(new Event('scroll'))");
            assert_eq!(noticed.get(), 0);
            // Being pointed at does not bubble.
            run(&format!(
                "document.querySelector('#watched').dispatchEvent(new Event('{event}'))"
            ));
            assert_eq!(noticed.get(), 1, "{event}");
        }
    }

    #[wasm_bindgen_test]
    async fn a_touch_of_what_is_inside_counts_and_nothing_does_after_the_end() {
        let (watch, noticed) = watched();
        send("focusin");
        assert_eq!(noticed.get(), 1);
        let (ended, unnoticed) = {
            let (watch, noticed) = watched();
            (Some(watch), noticed)
        };
        drop(ended);
        send("focusin");
        run("document.querySelector('#watched').scrollIntoView()");
        look().await;
        assert_eq!(unnoticed.get(), 0);
        drop(watch);
    }
}
