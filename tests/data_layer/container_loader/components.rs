//! Helpers that mount the component and read the statuses it reports.

use std::cell::RefCell;

use yew::html::IntoPropValue;
use yew::prelude::*;
use yew_customerly::gtm::{
    ContainerIds, GoogleTagManager, GoogleTagManagerProps, GtmError, GtmStatus,
};

use crate::support::page;

pub(crate) const CONTAINER: &str = "/tests/fixtures/gtm.js";

thread_local! {
    pub(crate) static STATUSES: RefCell<Vec<GtmStatus>> = RefCell::default();
}

pub(crate) fn statuses() -> Vec<GtmStatus> {
    STATUSES.take()
}

/// Properties for a container whose script is a fixture of the tests.
pub(crate) fn props(id: impl IntoPropValue<ContainerIds>) -> GoogleTagManagerProps {
    let status = |status| STATUSES.with_borrow_mut(|statuses| statuses.push(status));
    yew::props!(GoogleTagManagerProps {
        id: id.into_prop_value(),
        script_url: CONTAINER,
        on_status: Callback::from(status),
    })
}

pub(crate) async fn mount(props: GoogleTagManagerProps) -> AppHandle<GoogleTagManager> {
    let root = page::element();
    let app = yew::Renderer::<GoogleTagManager>::with_root_and_props(root, props).render();
    page::settle().await;
    app
}

/// Mounts the component and waits until it has reported `count` statuses.
pub(crate) async fn mount_until(props: GoogleTagManagerProps, count: usize) -> Vec<GtmStatus> {
    statuses();
    mount(props).await;
    page::until(|| STATUSES.with_borrow(Vec::len) >= count).await;
    page::settle().await;
    statuses()
}

fn id(id: &'static str) -> Option<AttrValue> {
    Some(id.into())
}

pub(crate) fn loaded(container: &'static str) -> GtmStatus {
    GtmStatus::Loaded { id: id(container) }
}

pub(crate) fn present(container: &'static str) -> GtmStatus {
    GtmStatus::Present { id: id(container) }
}

pub(crate) fn failed(container: &'static str, error: GtmError) -> GtmStatus {
    let id = id(container);
    GtmStatus::Failed { id, error }
}

pub(crate) fn scripts(part: &str) -> String {
    page::eval(&format!(
        "document.querySelectorAll('script[src*=\"{part}\"]').length"
    ))
}

/// The commands and messages that a container has read, as JSON.
pub(crate) fn read_by(id: &str) -> String {
    page::eval(&format!(
        "containers.filter((container) => container.id === '{id}').map((container) => container.taken)"
    ))
}

pub(crate) fn layer(name: &'static str, id: &'static str) -> GoogleTagManagerProps {
    GoogleTagManagerProps {
        data_layer_name: name.into(),
        ..props(id)
    }
}
