//! Commands that wait for the chat.

use std::cell::RefCell;

use super::command::Command;

/// More waiting commands than any page has reason for; a page that gives them in a loop to a chat
/// that never answers must not fill the memory.
const MOST: usize = 1000;

/// In the order in which they are to run. What a command holds is the app's, and may command when it is
/// dropped: so no borrow lasts while one is.
#[derive(Debug, Default)]
pub(super) struct Held(RefCell<Vec<Command>>);

impl Held {
    pub(super) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Takes a command in behind the others; `false` when there are too many.
    pub(super) fn add(&self, command: Command) -> bool {
        let mut held = self.0.borrow_mut();
        if command.compare.is_none() && held.len() >= MOST {
            return false;
        }
        match held.last_mut() {
            // With nothing in between only the last word about the visitor counts.
            Some(last) if command.compare.is_some() && last.compare.is_some() => {
                let outdated = std::mem::replace(last, command);
                drop(held);
                drop(outdated);
            }
            _ => held.push(command),
        }
        true
    }

    pub(super) fn next(&self) -> Option<Command> {
        let mut held = self.0.borrow_mut();
        (!held.is_empty()).then(|| held.remove(0))
    }

    /// The name of the command at this place.
    pub(super) fn method(&self, place: usize) -> Option<&'static str> {
        Some(self.0.borrow().get(place)?.method)
    }

    pub(super) fn take(&self) -> Vec<Command> {
        self.0.take()
    }

    /// Drops what is about the provider's settings.
    pub(super) fn forget_settings(&self) {
        let held = self.take().into_iter();
        let (settings, others): (Vec<_>, _) = held.partition(|command| command.compare.is_some());
        self.0.replace(others);
        drop(settings);
    }
}
