//! Mounting and unmounting of a provider.

use std::rc::Rc;

use super::provider_state::ProviderState;
use super::{dispatch, providers};
use crate::browser::console;
use crate::messenger::{self, MessengerListener};

/// A provider has mounted, which happens in browsers only.
pub(crate) fn mount(provider: &Rc<ProviderState>) {
    messenger::set_listener(MessengerListener {
        on_event: dispatch::on_event,
        on_change: providers::notify_change,
    });
    if providers::register(provider) > 1 {
        console::warn(&[
            "the page has several providers; only the first one's data_layer receives the events",
        ]);
    }
    provider.set_mounted();
}

/// A provider unmounts. No-op on a server, where it was never mounted.
pub(crate) fn unmount(provider: &Rc<ProviderState>) {
    if !provider.set_unmounted() {
        return;
    }
    providers::unregister(provider);
    provider.set_pending_load(None);
    if let Some(driver) = provider.retry().driver() {
        (driver.on_unmount)();
    }
}
