//! The containers of the page: the only part of the loader that touches it.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::Object;
use wasm_bindgen::prelude::*;
use yew::{AttrValue, Callback};

use super::address;
use super::order::Order;
use super::status::{GtmError, GtmStatus};
use crate::gtm::{Consent, layer};
use crate::{foreign, script};

/// A mounted component's callback, as of its last render.
type Watcher = RefCell<Option<Callback<GtmStatus>>>;

/// A container that was asked for since the page was loaded.
#[derive(Debug)]
struct Container {
    /// A container without an id is known by its address.
    id: Option<AttrValue>,
    url: AttrValue,
    data_layer: AttrValue,
    script: Option<JsValue>,
    /// `None` as long as its script is on its way.
    status: Option<GtmStatus>,
    watchers: Vec<Weak<Watcher>>,
}

thread_local! {
    static CONTAINERS: RefCell<Vec<Container>> = const { RefCell::new(Vec::new()) };
    /// The defaults that were pushed, and where to.
    static DEFAULTS: RefCell<Vec<(AttrValue, Consent)>> = const { RefCell::new(Vec::new()) };
    /// One for all scripts, and for the life of the page: a dropped one would throw.
    static ON_SCRIPT: Closure<dyn Fn(JsValue)> = Closure::new(|event| ended(&event));
}

pub(super) fn load(order: &Order, watcher: &Rc<Watcher>) {
    for (id, address) in order.containers() {
        match address.and_then(|url| allowed(url, order)) {
            Ok(url) => load_one(order, id, url, watcher),
            Err(error) => {
                let status = failed(id, error);
                tell(watcher, status);
            }
        }
    }
}

/// The address, if a script may be fetched from there.
fn allowed(url: String, order: &Order) -> Result<AttrValue, GtmError> {
    if script::is_allowed(&url, order.allow_http) {
        Ok(url.into())
    } else {
        let hint = script::ALLOWED;
        Err(GtmError::InvalidScriptUrl { hint })
    }
}

fn load_one(order: &Order, id: Option<AttrValue>, url: AttrValue, watcher: &Rc<Watcher>) {
    if let Some(index) = find(&id, &url) {
        watch(index, order, watcher);
        return;
    }
    // From here on it counts as asked for: a push may run anything.
    let index = CONTAINERS.with_borrow_mut(|containers| {
        containers.push(Container {
            id: id.clone(),
            url: url.clone(),
            data_layer: order.data_layer.clone(),
            script: None,
            status: None,
            watchers: vec![Rc::downgrade(watcher)],
        });
        containers.len() - 1
    });

    let present = is_present(id.as_deref(), &url);
    let pushed = push_defaults(order, present);
    if present {
        end(index, GtmStatus::Present { id });
        return;
    }
    let begun = pushed
        .and_then(|()| layer::push(&order.data_layer.as_str().into(), &start()))
        .map_err(|reason| GtmError::DataLayer {
            reason: ["window.", &order.data_layer, ": ", &reason].concat(),
        })
        .and_then(|()| {
            script::insert(&url, order.nonce.as_deref()).map_err(|thrown| GtmError::Page {
                reason: foreign::describe(&thrown),
            })
        });
    match begun {
        Ok(script) => {
            CONTAINERS.with_borrow_mut(|containers| {
                if let Some(container) = containers.get_mut(index) {
                    container.script = Some(script.clone());
                }
            });
            ON_SCRIPT.with(|on_script| script::listen(&script, on_script.as_ref().unchecked_ref()));
        }
        Err(error) => end(index, failed(id, error)),
    }
}

/// The position of a container that was asked for before.
fn find(id: &Option<AttrValue>, url: &AttrValue) -> Option<usize> {
    CONTAINERS.with_borrow(|containers| {
        containers
            .iter()
            .position(|known| known.id == *id && (id.is_some() || known.url == *url))
    })
}

