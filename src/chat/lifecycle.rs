//! Mounting and unmounting of a provider.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::provider_state::ProviderState;
use super::{dispatch, providers};
use crate::browser::{console, function, prerendering};
use crate::messenger::{self, MessengerListener};

/// A provider has mounted, which happens in browsers only.
pub(crate) fn mount(provider: &Rc<ProviderState>) {
    messenger::set_listener(MessengerListener {
        on_event: dispatch::on_event,
        on_status: providers::notify_status,
        on_change: providers::notify_change,
        on_logout: dispatch::on_logout,
        on_page_start: providers::follow_page,
    });
    let is_first = providers::register(provider) == 1;
    if !is_first {
        warn_of_several();
    }
    if prerendering::is_prerendering() {
        prerendering::on_shown(&function::cached(page_shown, 0));
    }
    provider.set_mounted(is_first);
}

/// Reports a provider beside or inside another one.
pub(crate) fn warn_of_several() {
    console::warn(&[
        "the page has several providers but one chat; the properties of all but the outermost are ignored",
    ]);
}

/// A provider unmounts. No-op on a server, where it was never mounted.
pub(crate) fn unmount(provider: &Rc<ProviderState>) {
    if !provider.set_unmounted() {
        return;
    }
    providers::unregister(provider);
    provider.set_pending_load(None);
    match providers::first() {
        Some(first) => first.become_first(),
        None => {
            messenger::refuse_queued_windows();
            messenger::stop_pushing();
        }
    }
    if let Some(driver) = provider.retry().driver() {
        (driver.on_unmount)();
    }
}

fn page_shown(_: u32, _: [JsValue; 3]) -> JsValue {
    if let Some(provider) = providers::first() {
        provider.sync();
    }
    JsValue::UNDEFINED
}
