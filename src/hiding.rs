//! Hiding the launcher button for a while.
//!
//! The page has one launcher button, so all guards count together. The chat is told only while it is
//! ready: a guard that comes and goes before leaves no trace, and one that is there when the chat
//! gets ready hides the button then.

use std::cell::Cell;
use std::fmt;

use wasm_bindgen::JsValue;

use crate::customerly::Customerly;
use crate::foreign;
use crate::listeners::ChatListener;
use crate::messenger::{self, Command, MessengerStatus};

thread_local! {
    static HIDING: Hiding = const {
        Hiding {
            guards: Cell::new(0),
            hidden: Cell::new(false),
            shows: Cell::new(false),
            by_hand: Cell::new(None),
            visible: Cell::new(None),
        }
    };
}

#[derive(Debug)]
struct Hiding {
    guards: Cell<u32>,
    /// Whether the button is hidden for the guards' sake. Never so on a server.
    hidden: Cell<bool>,
    /// Whether it shows nevertheless, as it does when the chat starts anew.
    shows: Cell<bool>,
    /// What the app said last by hand.
    by_hand: Cell<Option<ByHand>>,
    /// What the chat was told last by [`Settings::visible`](crate::Settings::visible).
    visible: Cell<Option<bool>>,
}

/// A `show` or `hide`.
#[derive(Clone, Copy, Debug)]
struct ByHand {
    shows: bool,
    /// What the settings said then. When they say something else, that came later and counts.
    visible: Option<bool>,
}

impl Hiding {
    /// Tells the chat what it has to know.
    fn settle(&self) {
        let ready = messenger::status() == MessengerStatus::Ready;
        let visible = messenger::visible();
        let shown = self.visible.replace(visible) != visible && visible == Some(true);
        if shown || !ready {
            self.shows.set(true);
        }
        let hidden_by_app = match self.by_hand.get() {
            Some(by_hand) if by_hand.visible == visible => !by_hand.shows,
            _ => visible == Some(false),
        };
        if self.guards.get() == 0 {
            if self.hidden.replace(false) && !hidden_by_app {
                messenger::run_last(Command::new("show", Vec::new()));
            }
        } else if ready && !hidden_by_app && (self.shows.replace(false) || !self.hidden.get()) {
            self.hidden.set(true);
            messenger::run_last(Command::new("hide", Vec::new()));
        }
    }
}

fn settle() {
    HIDING.with(Hiding::settle);
}

/// Settles when the present task is over: where one component takes the place of another, the button
/// does not flash in between.
fn settle_later() {
    let settle = |_, _| {
        settle();
        JsValue::UNDEFINED
    };
    foreign::later(&foreign::function(settle, 0));
}

/// The app shows or hides the button by hand. Whether that has to wait for the last guard's end.
pub(crate) fn by_hand(chat: &Customerly, shows: bool) -> bool {
    let by_hand = ByHand {
        shows,
        visible: chat.visible(),
    };
    HIDING.with(|hiding| {
        hiding.by_hand.set(Some(by_hand));
        let waits = shows && hiding.guards.get() > 0 && chat.status() == MessengerStatus::Ready;
        if waits {
            // If it was the app that hid it, from now on it is the guards.
            hiding.hidden.set(true);
        }
        waits
    })
}

/// Keeps Customerly's launcher button hidden until it is dropped. From
/// [`Customerly::keep_hidden`].
#[must_use = "the launcher button is shown again when the `ChatHidden` is dropped"]
pub struct ChatHidden {
    /// Settings and a new start may show the button.
    _changes: ChatListener,
}

impl ChatHidden {
    pub(crate) fn new(chat: &Customerly) -> Self {
        HIDING.with(|hiding| hiding.guards.set(hiding.guards.get() + 1));
        if chat.status() == MessengerStatus::Ready {
            settle();
        }
        Self {
            _changes: chat.on_change(settle),
        }
    }
}

impl Drop for ChatHidden {
    fn drop(&mut self) {
        HIDING.with(|hiding| {
            hiding.guards.set(hiding.guards.get().saturating_sub(1));
            if hiding.hidden.get() {
                settle_later();
            }
        });
    }
}

impl fmt::Debug for ChatHidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChatHidden").finish_non_exhaustive()
    }
}
