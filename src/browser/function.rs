//! JavaScript functions that run Rust code.

use std::cell::RefCell;

use js_sys::{Function, Object};
use wasm_bindgen::prelude::*;

use crate::browser::js;

/// The code behind a function of ours. It gets the number that the function was made with, and the
/// first three arguments of the call.
pub(crate) type Handler = fn(u32, [JsValue; 3]) -> JsValue;

/// Like [`Handler`], but it may throw.
pub(crate) type ThrowingHandler = fn(u32, [JsValue; 3]) -> Result<JsValue, JsValue>;

type Call = dyn Fn(JsValue, JsValue, JsValue) -> Result<JsValue, JsValue>;

thread_local! {
    static FUNCTIONS: RefCell<Vec<(Handler, u32, Function)>> = const { RefCell::new(Vec::new()) };
}

/// Returns the JavaScript function that runs `handler` with `data`. It is made once and never freed:
/// freeing one makes wasm-bindgen run a finalizer later, and a page that runs code while it is in the
/// back/forward cache is evicted from there.
pub(crate) fn cached(handler: Handler, data: u32) -> Function {
    FUNCTIONS.with_borrow_mut(|functions| {
        let known = functions.iter().find(|(known, known_data, _)| {
            std::ptr::fn_addr_eq(*known, handler) && *known_data == data
        });
        if let Some((.., function)) = known {
            return function.clone();
        }
        let function = uncached(handler, data);
        functions.push((handler, data, function.clone()));
        function
    })
}

/// Makes a JavaScript function that runs `handler` with `data` and is freed with its last reference.
/// For numbers that keep growing.
///
/// All functions share one closure type, because each further type costs code in wasm and in
/// JavaScript. `bind` could carry `data` too, but old libraries replace it by one that loses arguments.
pub(crate) fn uncached(handler: Handler, data: u32) -> Function {
    let call = move |first, second, third| Ok(handler(data, [first, second, third]));
    Closure::<Call>::new(call).into_js_value().unchecked_into()
}

/// Makes a function that stands for `target`. Each call runs `handler` with `data`, the target, the
/// receiver, and an array of all arguments. A plain function of ours gets three arguments and no receiver.
/// `None` if the page has broken `Proxy`.
pub(crate) fn standing_for(
    target: &JsValue,
    handler: ThrowingHandler,
    data: u32,
) -> Option<JsValue> {
    let call = move |target, receiver, arguments| handler(data, [target, receiver, arguments]);
    let traps = Object::new();
    let trap = Closure::<Call>::new(call).into_js_value();
    js::set(&traps, "apply", &trap);
    let window = js::window();
    let arguments = js::array([target.clone(), traps.into()].into_iter());
    let proxy = [&js::get(&window, "Proxy"), &*arguments];
    js::call_method(&js::get(&window, "Reflect"), "construct", &proxy).ok()
}

/// Calls a function of ours through JavaScript, which catches the trap of a panic inside it. The wasm
/// stack is restored when our own caller returns; what the lost frames owned leaks.
pub(crate) fn call_guarded(function: &Function) -> Result<(), JsValue> {
    let nothing = JsValue::UNDEFINED;
    js::invoke(function, &nothing, nothing.unchecked_ref())
}
