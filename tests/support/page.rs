//! Access to the page that the tests run in, through JavaScript.

use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen(module = "/tests/support/page.js")]
extern "C" {
    fn console_errors() -> Vec<String>;
    /// Stops printing to the console, for tests that cause many errors.
    pub(crate) fn mute();
    #[wasm_bindgen(catch)]
    async fn next_task() -> Result<JsValue, JsValue>;
    /// A value as JSON, with `undefined` as `"(undefined)"`.
    pub(crate) fn show(value: &JsValue) -> Option<String>;
    /// Runs JavaScript code as the body of a function and returns its result.
    pub(crate) fn run(code: &str) -> JsValue;
    /// Throws a JavaScript exception.
    pub(crate) fn boom();
    #[wasm_bindgen(catch)]
    async fn script(url: &str) -> Result<JsValue, JsValue>;
}

/// The errors, warnings and uncaught exceptions in the console since the previous use.
pub(crate) fn console() -> Vec<String> {
    console_errors()
}

/// Appends an empty element to the page.
pub(crate) fn element() -> Element {
    let document = web_sys::window().unwrap().document().unwrap();
    let element = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&element).unwrap();
    element
}

/// Waits until Yew has run everything that it has scheduled.
pub(crate) async fn settle() {
    yew::scheduler::flush().await;
}

/// Waits for a new task, after everything that is queued now.
pub(crate) async fn next() {
    next_task().await.unwrap();
}

/// Waits until the condition is true, and checks it after each task.
pub(crate) async fn until(condition: impl Fn() -> bool) {
    let start = js_sys::Date::now();
    while !condition() {
        assert!(
            js_sys::Date::now() - start < 20_000.0,
            "the condition stays false"
        );
        next().await;
    }
}

/// Loads a script as a page would.
pub(crate) async fn load(url: &str) {
    script(url).await.unwrap();
}

/// The value of a JavaScript expression, as JSON.
pub(crate) fn eval(expression: &str) -> String {
    show(&run(&["return ", expression].concat())).unwrap_or_else(|| "undefined".to_owned())
}

/// Makes the launcher call a callback.
pub(crate) fn fire(call: &str) {
    run(&format!("launcher.fire({call})"));
}

/// Empties the data layer and returns the names of its events.
pub(crate) fn pushed() -> Vec<String> {
    let names = run("return (window.dataLayer ?? []).splice(0).map((message) => message.event)");
    js_sys::Array::from(&names)
        .iter()
        .map(|name| name.as_string().unwrap_or_default())
        .collect()
}
