//! Values that are not sent.

use crate::browser::console;

/// Why a number is not sent: JSON, in which the chat sends it on, has none like it.
pub(super) const NOT_FINITE: &str = "it is not a finite number";

/// Why a value is not sent that is `None`, `()`, `null` or `undefined`.
pub(super) const NO_VALUE: &str = "it has no value";

/// Reports in the console that the value of that name is not sent.
pub(super) fn report(name: &str, reason: &str) {
    console::error(&[name, " was not sent to the chat: ", reason]);
}
