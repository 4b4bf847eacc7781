//! The page's mounted providers.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use super::provider_state::ProviderState;
use crate::browser::PageStatic;

thread_local! {
    static PROVIDERS: PageStatic<Providers> = const { PageStatic::new() };
}

/// In the order in which they mounted.
type Providers = RefCell<Vec<Weak<ProviderState>>>;

fn providers() -> &'static Providers {
    PROVIDERS.with(|providers| providers.get_or_init(Providers::default))
}

/// Adds a provider and returns how many there are now.
pub(super) fn register(provider: &Rc<ProviderState>) -> usize {
    let mut providers = providers().borrow_mut();
    providers.push(Rc::downgrade(provider));
    providers.len()
}

pub(super) fn unregister(provider: &Rc<ProviderState>) {
    let mut providers = providers().borrow_mut();
    providers.retain(|other| !std::ptr::eq(other.as_ptr(), Rc::as_ptr(provider)));
}

/// The page's provider: the one that mounted first. A page has one chat, so only this one says whose it
/// is, when it loads and where its events go.
pub(super) fn first() -> Option<Rc<ProviderState>> {
    providers().borrow().first()?.upgrade()
}

/// The first provider that passes the test.
pub(super) fn find(test: &dyn Fn(&ProviderState) -> bool) -> Option<Rc<ProviderState>> {
    let providers = providers().borrow();
    let mut live = providers.iter().filter_map(Weak::upgrade);
    live.find(|provider| test(provider))
}

/// All providers as of now, for [`for_each`].
pub(super) fn snapshot() -> Vec<Weak<ProviderState>> {
    providers().borrow().clone()
}

/// Calls `act` with each provider of a snapshot that still exists. It may mount and unmount
/// providers.
pub(super) fn for_each(snapshot: &[Weak<ProviderState>], act: &dyn Fn(&ProviderState)) {
    let live = snapshot.iter().filter_map(Weak::upgrade);
    live.for_each(|provider| act(&provider));
}

/// The messenger's status has changed.
pub(super) fn notify_status() {
    for_each(&snapshot(), &ProviderState::notify_status);
}

/// A value that can be read may have changed.
pub(super) fn notify_change() {
    for_each(&snapshot(), &ProviderState::notify_change);
}

/// A script of the page has started the chat.
pub(super) fn follow_page() {
    if let Some(first) = first() {
        first.follow_page();
    }
}
