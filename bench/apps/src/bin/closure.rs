//! Not weighed: an empty closure that takes a string and an array, the unit in which callbacks are
//! measured.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

fn main() {
    let closure = Closure::<dyn Fn(String, Array)>::new(|_, _| {});
    let page = js_sys::global();
    let _ = Reflect::set(&page, &"emptyClosure".into(), closure.as_ref());
    closure.forget();
}
