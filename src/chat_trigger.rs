//! Notices that a visitor comes near the chat: an element came into view or was touched.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::prelude::*;

use crate::foreign;
use crate::hooks::use_customerly;

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

/// Being pointed at, which precedes every touch by finger or mouse; the focus; and the click, which
/// is all that some assistive technology sends.
const TOUCHES: [&str; 3] = ["pointerenter", "focusin", "click"];

/// Makes an element a chat button for the provider's load strategy: when it comes into view or is
/// touched, a chat that waits for its button is loaded. For buttons of your own;
/// [`ChatButton`](crate::ChatButton) is one already.
///
/// Touched is pointed at, focused or clicked, or something inside is. Where the browser cannot tell
/// what is in view (it has no `IntersectionObserver`), only touching counts. The chat is loaded once,
/// and with another load strategy, without a provider or on a server nothing happens.
///
/// ```
/// use yew::prelude::*;
/// use yew_customerly::prelude::*;
///
/// #[component]
/// fn AskUs() -> Html {
///     let section = use_node_ref();
///     use_chat_trigger(&section);
///     html! { <section ref={section}>{ "Ask us anything." }</section> }
/// }
/// ```
#[hook]
pub fn use_chat_trigger(element: &NodeRef) {
    let chat = use_customerly();
    let watch = use_mut_ref(|| None::<Watch>);
    let element = element.clone();
    // After each render, as that may have put another element into the reference.
    use_effect(move || {
        let element = element.cast::<Element>();
        let mut watch = watch.borrow_mut();
        if watch.as_ref().map(|watch| &watch.element) != element.as_ref() {
            *watch = chat.zip(element).map(|(chat, element)| {
                let notice = move || chat.button_noticed();
                Watch::new(element, Box::new(notice))
            });
        }
    });
}

/// Watches an element until it is dropped.
struct Watch {
    element: Element,
    observer: Option<IntersectionObserver>,
    told: Closure<dyn Fn(JsValue)>,
}

impl Watch {
    /// Calls `notice` whenever the element comes into view or is touched.
    fn new(element: Element, notice: Box<dyn Fn()>) -> Self {
        let told = Closure::<dyn Fn(JsValue)>::new(move |told: JsValue| {
            if is_near(&told) {
                notice();
            }
        });
        let callback: &Function = told.as_ref().unchecked_ref();
        for event in TOUCHES {
            // It refuses nothing but what is no function.
            drop(element.add_event_listener_with_callback(event, callback));
        }
        let observer = IntersectionObserver::new(callback).ok();
        if let Some(observer) = &observer {
            drop(observer.observe(&element));
        }
        Self {
            element,
            observer,
            told,
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            drop(observer.disconnect());
        }
        let callback = self.told.as_ref().unchecked_ref();
        for event in TOUCHES {
            drop(
                self.element
                    .remove_event_listener_with_callback(event, callback),
            );
        }
    }
}

/// An observer tells a list of entries, also when the element is out of view; all else is the event
/// of a touch.
fn is_near(told: &JsValue) -> bool {
    !foreign::is_array(told)
        || told
            .unchecked_ref::<Array>()
            .iter()
            .any(|entry| foreign::get(&entry, "isIntersecting").is_truthy())
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
    fn watched() -> (Watch, Rc<Cell<u32>>) {
        run("document.querySelector('#watched')?.remove();
             document.body.insertAdjacentHTML(
                 'beforeend', '<p id=watched style=\"margin-top: 300vh\"><button>?</button></p>')");
        let document = web_sys::window().unwrap().document().unwrap();
        let element = document.get_element_by_id("watched").unwrap();
        let noticed = Rc::new(Cell::new(0));
        let count = noticed.clone();
        let watch = Watch::new(element, Box::new(move || count.set(count.get() + 1)));
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
