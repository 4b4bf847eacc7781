//! Retries with backoff.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Math;
use wasm_bindgen::JsValue;

use super::provider_state::{LoadReason, ProviderState};
use super::providers;
use super::retry::{Retry, RetryDriver};
use crate::browser::{PageStatic, function, js, timer, window_events};
use crate::messenger;

impl Retry {
    /// Retries up to this many times: after 2 seconds, then after twice as long each time, up to a
    /// minute. Each delay is shortened at random by up to a half, so that a site's visitors do not
    /// all return at the same moment.
    ///
    /// A launcher that could not be fetched is fetched again. One that has run and reports a temporary
    /// failure of its server gets the settings again.
    ///
    /// While the browser reports that it is offline, nothing is tried or counted. When it comes back
    /// online, a failed launcher is fetched at once, also after the last attempt. Neither that nor
    /// [`Customerly::load`](crate::Customerly::load) uses up an attempt; each makes all attempts
    /// available again.
    ///
    /// Between two attempts the status is [`MessengerStatus::Failed`](crate::MessengerStatus::Failed)
    /// and commands are queued. They are refused, and named in the console, when the last attempt has
    /// failed or the provider unmounts.
    pub const fn backoff(attempts: u32) -> Self {
        Self {
            attempts,
            driver: Some(&RetryDriver {
                recover,
                on_unmount,
            }),
            ..Self::never()
        }
    }

    /// The delay after so many attempts, in milliseconds.
    fn delay(&self, attempts_made: u32) -> f64 {
        let doubled = f64::from(self.first_delay) * f64::from(1_u32 << attempts_made.min(31));
        doubled.min(f64::from(self.longest_delay)) * (1.0 - Math::random() / 2.0)
    }
}

thread_local! {
    static RECOVERY: PageStatic<Recovery> = const { PageStatic::new() };
}

fn recovery() -> &'static Recovery {
    RECOVERY.with(|recovery| recovery.get_or_init(Recovery::default))
}

/// The attempts to fetch the page's launcher.
#[derive(Debug, Default)]
struct Recovery {
    /// Counts them since the launcher was last requested in any other way.
    attempts_made: Cell<u32>,
    /// Whether the launcher was last requested by an attempt.
    attempting: Cell<bool>,
    /// The timer of the next attempt; `undefined` without one.
    timer: RefCell<JsValue>,
    listens_for_online: Cell<bool>,
}

/// The launcher could not be fetched or could not start. Returns whether there will be another attempt.
fn recover() -> bool {
    let recovery = recovery();
    recovery.stop_timer();
    if !recovery.attempting.take() {
        recovery.attempts_made.set(0);
    }
    let will_retry = retrying_provider().is_some_and(|provider| recovery.plan(&provider.retry()));
    if will_retry {
        messenger::drop_queued_settings();
    }
    will_retry
}

/// A provider has unmounted. After the last one that retries, what waits for an attempt is refused.
fn on_unmount() {
    if messenger::may_load_again() && retrying_provider().is_none() {
        recovery().stop_timer();
        messenger::stop_recovering();
    }
}

/// The first mounted provider that has requested the chat and retries. It does so for all providers.
fn retrying_provider() -> Option<Rc<ProviderState>> {
    providers::find(&|provider| {
        provider.has_requested_chat() && provider.retry().driver().is_some()
    })
}

impl Recovery {
    /// Plans the next attempt. Returns `false` if there is none left.
    fn plan(&self, policy: &Retry) -> bool {
        if !self.listens_for_online.replace(true) {
            window_events::listen(&["online"], &function::cached(came_online, 0));
        }
        if is_offline() {
            return true;
        }
        let attempts_made = self.attempts_made.get();
        if attempts_made >= policy.attempts {
            return false;
        }
        self.attempts_made.set(attempts_made + 1);
        let attempt = function::cached(attempt, 0);
        self.timer
            .replace(timer::set(&attempt, policy.delay(attempts_made)));
        true
    }

    fn stop_timer(&self) {
        timer::clear(&self.timer.take());
    }

    /// Requests the launcher, unless it has arrived in the meantime or no provider retries any more.
    fn load(&self, is_attempt: bool) {
        if !messenger::may_load_again() {
            return;
        }
        match retrying_provider() {
            Some(provider) => {
                self.attempting.set(is_attempt);
                provider.load(LoadReason::App);
            }
            None => messenger::stop_recovering(),
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

/// Browsers that cannot tell report that they are online.
fn is_offline() -> bool {
    let navigator = js::get(&js::window(), "navigator");
    js::get(&navigator, "onLine") == JsValue::FALSE
}

#[cfg(all(test, target_family = "wasm"))]
mod tests {
    use std::time::Duration;

    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::*;

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn a_delay_doubles_up_to_the_longest_and_is_shortened_at_random() {
        let policy = Retry::backoff(100).first_delay(Duration::from_secs(1));
        for (attempts_made, full) in [
            (0, 1000.0),
            (1, 2000.0),
            (5, 32_000.0),
            (6, 60_000.0),
            (99, 60_000.0),
        ] {
            let delays: Vec<f64> = (0..20).map(|_| policy.delay(attempts_made)).collect();
            assert!(
                delays
                    .iter()
                    .all(|delay| (full / 2.0..=full).contains(delay)),
                "{delays:?}"
            );
            assert!(delays.iter().any(|delay| *delay != delays[0]), "{delays:?}");
        }
        let policy = policy.longest_delay(Duration::ZERO);
        assert_eq!(policy.delay(3), 0.0);
        let endless = Retry::backoff(1).first_delay(Duration::MAX);
        assert!(endless.longest_delay(Duration::MAX).delay(31) <= f64::from(i32::MAX));
    }
}
