//! The bundles of the page that have this crate in them: micro frontends, a hot reload, or one module under
//! two addresses. Each is an instance of its own, which shares no memory with the others.
//!
//! The first one has its functions in the callbacks' slots for as long as the page lives, and tells every
//! bundle of each event. One bundle of those with a provider pushes; when its last provider unmounts,
//! another one goes on.

use std::cell::RefCell;

use js_sys::{Array, Function};
use wasm_bindgen::JsValue;

use crate::browser::{js, page_object};

/// The functions of the bundles, in the order in which they came. Each gets the callback's name and an
/// array of its arguments.
const MEMBERS: &str = "members";

/// The function of the first bundle that puts its functions into settings, or without any, into the
/// current `window.customerly`.
const INSTALL: &str = "install";

/// The function of the bundle that pushes.
const PUSHER: &str = "pusher";

thread_local! {
    /// This bundle's function.
    static OWN: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
}

/// Adds this bundle. Returns whether it is the first one.
pub(super) fn join(member: &Function, install: &Function) -> bool {
    let shared = page_object::shared();
    OWN.set(member.into());
    let members = js::get(&shared, MEMBERS);
    let is_first = !js::is_array(&members);
    if is_first {
        let members = js::array([member.into()].into_iter());
        js::set(&shared, MEMBERS, &members);
        js::set(&shared, INSTALL, install);
    } else {
        drop(js::call_method(&members, "push", &[member]));
    }
    is_first
}

/// Has the first bundle put its functions into settings, or into the current `window.customerly`.
pub(super) fn install(settings: &JsValue) {
    drop(js::call_method(
        &page_object::shared(),
        INSTALL,
        &[settings],
    ));
}

/// Tells every bundle of an event. Returns `false` if this is the only one.
pub(super) fn tell(name: &str, arguments: &Array) -> bool {
    let members = js::get(&page_object::shared(), MEMBERS);
    let length = js::get(&members, "length").as_f64().unwrap_or_default() as u32;
    if length < 2 {
        return false;
    }
    let call = js::array([name.into(), arguments.into()].into_iter());
    for index in 0..length {
        let member = js::get(&members, &index.to_string());
        // A bundle that fails must not keep the others from hearing the event.
        drop(js::invoke(&member, &JsValue::UNDEFINED, &call));
    }
    true
}

/// Whether this bundle pushes: it does so already, or no other one does.
pub(crate) fn may_push() -> bool {
    let own = OWN.with_borrow(JsValue::clone);
    let shared = page_object::shared();
    let pusher = js::get(&shared, PUSHER);
    if pusher.is_undefined() {
        js::set(&shared, PUSHER, &own);
    }
    pusher.is_undefined() || pusher == own
}

/// This bundle has no provider any more, so that another one may push.
pub(crate) fn stop_pushing() {
    if may_push() {
        js::set(&page_object::shared(), PUSHER, &JsValue::UNDEFINED);
    }
}
