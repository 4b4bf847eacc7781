//! Timers and the clock.

use std::time::Duration;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::browser::js;

#[wasm_bindgen]
extern "C" {
    /// Yew renders by it, so every page that runs us has it.
    #[wasm_bindgen(catch, js_name = queueMicrotask)]
    fn queue_microtask(callback: &Function) -> Result<(), JsValue>;
}

/// The longest delay that `setTimeout` accepts, 24 days. It would run a longer one at once.
const LONGEST: f64 = i32::MAX as f64;

/// A duration as timers count it: milliseconds, at most the longest delay.
pub(crate) fn milliseconds(duration: Duration) -> f64 {
    (duration.as_millis() as f64).min(LONGEST)
}

/// Calls `function` once after the delay. A browser that freezes the page or throttles its tab calls
/// it later, but still once.
pub(crate) fn set(function: &Function, milliseconds: f64) -> JsValue {
    let timer = js::call_method(
        &js::window(),
        "setTimeout",
        &[function, &milliseconds.into()],
    );
    timer.unwrap_or_default()
}

/// Cancels a timer. No-op for one that has fired, and for `undefined`.
pub(crate) fn clear(timer: &JsValue) {
    // `clearTimeout` never throws.
    drop(js::call_method(&js::window(), "clearTimeout", &[timer]));
}

/// Calls `function` once when the current task has left the stack, by return or by a trap.
pub(crate) fn after_current_task(function: &Function) {
    drop(queue_microtask(function));
}

/// Milliseconds on a monotonic clock. `None` if a script of the page shadows `performance`.
pub(crate) fn now() -> Option<f64> {
    let performance = js::get(&js::window(), "performance");
    let now = js::call_method(&performance, "now", &[]);
    now.ok()?.as_f64()
}
