//! What the page has asked for over the network, as the browser itself has measured it.

use js_sys::{Array, Function, JSON, Reflect};
use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = getEntriesByType)]
    fn entries(kind: &str) -> Array;

    type PerformanceObserver;

    #[wasm_bindgen(constructor)]
    fn new(callback: &Function) -> PerformanceObserver;

    #[wasm_bindgen(method)]
    fn observe(this: &PerformanceObserver, options: &JsValue);

    #[wasm_bindgen(method)]
    fn disconnect(this: &PerformanceObserver);
}

/// The end of a launcher's address, Customerly's own and the stand-in's.
const LAUNCHER: &str = "/launcher.js";

/// When each request for a launcher was made, in milliseconds since the page was opened. The browser
/// tells of a request when that has come to its end, well or not.
#[hook]
pub(crate) fn use_requests() -> UseStateHandle<Vec<f64>> {
    let requests = use_state_eq(Vec::new);
    use_effect_with((), {
        let requests = requests.setter();
        move |()| {
            requests.set(measured());
            let told = Closure::<dyn Fn()>::new(move || requests.set(measured()));
            let observer = PerformanceObserver::new(told.as_ref().unchecked_ref());
            if let Ok(options) = JSON::parse(r#"{ "type": "resource" }"#) {
                observer.observe(&options);
            }
            move || {
                observer.disconnect();
                drop(told);
            }
        }
    });
    requests
}

fn measured() -> Vec<f64> {
    let get = |entry: &JsValue, key: &str| Reflect::get(entry, &key.into()).unwrap_or_default();
    entries("resource")
        .iter()
        .filter(|entry| {
            let name = get(entry, "name").as_string().unwrap_or_default();
            name.split('?')
                .next()
                .is_some_and(|path| path.ends_with(LAUNCHER))
        })
        .filter_map(|entry| get(&entry, "startTime").as_f64())
        .collect()
}