/// Tells one more component of a container that was asked for before.
fn watch(index: usize, order: &Order, watcher: &Rc<Watcher>) {
    let (status, elsewhere) = CONTAINERS.with_borrow_mut(|containers| {
        let Some(container) = containers.get_mut(index) else {
            return (None, None);
        };
        let elsewhere = container.data_layer != order.data_layer;
        let elsewhere = elsewhere.then(|| container.data_layer.clone());
        if container.status.is_none() {
            let watcher = Rc::downgrade(watcher);
            if !container
                .watchers
                .iter()
                .any(|known| known.ptr_eq(&watcher))
            {
                container.watchers.push(watcher);
            }
        }
        (container.status.clone(), elsewhere)
    });
    if let Some(elsewhere) = elsewhere {
        foreign::warn(&[
            "the container listens to window.",
            &elsewhere,
            " already, so it does not listen to window.",
            &order.data_layer,
        ]);
    }
    if let Some(status) = status {
        tell(watcher, status);
    }
}

/// Whether the page has the container otherwise: running, or as a script that may still be waited for.
fn is_present(id: Option<&str>, url: &str) -> bool {
    match id {
        Some(id) => is_running(id) || script::any(|source| address::asks_for(source, id)),
        None => script::find(url).is_some(),
    }
}

fn is_running(id: &str) -> bool {
    let running = foreign::get(&foreign::page(), "google_tag_manager");
    foreign::get(&running, id).is_truthy()
}

/// Pushes the defaults that this data layer did not get yet.
fn push_defaults(order: &Order, late: bool) -> Result<(), String> {
    for consent in &order.consent {
        let default = (order.data_layer.clone(), consent.clone());
        if DEFAULTS.with_borrow(|defaults| defaults.contains(&default)) {
            continue;
        }
        if late {
            foreign::warn(&[
                "the page had the container before the consent's default, so its first tags may have \
                 run without; push the default before the container's script",
            ]);
        }
        consent.send_default(&order.data_layer)?;
        DEFAULTS.with_borrow_mut(|defaults| defaults.push(default));
    }
    Ok(())
}

/// The message without which no "Container Loaded" trigger fires.
fn start() -> Object {
    let date = foreign::get(&foreign::page(), "Date");
    let now = foreign::method(&date, "now").and_then(|now| now.call0(&date).ok());
    let message = Object::new();
    foreign::set(&message, "gtm.start", &now.unwrap_or_else(|| 0.into()));
    foreign::set(&message, "event", &"gtm.js".into());
    message
}

/// A script was fetched and ran, or could not be fetched.
fn ended(event: &JsValue) {
    let script = foreign::get(event, "currentTarget");
    let container = CONTAINERS.with_borrow(|containers| {
        let index = containers.iter().position(|container| {
            let ours = container.script.as_ref();
            ours == Some(&script)
        })?;
        let container = containers.get(index)?;
        Some((index, container.id.clone(), container.url.clone()))
    });
    let Some((index, id, url)) = container else {
        return;
    };
    let status = if foreign::get(event, "type") != "load" {
        failed(id, GtmError::Script { url })
    } else if is_substitute(id.as_deref(), &url) {
        failed(id, GtmError::NoContainer { url })
    } else {
        GtmStatus::Loaded { id }
    };
    end(index, status);
}

/// Whether something else came in the container's place, as blockers do it.
fn is_substitute(id: Option<&str>, url: &str) -> bool {
    let document = foreign::get(&foreign::page(), "document");
    // A container that came with a page ahead of its time waits until the page is shown.
    let waits = foreign::get(&document, "prerendering").is_truthy();
    address::is_container(url) && !waits && id.is_some_and(|id| !is_running(id))
}

fn end(index: usize, status: GtmStatus) {
    let watchers = CONTAINERS.with_borrow_mut(|containers| {
        let Some(container) = containers.get_mut(index) else {
            return Vec::new();
        };
        container.script = None;
        container.status = Some(status.clone());
        std::mem::take(&mut container.watchers)
    });
    for watcher in watchers.iter().filter_map(Weak::upgrade) {
        tell(&watcher, status.clone());
    }
}

fn tell(watcher: &Watcher, status: GtmStatus) {
    let callback = watcher.borrow().clone();
    if let Some(callback) = callback {
        callback.emit(status);
    }
}

fn failed(id: Option<AttrValue>, error: GtmError) -> GtmStatus {
    let name = id.as_deref().unwrap_or_default();
    let reason = error.to_string();
    foreign::error(&["Google Tag Manager ", name, " is not there: ", &reason]);
    GtmStatus::Failed { id, error }
}
