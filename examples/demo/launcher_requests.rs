//! The page's requests for a launcher, from the browser's Resource Timing entries.

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

/// Customerly's launcher and the stand-in have the same file name.
const LAUNCHER: &str = "/launcher.js";

/// The start times of the requests, in milliseconds since navigation. The browser lists a request once
/// it has completed or failed.
#[hook]
pub(crate) fn use_launcher_requests() -> UseStateHandle<Vec<f64>> {
    let requests = use_state_eq(Vec::new);
    use_effect_with((), {
        let requests = requests.setter();
        move |()| {
            requests.set(start_times());
            let on_entries = Closure::<dyn Fn()>::new(move || requests.set(start_times()));
            let observer = PerformanceObserver::new(on_entries.as_ref().unchecked_ref());
            if let Ok(options) = JSON::parse(r#"{ "type": "resource" }"#) {
                observer.observe(&options);
            }
            move || {
                observer.disconnect();
                drop(on_entries);
            }
        }
    });
    requests
}

fn start_times() -> Vec<f64> {
    let get = |entry: &JsValue, key: &str| Reflect::get(entry, &key.into()).unwrap_or_default();
    entries("resource")
        .iter()
        .filter(|entry| {
            let url = get(entry, "name").as_string().unwrap_or_default();
            url.split('?')
                .next()
                .is_some_and(|path| path.ends_with(LAUNCHER))
        })
        .filter_map(|entry| get(&entry, "startTime").as_f64())
        .collect()
}
