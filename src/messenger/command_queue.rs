//! Commands that wait until the chat is ready.

use std::cell::RefCell;

use super::command::Command;

/// The most commands that wait. A page that sends them in a loop to a chat that never answers must not
/// fill the memory.
const CAPACITY: usize = 1000;

/// Commands in the order in which they will run.
///
/// Dropping a command runs app code (its values' `Drop`), which may send commands; so none is dropped
/// while the queue is borrowed.
#[derive(Debug, Default)]
pub(super) struct CommandQueue(RefCell<Vec<Command>>);

impl CommandQueue {
    pub(super) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.0.borrow().len()
    }

    /// Appends a command. Returns it if the queue is full.
    pub(super) fn push(&self, command: Command) -> Result<(), Command> {
        let mut queue = self.0.borrow_mut();
        if command.comparison.is_none() && queue.len() >= CAPACITY {
            return Err(command);
        }
        match queue.last_mut() {
            // Of settings with nothing in between, only the latest count; likewise of page changes.
            Some(last)
                if command.comparison.is_some() && last.comparison.is_some()
                    || command.is_refresh() && last.is_refresh() =>
            {
                let outdated = std::mem::replace(last, command);
                drop(queue);
                drop(outdated);
            }
            _ => queue.push(command),
        }
        Ok(())
    }

    /// Removes the first command.
    pub(super) fn pop(&self) -> Option<Command> {
        let mut queue = self.0.borrow_mut();
        (!queue.is_empty()).then(|| queue.remove(0))
    }

    /// The method of the command at this index.
    pub(super) fn method(&self, index: usize) -> Option<&'static str> {
        Some(self.0.borrow().get(index)?.method)
    }

    /// The method of the last command.
    pub(super) fn last_method(&self) -> Option<&'static str> {
        Some(self.0.borrow().last()?.method)
    }

    /// Removes all commands.
    pub(super) fn take(&self) -> Vec<Command> {
        self.0.take()
    }

    /// Removes the commands that pass the test.
    pub(super) fn take_if(&self, test: impl FnMut(&Command) -> bool) -> Vec<Command> {
        let queue = self.take().into_iter();
        let (taken, kept) = queue.partition(test);
        self.0.replace(kept);
        taken
    }
}
