//! When the launcher is loaded.

use std::fmt;
use std::time::Duration;

use js_sys::Object;
use wasm_bindgen::prelude::*;

use super::pending_load::PendingLoad;
use super::provider_state::ProviderState;
use super::providers;
use crate::browser::{document, js, timer, window_events};

/// The longest wait for idle time, in milliseconds, in a browser that is never idle.
const IDLE_TIMEOUT: f64 = 10_000.0;

/// How long after its `load` event a page counts as idle, in milliseconds, in a browser without
/// `requestIdleCallback`.
const SETTLE_DELAY: f64 = 1000.0;

const LOAD_EVENT: [&str; 1] = ["load"];

/// Events that only a visitor causes. `wheel` stands for scrolling, because pages also scroll by
/// themselves, such as after a reload; `click` is all that a screen reader or voice control may send.
const INTERACTIONS: [&str; 4] = ["pointerdown", "keydown", "wheel", "click"];

/// When the launcher is loaded. Until then, no request goes to Customerly and `window.customerly` is
/// not touched.
///
/// A strategy triggers once. If consent is missing then, the chat loads when consent is given; if the
/// provider has unmounted, it never loads. Until then commands are queued, and a command that needs the
/// chat window loads the chat by itself under every strategy, because the visitor has asked for it:
/// [`open`](crate::Customerly::open), [`show_article`](crate::Customerly::show_article),
/// [`show_book_meeting`](crate::Customerly::show_book_meeting),
/// [`show_new_message`](crate::Customerly::show_new_message) and
/// [`send_new_message`](crate::Customerly::send_new_message). So does
/// [`load`](crate::Customerly::load).
///
/// An app downloads the code of only those strategies that it names.
///
/// ```
/// use yew::prelude::*;
/// use yew_customerly::prelude::*;
///
/// #[component]
/// fn App() -> Html {
///     html! {
///         <CustomerlyProvider app_id="abcdef12" load={LoadStrategy::when_idle()}>
///             { "Your pages" }
///         </CustomerlyProvider>
///     }
/// }
/// ```
#[derive(Clone)]
pub struct LoadStrategy {
    name: &'static str,
    delay: f64,
    /// Only the strategy's constructor names it, so that no other app downloads it.
    arm: fn(&ProviderState, f64),
}

impl LoadStrategy {
    /// Loads when the provider mounts. The default.
    pub const fn immediately() -> Self {
        Self::new("immediately", |provider, _| provider.trigger())
    }

    /// Does not load by itself, only for a command that needs the chat window and by
    /// [`Customerly::load`](crate::Customerly::load).
    pub const fn manual() -> Self {
        Self::new("manual", |_, _| {})
    }

    /// Loads when the browser is idle (`requestIdleCallback`), after 10 seconds at the latest. In a
    /// browser without `requestIdleCallback`, such as Safari, it loads one second after the page has
    /// loaded. In a background tab it loads late, because browsers throttle those.
    pub const fn when_idle() -> Self {
        Self::new("when idle", |provider, _| match idle_load() {
            Some(pending) => provider.set_pending_load(Some(pending)),
            None => load_when_settled(provider),
        })
    }

    /// Loads this long after the provider mounts, in whole milliseconds, at most 24 days. Time stands
    /// still while the browser freezes the page.
    pub fn after(delay: Duration) -> Self {
        Self {
            delay: timer::milliseconds(delay),
            ..Self::new("after", load_after)
        }
    }

    /// Loads when the visitor first interacts with the page: presses a pointer or a key, turns the
    /// wheel or clicks, by whatever means. Moving the pointer does not count, nor do events that a
    /// script dispatches, nor scrolling by the page itself. Interactions inside frames are not seen.
    pub const fn on_interaction() -> Self {
        Self::new("on interaction", |provider, _| {
            let pending = PendingLoad::new(
                on_interaction,
                |function| {
                    window_events::listen(&INTERACTIONS, function);
                    function.into()
                },
                |function| window_events::unlisten(&INTERACTIONS, function.unchecked_ref()),
            );
            provider.set_pending_load(Some(pending));
        })
    }

    /// Loads when a chat button of the app comes into view or is touched: a
    /// [`ChatButton`](crate::ChatButton), or an element with
    /// [`use_chat_trigger`](crate::use_chat_trigger).
    pub const fn on_chat_button() -> Self {
        Self::new("on chat button", |provider, _| {
            provider.set_pending_load(Some(PendingLoad::on_chat_button()));
        })
    }

    const fn new(name: &'static str, arm: fn(&ProviderState, f64)) -> Self {
        Self {
            name,
            delay: 0.0,
            arm,
        }
    }

    /// Makes this the provider's strategy and cancels the previous one.
    pub(crate) fn arm(&self, provider: &ProviderState) {
        provider.set_pending_load(None);
        (self.arm)(provider, self.delay);
    }
}

impl Default for LoadStrategy {
    fn default() -> Self {
        Self::immediately()
    }
}

impl PartialEq for LoadStrategy {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.delay == other.delay
    }
}

impl fmt::Debug for LoadStrategy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoadStrategy")
            .field("name", &self.name)
            .field("delay", &self.delay)
            .finish_non_exhaustive()
    }
}

/// Triggers the pending load with this id.
fn on_trigger(id: u32, _: [JsValue; 3]) -> JsValue {
    if let Some(provider) = providers::find(&|provider| provider.is_waiting_for(id)) {
        provider.trigger();
    }
    JsValue::UNDEFINED
}

fn on_interaction(id: u32, arguments: [JsValue; 3]) -> JsValue {
    let [event, ..] = &arguments;
    if js::get(event, "isTrusted").is_truthy() {
        on_trigger(id, arguments);
    }
    JsValue::UNDEFINED
}

/// `None` if the browser has no `requestIdleCallback`.
fn idle_load() -> Option<PendingLoad> {
    let options = Object::new();
    js::set(&options, "timeout", &IDLE_TIMEOUT.into());
    let mut is_supported = false;
    let pending = PendingLoad::new(
        on_trigger,
        |function| {
            let handle =
                js::call_method(&js::window(), "requestIdleCallback", &[function, &options]);
            is_supported = handle.is_ok();
            handle.unwrap_or_default()
        },
        |handle| {
            // If this fails, the callback finds no provider that waits for it.
            drop(js::call_method(
                &js::window(),
                "cancelIdleCallback",
                &[handle],
            ));
        },
    );
    is_supported.then_some(pending)
}

fn load_when_settled(provider: &ProviderState) {
    if document::has_loaded() {
        load_after(provider, SETTLE_DELAY);
    } else {
        let pending = PendingLoad::new(
            on_page_load,
            |function| {
                window_events::listen(&LOAD_EVENT, function);
                function.into()
            },
            |function| window_events::unlisten(&LOAD_EVENT, function.unchecked_ref()),
        );
        provider.set_pending_load(Some(pending));
    }
}

fn on_page_load(id: u32, _: [JsValue; 3]) -> JsValue {
    if let Some(provider) = providers::find(&|provider| provider.is_waiting_for(id)) {
        load_after(&provider, SETTLE_DELAY);
    }
    JsValue::UNDEFINED
}

fn load_after(provider: &ProviderState, milliseconds: f64) {
    let pending = PendingLoad::new(
        on_trigger,
        |function| timer::set(function, milliseconds),
        timer::clear,
    );
    provider.set_pending_load(Some(pending));
}
