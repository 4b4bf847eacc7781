//! What is done about a launcher that could not be fetched.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::time::Duration;

use wasm_bindgen::JsValue;

use crate::customerly::Customerly;
use crate::forever::Forever;
use crate::{foreign, messenger, timer, window_events};

const FIRST_DELAY: u32 = 2000;
const LONGEST_DELAY: u32 = 60_000;

/// Whether a launcher that could not be fetched is asked for again by itself. By default it is not:
/// the app may call [`Customerly::load`](crate::Customerly::load).
///
/// It is about [`LoadError::Script`](crate::LoadError::Script) alone: a launcher that came and does
/// not answer may still do so, and a second one would double everything.
///
/// An app that does not name [`backoff`](Self::backoff) does not carry its code.
///
/// ```
/// use yew::prelude::*;
/// use yew_customerly::prelude::*;
///
/// #[component]
/// fn App() -> Html {
///     html! {
///         <CustomerlyProvider app_id="abcdef12" retry={Retry::backoff(5)}>
///             { "Your pages" }
///         </CustomerlyProvider>
///     }
/// }
/// ```
#[derive(Clone)]
pub struct Retry {
    attempts: u32,
    /// In milliseconds, as the next one.
    first_delay: u32,
    longest_delay: u32,
    /// Named by its constructor only, so that nobody else pays for it.
    recovery: Option<&'static Means>,
}

/// What is called by those who know of no policy.
pub(crate) struct Means {
    /// For [`messenger::recover_by`].
    pub(crate) recover: fn() -> bool,
    /// A provider that may try again has gone.
    pub(crate) leave: fn(),
}

impl Retry {
    /// Not by itself. The default.
    pub const fn never() -> Self {
        Self {
            attempts: 0,
            first_delay: FIRST_DELAY,
            longest_delay: LONGEST_DELAY,
            recovery: None,
        }
    }

    /// Up to this many times, after 2 seconds, then after twice as long each time, up to a minute.
    /// Each wait is shortened by up to a half, by chance, so that the visitors of a site do not all
    /// come back at one moment.
    ///
    /// While the browser says that it is offline, nothing is tried and nothing is counted. When it
    /// comes back online, a failed launcher is asked for at once, also after the last attempt. That
    /// does not use one up, and neither does [`Customerly::load`](crate::Customerly::load): after
    /// either, all attempts are there again.
    ///
    /// Between two attempts the status is [`MessengerStatus::Failed`](crate::MessengerStatus::Failed),
    /// and commands are held. They are refused, and named in the console, when the last attempt has
    /// failed or the provider goes.
    pub const fn backoff(attempts: u32) -> Self {
        Self {
            attempts,
            recovery: Some(&Means { recover, leave }),
            ..Self::never()
        }
    }

    /// How long the first wait is, in whole milliseconds. Default: 2 seconds.
    #[must_use]
    pub fn first_delay(mut self, delay: Duration) -> Self {
        self.first_delay = timer::milliseconds(delay) as u32;
        self
    }

    /// What no wait exceeds, in whole milliseconds. Default: 60 seconds.
    #[must_use]
    pub fn longest_delay(mut self, delay: Duration) -> Self {
        self.longest_delay = timer::milliseconds(delay) as u32;
        self
    }

    /// How a launcher is tried again; `None` where it is not.
    pub(crate) fn means(&self) -> Option<&'static Means> {
        self.recovery
    }

    /// The wait after so many attempts, in milliseconds.
    fn delay(&self, made: u32) -> f64 {
        let doubled = f64::from(self.first_delay) * f64::from(1_u32 << made.min(31));
        let random = foreign::call(&foreign::get(&foreign::page(), "Math"), "random", &[]);
        let random = random.ok().and_then(|random| random.as_f64());
        doubled.min(f64::from(self.longest_delay)) * (1.0 - random.unwrap_or_default() / 2.0)
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::never()
    }
}

impl PartialEq for Retry {
    fn eq(&self, other: &Self) -> bool {
        self.attempts == other.attempts
            && self.first_delay == other.first_delay
            && self.longest_delay == other.longest_delay
            && self.recovery.is_some() == other.recovery.is_some()
    }
}

