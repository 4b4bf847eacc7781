//! The containers of the page. The only part of the loader that changes the page.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::{Date, Object};
use wasm_bindgen::JsValue;
use yew::{AttrValue, Callback};

use super::request::ContainerRequest;
use super::script_url;
use super::status::{GtmError, GtmStatus};
use crate::browser::{console, document, function, js, prerendering, script, script_address};
use crate::gtm::consent::Consent;
use crate::gtm::outgoing::{used_layers, window_layer};

/// The `on_status` callback from the latest render of a mounted component.
type StatusListener = RefCell<Option<Callback<GtmStatus>>>;

/// A container that a component has requested since the page was loaded.
struct Container {
    /// `None` for a container that is identified by its script's URL.
    id: Option<AttrValue>,
    url: AttrValue,
    data_layer: AttrValue,
    progress: RefCell<Progress>,
}

enum Progress {
    /// The script element, once it is inserted, and the components to notify.
    Loading(Option<JsValue>, Vec<Weak<StatusListener>>),
    Done(GtmStatus),
}

thread_local! {
    static CONTAINERS: RefCell<Vec<Rc<Container>>> = const { RefCell::new(Vec::new()) };
    /// The defaults that were pushed, with the names of their data layers.
    static PUSHED_DEFAULTS: RefCell<Vec<(AttrValue, Consent)>> = const { RefCell::new(Vec::new()) };
}

/// Loads the requested containers that the page does not have, and calls the listener once for each.
pub(super) fn load(request: &ContainerRequest, listener: &Rc<StatusListener>) {
    for (id, address) in request.containers() {
        match address.and_then(|url| check_allowed(url, request)) {
            Ok(url) => load_one(request, id, url, listener),
            Err(error) => notify(listener, failed(id, error)),
        }
    }
}

/// The URL, if a script may be loaded from there.
fn check_allowed(url: String, request: &ContainerRequest) -> Result<AttrValue, GtmError> {
    if script_address::is_allowed(&url, request.allow_http) {
        Ok(url.into())
    } else {
        let hint = script_address::ALLOWED;
        Err(GtmError::InvalidScriptUrl { hint })
    }
}

fn load_one(
    request: &ContainerRequest,
    id: Option<AttrValue>,
    url: AttrValue,
    listener: &Rc<StatusListener>,
) {
    if let Some(container) = find(&id, &url) {
        join(&container, request, listener);
        return;
    }
    let listeners = vec![Rc::downgrade(listener)];
    let container = Rc::new(Container {
        id,
        url,
        data_layer: request.data_layer.clone(),
        progress: RefCell::new(Progress::Loading(None, listeners)),
    });
    used_layers::add(&request.data_layer);
    // Registered before the first push, because a push can run code that mounts another component.
    CONTAINERS.with_borrow_mut(|containers| containers.push(container.clone()));

    let Container { id, url, .. } = &*container;
    let present = is_present(id.as_deref(), url);
    let data_layer_error = |reason: String| GtmError::DataLayer {
        reason: ["window.", &request.data_layer, ": ", &reason].concat(),
    };
    let pushed = push_defaults(request, present).map_err(data_layer_error);
    if present {
        let status = match pushed {
            Ok(()) => GtmStatus::Present { id: id.clone() },
            Err(error) => failed(id.clone(), error),
        };
        finish(&container, status);
        return;
    }
    let inserted = pushed
        .and_then(|()| {
            let layer = request.data_layer.as_str().into();
            window_layer::push(&layer, &start_message()).map_err(data_layer_error)
        })
        .and_then(|()| {
            script::insert(url, request.nonce.as_deref(), false).map_err(|thrown| GtmError::Page {
                reason: js::error_message(&thrown),
            })
        });
    match inserted {
        Ok(script) => {
            script::listen(&script, &function::cached(on_script_event, 0));
            if let Progress::Loading(element, _) = &mut *container.progress.borrow_mut() {
                *element = Some(script);
            }
        }
        Err(error) => finish(&container, failed(id.clone(), error)),
    }
}

/// The container, if it was requested before.
fn find(id: &Option<AttrValue>, url: &AttrValue) -> Option<Rc<Container>> {
    CONTAINERS.with_borrow(|containers| {
        let mut known = containers.iter();
        let same = known.find(|known| known.id == *id && (id.is_some() || known.url == *url));
        same.cloned()
    })
}

