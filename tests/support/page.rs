//! The page that the tests run in, in JavaScript's own eyes.

use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen(module = "/tests/support/page.js")]
extern "C" {
    fn console_errors() -> Vec<String>;
    /// From now on nothing is printed, so that a test of many errors prints no flood.
    pub(crate) fn mute();
    #[wasm_bindgen(catch)]
    async fn next_task() -> Result<JsValue, JsValue>;
    /// A value as JSON; `undefined` is shown as `"(undefined)"`.
    pub(crate) fn show(value: &JsValue) -> Option<String>;
    /// Runs a piece of JavaScript and returns what it returns.
    pub(crate) fn run(code: &str) -> JsValue;
    /// Throws a JavaScript exception through whoever calls it.
    pub(crate) fn boom();
    #[wasm_bindgen(catch)]
    async fn script(url: &str) -> Result<JsValue, JsValue>;
}

/// What the console got since the last call: errors, warnings, uncaught exceptions.
pub(crate) fn console() -> Vec<String> {
    console_errors()
}

/// An empty element at the end of the page.
pub(crate) fn element() -> Element {
    let document = web_sys::window().unwrap().document().unwrap();
    let element = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&element).unwrap();
    element
}

/// Lets Yew finish what is scheduled.
pub(crate) async fn settle() {
    yew::scheduler::flush().await;
}

/// Waits for the next task, when all that is queued now is done.
pub(crate) async fn next() {
    next_task().await.unwrap();
}

/// Waits until the condition holds, looking again after each task.
pub(crate) async fn until(condition: impl Fn() -> bool) {
    let start = js_sys::Date::now();
    while !condition() {
        assert!(js_sys::Date::now() - start < 20_000.0, "it never came");
        next().await;
    }
}

/// Loads a script as a page would.
pub(crate) async fn load(url: &str) {
    script(url).await.unwrap();
}

/// A JavaScript expression's value, as JSON.
pub(crate) fn eval(expression: &str) -> String {
    show(&run(&["return ", expression].concat())).unwrap_or_else(|| "undefined".to_owned())
}

/// The launcher calls a callback.
pub(crate) fn fire(call: &str) {
    run(&format!("launcher.fire({call})"));
}

/// The names of the events in the data layer, and empties it.
pub(crate) fn pushed() -> Vec<String> {
    let layer = run("return (window.dataLayer ?? []).splice(0).map((message) => message.event)");
    js_sys::Array::from(&layer)
        .iter()
        .map(|name| name.as_string().unwrap_or_default())
        .collect()
}