impl fmt::Debug for Retry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Retry")
            .field("attempts", &self.recovery.map(|_| self.attempts))
            .field("first_delay", &self.first_delay)
            .field("longest_delay", &self.longest_delay)
            .finish()
    }
}

thread_local! {
    static RECOVERY: Forever<Recovery> = const { Forever::new() };
}

fn recovery() -> &'static Recovery {
    RECOVERY.with(|recovery| recovery.get(Recovery::default))
}

/// The attempts to get the page's launcher.
#[derive(Debug, Default)]
struct Recovery {
    /// How many there were since the launcher was last asked for in any other way.
    made: Cell<u32>,
    /// Whether the launcher was last asked for by one.
    attempting: Cell<bool>,
    /// Until the next one; `undefined` without one.
    timer: RefCell<JsValue>,
    hears_online: Cell<bool>,
}

/// The launcher could not be fetched; whether somebody tries it again.
fn recover() -> bool {
    let recovery = recovery();
    recovery.stop_timer();
    if !recovery.attempting.take() {
        recovery.made.set(0);
    }
    let is_tried = Customerly::recovering().is_some_and(|(_, policy)| recovery.plan(&policy));
    if is_tried {
        messenger::forget_settings();
    }
    is_tried
}

/// A provider has gone; with the last one that tries again, what waits for that is given up.
fn leave() {
    if messenger::has_lost_launcher() && Customerly::recovering().is_none() {
        recovery().stop_timer();
        messenger::give_up();
    }
}

impl Recovery {
    /// Whether there will be another attempt.
    fn plan(&self, policy: &Retry) -> bool {
        if !self.hears_online.replace(true) {
            window_events::listen(&["online"], &foreign::function(came_online, 0));
        }
        if is_offline() {
            return true;
        }
        let made = self.made.get();
        if made >= policy.attempts {
            return false;
        }
        self.made.set(made + 1);
        let attempt = foreign::function(attempt, 0);
        self.timer.replace(timer::set(&attempt, policy.delay(made)));
        true
    }

    fn stop_timer(&self) {
        timer::clear(&self.timer.take());
    }

    /// Asks for the launcher, unless it came in the meantime or nobody wants it any more.
    fn load(&self, is_attempt: bool) {
        if !messenger::has_lost_launcher() {
            return;
        }
        match Customerly::recovering() {
            Some((chat, _)) => {
                self.attempting.set(is_attempt);
                chat.load();
            }
            None => messenger::give_up(),
        }
    }
}

fn attempt(_: u32, _: [JsValue; 3]) -> JsValue {
    let recovery = recovery();
    recovery.timer.take();
    if !is_offline() {
        recovery.load(true);
    }
    JsValue::UNDEFINED
}

fn came_online(_: u32, _: [JsValue; 3]) -> JsValue {
    let recovery = recovery();
    recovery.stop_timer();
    recovery.load(false);
    JsValue::UNDEFINED
}

/// Browsers that cannot tell say that they are online.
fn is_offline() -> bool {
    let navigator = foreign::get(&foreign::page(), "navigator");
    foreign::get(&navigator, "onLine") == JsValue::FALSE
}

#[cfg(all(test, target_family = "wasm"))]
mod tests {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::*;

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn a_wait_doubles_up_to_the_longest_and_is_shortened_by_chance() {
        let policy = Retry::backoff(100).first_delay(Duration::from_secs(1));
        for (made, full) in [
            (0, 1000.0),
            (1, 2000.0),
            (5, 32_000.0),
            (6, 60_000.0),
            (99, 60_000.0),
        ] {
            let waits: Vec<f64> = (0..20).map(|_| policy.delay(made)).collect();
            assert!(
                waits.iter().all(|wait| (full / 2.0..=full).contains(wait)),
                "{waits:?}"
            );
            assert!(waits.iter().any(|wait| *wait != waits[0]), "{waits:?}");
        }
        let policy = policy.longest_delay(Duration::ZERO);
        assert_eq!(policy.delay(3), 0.0);
        let forever = Retry::backoff(1).first_delay(Duration::MAX);
        assert!(forever.longest_delay(Duration::MAX).delay(31) <= f64::from(i32::MAX));
    }
}
