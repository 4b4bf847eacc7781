//! Being called after a while.

use std::time::Duration;

use js_sys::Function;
use wasm_bindgen::JsValue;

use crate::foreign;

/// A timer takes no more, which is 24 days: a longer wait would end at once.
const LONGEST: f64 = i32::MAX as f64;

/// The time as timers count it.
pub(crate) fn milliseconds(time: Duration) -> f64 {
    (time.as_millis() as f64).min(LONGEST)
}

/// Has `function` called once when the time is over. A browser that freezes the page or holds its tab
/// back calls later, and still once.
pub(crate) fn set(function: &Function, milliseconds: f64) -> JsValue {
    let timer = foreign::call(
        &foreign::page(),
        "setTimeout",
        &[function, &milliseconds.into()],
    );
    timer.unwrap_or_default()
}

/// Takes a timer back; one that has run, or that was never set, is no matter.
pub(crate) fn clear(timer: &JsValue) {
    // The page may have no timers at all.
    drop(foreign::call(&foreign::page(), "clearTimeout", &[timer]));
}
