//! Guards that keep the launcher button hidden.
//!
//! The page has one launcher button, so all guards count together. A chat that has not started yet starts
//! without the button, so that it never flashes; one that is starting is told when it is ready. A guard that
//! is created and dropped before leaves no trace.

use std::cell::Cell;
use std::fmt;

use wasm_bindgen::JsValue;

use super::listeners::ChatListener;
use super::provider_state::ProviderState;
use crate::browser::{function, timer};
use crate::messenger::{self, Command, MessengerStatus};

thread_local! {
    static BUTTON: LauncherButton = const {
        LauncherButton {
            guards: Cell::new(0),
            is_hidden: Cell::new(false),
            needs_hide: Cell::new(false),
            explicit: Cell::new(None),
            last_setting: Cell::new(None),
        }
    };
}

#[derive(Debug)]
struct LauncherButton {
    guards: Cell<u32>,
    /// Whether the guards have hidden the button. Never so on a server.
    is_hidden: Cell<bool>,
    /// Whether the button shows nevertheless, because the setting has changed.
    needs_hide: Cell<bool>,
    /// The app's last `show` or `hide`.
    explicit: Cell<Option<ExplicitVisibility>>,
    /// The [`Settings::visible`](crate::Settings::visible) that the chat got last.
    last_setting: Cell<Option<bool>>,
}

/// A `show` or `hide` by the app.
#[derive(Clone, Copy, Debug)]
struct ExplicitVisibility {
    is_visible: bool,
    /// The setting at that time. If the setting has changed since, it is the app's later word.
    setting: Option<bool>,
}

impl LauncherButton {
    /// Shows or hides the button as the guards and the app require.
    fn sync(&self) {
        let is_ready = messenger::status() == MessengerStatus::Ready;
        let setting = messenger::visible_setting();
        let shown = self.last_setting.replace(setting) != setting && setting == Some(true);
        if shown {
            self.needs_hide.set(true);
        }
        let is_hidden_by_app = match self.explicit.get() {
            Some(explicit) if explicit.setting == setting => !explicit.is_visible,
            _ => setting == Some(false),
        };
        let method = if self.guards.get() == 0 {
            let shows = self.is_hidden.replace(false) && !is_hidden_by_app;
            shows.then_some("show")
        } else {
            let hides = !is_hidden_by_app && (self.needs_hide.get() || !self.is_hidden.get());
            hides.then_some("hide")
        };
        let Some(method) = method else { return };
        if messenger::set_hidden_at_start(method == "hide") {
            self.is_hidden.set(method == "hide");
        } else if is_ready || method == "show" {
            self.is_hidden.set(method == "hide");
            self.needs_hide.set(false);
            messenger::send_last(Command::new(method, Vec::new()));
        }
    }
}

fn sync() {
    BUTTON.with(LauncherButton::sync);
}

/// Syncs after the current task, so that the button does not flash when one component replaces
/// another.
fn sync_later() {
    let sync = |_, _| {
        sync();
        JsValue::UNDEFINED
    };
    timer::after_current_task(&function::cached(sync, 0));
}

/// Records that the app shows or hides the button. Returns whether showing it must wait until the last
/// guard is dropped.
pub(super) fn set_explicit_visibility(provider: &ProviderState, is_visible: bool) -> bool {
    let explicit = ExplicitVisibility {
        is_visible,
        setting: visible_setting(provider),
    };
    BUTTON.with(|button| {
        button.explicit.set(Some(explicit));
        let waits =
            is_visible && button.guards.get() > 0 && provider.status() == MessengerStatus::Ready;
        if waits {
            // If the app had hidden the button, the guards hide it from now on.
            button.is_hidden.set(true);
        }
        waits
    })
}

/// The provider's setting, or the one that the chat got last, which cannot be unset.
fn visible_setting(provider: &ProviderState) -> Option<bool> {
    let setting = provider.launch_config().settings.is_visible();
    setting.or_else(|| provider.was_mounted().then(messenger::visible_setting)?)
}

/// Keeps Customerly's launcher button hidden until it is dropped. Created by
/// [`Customerly::keep_hidden`](crate::Customerly::keep_hidden).
#[must_use = "the launcher button is shown again when the `ChatHidden` is dropped"]
pub struct ChatHidden {
    /// Changed settings and a new start may show the button.
    _on_change: ChatListener,
}

impl ChatHidden {
    pub(super) fn new(provider: &ProviderState) -> Self {
        BUTTON.with(|button| button.guards.set(button.guards.get() + 1));
        if provider.was_mounted() {
            sync();
        }
        Self {
            _on_change: provider.on_change(sync),
        }
    }
}

impl Drop for ChatHidden {
    fn drop(&mut self) {
        BUTTON.with(|button| {
            button.guards.set(button.guards.get().saturating_sub(1));
            if button.is_hidden.get() {
                sync_later();
            }
        });
    }
}

impl fmt::Debug for ChatHidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChatHidden").finish_non_exhaustive()
    }
}
