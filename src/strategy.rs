//! When the launcher is fetched.

use std::fmt;
use std::time::Duration;

use js_sys::Object;
use wasm_bindgen::prelude::*;

use crate::customerly::Customerly;
use crate::moment::Moment;
use crate::{foreign, timer, window_events};

/// How long a browser that is never idle keeps the chat waiting.
const LONGEST_WAIT: f64 = 10_000.0;

/// How long after its load a page counts as idle in a browser that does not say so.
const SETTLING: f64 = 1000.0;

const LOADED: [&str; 1] = ["load"];

/// What only a visitor does. Scrolling counts by what causes it, as a page also scrolls itself, for
/// one when it is loaded again; `click` is all that a screen reader or voice control may send.
const INTERACTIONS: [&str; 4] = ["pointerdown", "keydown", "wheel", "click"];

/// When the launcher is fetched. Until then not one request goes to Customerly, and
/// `window.customerly` is left alone.
///
/// Its moment comes once. Should consent be missing then, the chat is fetched when consent comes;
/// should the provider be gone, never. Until then commands are held, and one that needs the chat
/// window fetches the chat by itself, under every strategy, as the visitor has asked for it then:
/// [`open`](crate::Customerly::open), [`show_article`](crate::Customerly::show_article),
/// [`show_book_meeting`](crate::Customerly::show_book_meeting),
/// [`show_new_message`](crate::Customerly::show_new_message) and
/// [`send_new_message`](crate::Customerly::send_new_message). So does
/// [`load`](crate::Customerly::load).
///
/// An app carries the code of those strategies alone that it names.
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
    moment: &'static str,
    milliseconds: f64,
    /// Named by its constructor only, so that nobody pays for the others.
    arm: fn(&Customerly, f64),
}

impl LoadStrategy {
    /// When the provider mounts. The default.
    pub const fn immediately() -> Self {
        Self::new("immediately", |chat, _| chat.trigger())
    }

    /// Not by itself: only by a command that needs the chat window or by
    /// [`Customerly::load`](crate::Customerly::load).
    pub const fn manual() -> Self {
        Self::new("manual", |_, _| {})
    }

    /// When the browser has nothing else to do (`requestIdleCallback`), after 10 seconds at the
    /// latest. In a browser that knows no idle time, such as Safari, a second after the page has
    /// loaded. A tab in the background comes to it late, as browsers hold those back.
    pub const fn when_idle() -> Self {
        Self::new("when idle", |chat, _| match idle_moment() {
            Some(moment) => chat.wait_for(Some(moment)),
            None => when_settled(chat),
        })
    }

    /// This long after the provider mounts, in whole milliseconds, at most 24 days. While the browser
    /// freezes the page, time stands still.
    pub fn after(delay: Duration) -> Self {
        Self {
            milliseconds: timer::milliseconds(delay),
            ..Self::new("after", wait)
        }
    }

    /// When the visitor first does something on the page: presses a pointer or a key, turns the
    /// wheel or clicks, by whatever means. Moving the pointer is not enough, nor is an event that a
    /// script makes, nor a page that scrolls by itself. What happens inside of frames is not seen.
    pub const fn on_interaction() -> Self {
        Self::new("on interaction", |chat, _| {
            let moment = Moment::new(
                interacted,
                |function| {
                    window_events::listen(&INTERACTIONS, function);
                    function.into()
                },
                |function| window_events::ignore(&INTERACTIONS, function.unchecked_ref()),
            );
            chat.wait_for(Some(moment));
        })
    }

    /// When a chat button of the app's own comes into view or is touched:
    /// [`ChatButton`](crate::ChatButton), or what
    /// [`use_chat_trigger`](crate::use_chat_trigger) makes one.
    pub const fn on_chat_button() -> Self {
        Self::new("on chat button", |chat, _| {
            chat.wait_for(Some(Moment::of_chat_button()));
        })
    }

    const fn new(moment: &'static str, arm: fn(&Customerly, f64)) -> Self {
        Self {
            moment,
            milliseconds: 0.0,
            arm,
        }
    }

    /// From now on this is the chat's strategy, and no former one.
    pub(crate) fn arm(&self, chat: &Customerly) {
        chat.wait_for(None);
        (self.arm)(chat, self.milliseconds);
    }
}

impl Default for LoadStrategy {
    fn default() -> Self {
        Self::immediately()
    }
}

impl PartialEq for LoadStrategy {
    fn eq(&self, other: &Self) -> bool {
        self.moment == other.moment && self.milliseconds == other.milliseconds
    }
}

impl fmt::Debug for LoadStrategy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoadStrategy")
            .field("moment", &self.moment)
            .field("milliseconds", &self.milliseconds)
            .finish_non_exhaustive()
    }
}

/// The moment of that number has come.
fn came(number: u32, _: [JsValue; 3]) -> JsValue {
    if let Some(chat) = Customerly::waiting_for(number) {
        chat.trigger();
    }
    JsValue::UNDEFINED
}

fn interacted(number: u32, arguments: [JsValue; 3]) -> JsValue {
    let [event, ..] = &arguments;
    if foreign::get(event, "isTrusted").is_truthy() {
        came(number, arguments);
    }
    JsValue::UNDEFINED
}

/// `None` where the browser knows no idle time.
fn idle_moment() -> Option<Moment> {
    let options = Object::new();
    foreign::set(&options, "timeout", &LONGEST_WAIT.into());
    let mut asked = false;
    let moment = Moment::new(
        came,
        |function| {
            let handle = foreign::call(
                &foreign::page(),
                "requestIdleCallback",
                &[function, &options],
            );
            asked = handle.is_ok();
            handle.unwrap_or_default()
        },
        |handle| {
            // One that cannot be taken back finds nobody who waits for it.
            drop(foreign::call(
                &foreign::page(),
                "cancelIdleCallback",
                &[handle],
            ));
        },
    );
    asked.then_some(moment)
}

fn when_settled(chat: &Customerly) {
    let document = foreign::get(&foreign::page(), "document");
    if foreign::get(&document, "readyState") == "complete" {
        wait(chat, SETTLING);
    } else {
        let moment = Moment::new(
            has_loaded,
            |function| {
                window_events::listen(&LOADED, function);
                function.into()
            },
            |function| window_events::ignore(&LOADED, function.unchecked_ref()),
        );
        chat.wait_for(Some(moment));
    }
}

fn has_loaded(number: u32, _: [JsValue; 3]) -> JsValue {
    if let Some(chat) = Customerly::waiting_for(number) {
        wait(&chat, SETTLING);
    }
    JsValue::UNDEFINED
}

fn wait(chat: &Customerly, milliseconds: f64) {
    let moment = Moment::new(
        came,
        |function| timer::set(function, milliseconds),
        timer::clear,
    );
    chat.wait_for(Some(moment));
}
