//! The policy for a chat that could not be loaded.

use std::fmt;
use std::time::Duration;

use crate::browser::timer;

const FIRST_DELAY: u32 = 2000;
const LONGEST_DELAY: u32 = 60_000;

/// Whether the provider fetches the launcher again after it could not be fetched. By default it does
/// not; the app may call [`Customerly::load`](crate::Customerly::load).
///
/// It concerns [`LoadError::Script`](crate::LoadError::Script),
/// [`LoadError::HeldBack`](crate::LoadError::HeldBack) and those
/// [`LoadError::Refused`](crate::LoadError::Refused) that may pass. A launcher that arrived and does not
/// answer may still do so, and a second one would double every event.
///
/// An app that does not name [`backoff`](Self::backoff) does not download its code.
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
    pub(super) attempts: u32,
    /// In milliseconds.
    pub(super) first_delay: u32,
    /// In milliseconds.
    pub(super) longest_delay: u32,
    pub(super) driver: Option<&'static RetryDriver>,
}

/// The code that carries out a policy. Only the policy's constructor names it, so that no other app
/// downloads it.
pub(crate) struct RetryDriver {
    /// For [`messenger::set_recovery`](crate::messenger::set_recovery).
    pub(crate) recover: fn() -> bool,
    /// Runs when a provider with this policy has unmounted.
    pub(crate) on_unmount: fn(),
}

impl Retry {
    /// Does not retry. The default.
    pub const fn never() -> Self {
        Self {
            attempts: 0,
            first_delay: FIRST_DELAY,
            longest_delay: LONGEST_DELAY,
            driver: None,
        }
    }

    /// Sets the first delay, in whole milliseconds. Default: 2 seconds.
    #[must_use]
    pub fn first_delay(mut self, delay: Duration) -> Self {
        self.first_delay = timer::milliseconds(delay) as u32;
        self
    }

    /// Sets the longest delay, in whole milliseconds. Default: 60 seconds.
    #[must_use]
    pub fn longest_delay(mut self, delay: Duration) -> Self {
        self.longest_delay = timer::milliseconds(delay) as u32;
        self
    }

    /// What carries the policy out; `None` if it does not retry.
    pub(crate) fn driver(&self) -> Option<&'static RetryDriver> {
        self.driver
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
            && self.driver.is_some() == other.driver.is_some()
    }
}

impl fmt::Debug for Retry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Retry")
            .field("attempts", &self.driver.map(|_| self.attempts))
            .field("first_delay", &self.first_delay)
            .field("longest_delay", &self.longest_delay)
            .finish()
    }
}