/// Adds a listener to a container that was requested before, or calls it if the result is known.
fn join(container: &Container, request: &ContainerRequest, listener: &Rc<StatusListener>) {
    if container.data_layer != request.data_layer {
        console::warn(&[
            "the container listens to window.",
            &container.data_layer,
            " already, so it does not listen to window.",
            &request.data_layer,
        ]);
    }
    if request
        .default_consent
        .iter()
        .any(|consent| !was_pushed(request, consent))
    {
        console::warn(&[
            "default_consent has changed after its container was requested, which has no effect; use Consent::push_update",
        ]);
    }
    let status = match &mut *container.progress.borrow_mut() {
        Progress::Loading(_, listeners) => {
            let listener = Rc::downgrade(listener);
            if !listeners.iter().any(|known| known.ptr_eq(&listener)) {
                listeners.push(listener);
            }
            return;
        }
        Progress::Done(status) => status.clone(),
    };
    notify(listener, status);
}

/// Whether the page has the container from elsewhere: it runs, or its script may still be loading. A script
/// that the browser has fetched, or failed to, has run when the page has loaded.
fn is_present(id: Option<&str>, url: &str) -> bool {
    match id {
        Some(id) => {
            let is_loading = |script: &JsValue| {
                let source = js::get(script, "src").as_string();
                source.is_some_and(|source| script_url::loads_container(&source, id))
                    && !(document::has_loaded() && script::has_been_fetched(script))
            };
            is_running(id) || script::any(is_loading)
        }
        None => script::find(url, |byte| *byte == b'#').is_some(),
    }
}

fn is_running(id: &str) -> bool {
    let running = js::get(&js::window(), "google_tag_manager");
    js::get(&running, id).is_truthy()
}

/// Pushes the default consents that this data layer does not have yet.
fn push_defaults(request: &ContainerRequest, is_late: bool) -> Result<(), String> {
    for consent in &request.default_consent {
        if was_pushed(request, consent) {
            continue;
        }
        if is_late {
            console::warn(&[
                "the page had the container before the consent's default, so tags may have run without \
                 it; push the default before the container's script",
            ]);
        }
        consent.try_push_default(&request.data_layer)?;
        let default = (request.data_layer.clone(), consent.clone());
        PUSHED_DEFAULTS.with_borrow_mut(|defaults| defaults.push(default));
    }
    Ok(())
}

/// Whether the data layer of the request has this default.
fn was_pushed(request: &ContainerRequest, consent: &Consent) -> bool {
    PUSHED_DEFAULTS.with_borrow(|defaults| {
        let mut defaults = defaults.iter();
        defaults.any(|(layer, pushed)| *layer == request.data_layer && pushed == consent)
    })
}

/// The message that starts a container. Without it the "Container Loaded" triggers never fire.
fn start_message() -> Object {
    let message = Object::new();
    js::set(&message, "gtm.start", &Date::now().into());
    js::set(&message, "event", &"gtm.js".into());
    message
}

/// Handles the `load` or `error` event of a script.
fn on_script_event(_: u32, [event, ..]: [JsValue; 3]) -> JsValue {
    let script = js::get(&event, "currentTarget");
    let container = CONTAINERS.with_borrow(|containers| {
        let mut known = containers.iter();
        let loading = known.find(|known| match &*known.progress.borrow() {
            Progress::Loading(element, _) => element.as_ref() == Some(&script),
            Progress::Done(_) => false,
        });
        loading.cloned()
    });
    if let Some(container) = container {
        let id = container.id.clone();
        let url = container.url.clone();
        let status = if js::get(&event, "type") != "load" {
            failed(id, GtmError::Script { url })
        } else if is_substitute(id.as_deref(), &url) {
            failed(id, GtmError::NoContainer { url })
        } else {
            GtmStatus::Loaded { id }
        };
        finish(&container, status);
    }
    JsValue::UNDEFINED
}

/// Whether another script ran in the container's place, as ad blockers do.
fn is_substitute(id: Option<&str>, url: &str) -> bool {
    // In a prerendered page a container waits until the page is shown.
    let is_waiting = prerendering::is_prerendering();
    script_url::is_container(url) && !is_waiting && id.is_some_and(|id| !is_running(id))
}

/// Stores the result of a container and calls its listeners.
fn finish(container: &Container, status: GtmStatus) {
    let done = Progress::Done(status.clone());
    if let Progress::Loading(_, listeners) = container.progress.replace(done) {
        for listener in listeners.iter().filter_map(Weak::upgrade) {
            notify(&listener, status.clone());
        }
    }
}

fn notify(listener: &StatusListener, status: GtmStatus) {
    let callback = listener.borrow().clone();
    if let Some(callback) = callback {
        callback.emit(status);
    }
}

/// The status of a container that did not load. The console reports it.
fn failed(id: Option<AttrValue>, error: GtmError) -> GtmStatus {
    let name = id.as_deref().unwrap_or_default();
    let reason = error.to_string();
    console::error(&["Google Tag Manager ", name, " did not load: ", &reason]);
    GtmStatus::Failed { id, error }
}
