//! Commands on their way to the chat: sent, queued until it is ready, or refused.

use js_sys::Function;
use wasm_bindgen::JsValue;

use super::command::Command;
use super::command_outcome::{CommandError, CommandOutcome};
use super::instance::{Messenger, messenger};
use super::status::{LoadError, MessengerStatus};
use super::stub;
use crate::browser::{console, function, js};

/// Sends a command, or queues it until the chat is ready.
pub(crate) fn send(command: Command) -> CommandOutcome {
    messenger().send(command)
}

/// Sends a command after everything that is queued, without running the queue now. If the chat is
/// not ready, the command is queued whatever the status.
pub(crate) fn send_last(command: Command) {
    let messenger = messenger();
    let is_ready = *messenger.status.borrow() == MessengerStatus::Ready;
    if is_ready && messenger.queue.is_empty() {
        messenger.send(command);
    } else {
        messenger.enqueue(command);
    }
}

/// Tells the chat that the visitor sees another page. No-op before the launcher has started, because it
/// reads the page then, and for a visitor without consent.
pub(crate) fn refresh() {
    let messenger = messenger();
    let command = Command::refresh();
    let has_started = messenger.has_launcher() && !messenger.awaits_launcher(&stub::current());
    if has_started && messenger.permit(&command).is_ok() {
        match messenger.current_status() {
            MessengerStatus::Failed(_) => {
                messenger.enqueue(command);
            }
            _ => {
                messenger.send(command);
            }
        }
    }
}

/// Drops the queued settings of the provider. The next load sends all of them.
pub(crate) fn drop_queued_settings() {
    drop(
        messenger()
            .queue
            .take_if(|command| command.comparison.is_some()),
    );
}

/// Refuses the queued commands that show something in the chat window, because the page that asked for
/// it has gone.
pub(crate) fn refuse_queued_windows() {
    messenger().refuse_if(Command::shows_window, &CommandError::Unmounted);
}

/// Refuses what is queued for a launcher that failed and will not be fetched again.
pub(crate) fn stop_recovering() {
    let messenger = messenger();
    messenger.may_recover.set(false);
    let status = messenger.status.borrow().clone();
    if let MessengerStatus::Failed(error) = status {
        messenger.refuse_queued(&CommandError::NotLoaded(error));
    }
}

impl Messenger {
    fn send(&self, command: Command) -> CommandOutcome {
        if command.method == "logout" {
            self.log_out(command)
        } else {
            self.send_to_session(command)
        }
    }

    /// Sends a command of the visitor whom the provider names.
    pub(super) fn send_to_session(&self, command: Command) -> CommandOutcome {
        if let Err(error) = self.permit(&command) {
            return refuse(&command, error);
        }
        let status = self.status.borrow().clone();
        match status {
            MessengerStatus::Idle | MessengerStatus::Loading => self.enqueue(command),
            MessengerStatus::Ready if self.flushing.get() => self.enqueue(command),
            MessengerStatus::Ready if !self.queue.is_empty() => {
                // The chat became ready without running the queue, which goes first.
                let outcome = self.enqueue(command);
                self.flush();
                outcome
            }
            MessengerStatus::Ready => self.run(&command),
            // A chat that refused one visitor may accept another.
            MessengerStatus::Failed(LoadError::Refused { .. })
                if matches!(command.method, "update" | "logout") =>
            {
                self.run(&command)
            }
            MessengerStatus::Failed(error) if self.may_recover.get() => {
                if matches!(error, LoadError::TimedOut { .. }) {
                    warn_queued(command.method);
                }
                self.enqueue(command)
            }
            MessengerStatus::Failed(error) => refuse(&command, CommandError::NotLoaded(error)),
        }
    }

    pub(super) fn enqueue(&self, command: Command) -> CommandOutcome {
        match self.queue.push(command) {
            Ok(()) => CommandOutcome::Queued,
            Err(command) => refuse(&command, CommandError::QueueFull),
        }
    }

    /// Refuses all queued commands.
    pub(super) fn refuse_queued(&self, error: &CommandError) {
        self.refuse_if(|_| true, error);
    }

    /// Refuses the queued commands that say something of a visitor.
    pub(super) fn refuse_personal(&self, error: &CommandError) {
        self.refuse_if(Command::is_personal, error);
    }

    fn refuse_if(&self, test: impl FnMut(&Command) -> bool, error: &CommandError) {
        let commands = self.queue.take_if(test);
        for command in &commands {
            if command.comparison.is_some() {
                // The provider's settings are no command of the app. A later load sends them.
                self.session.needs_sync.set(true);
            } else {
                refuse(command, error.clone());
            }
        }
    }

    /// Warns of each command that waits for a chat which may never answer. No borrow lasts, because
    /// the page's own console may send commands.
    pub(super) fn warn_all_queued(&self) {
        let mut index = 0;
        while let Some(method) = self.queue.method(index) {
            warn_queued(method);
            index += 1;
        }
    }

    /// Runs what is queued, once and in order.
    pub(super) fn flush(&self) {
        if self.flushing.replace(true) {
            return;
        }
        // Code of the app runs in there, such as its `Serialize`, and a panic in it skips everything
        // after it. So it is called through JavaScript, which catches the trap, and again for the rest.
        let mut length = self.queue.len();
        while let Err(thrown) = function::call_guarded(&run_queue_function()) {
            console::error(&["a queued command failed: ", &js::error_message(&thrown)]);
            let remaining = self.queue.len();
            if remaining == length {
                // Nothing ran: the stack is full.
                break;
            }
            length = remaining;
        }
        self.flushing.set(false);
    }

    fn run_queue(&self) {
        while let Some(command) = self.queue.pop() {
            self.run(&command);
        }
    }

    fn run(&self, command: &Command) -> CommandOutcome {
        if let Err(error) = self.permit_now(command) {
            return refuse(command, error);
        }
        if command.is_of_visitor() {
            // Also if it throws, because the chat may have heard it before.
            self.session.is_blank.set(false);
        }
        let mut arguments = Vec::new();
        // A loop, because collecting results takes 150 bytes more.
        for argument in &command.arguments {
            match argument.try_to_js() {
                Ok(argument) => arguments.push(argument),
                Err(reason) => return refuse(command, CommandError::NothingToSend(reason)),
            }
        }
        let outcome = match (command.comparison, arguments.first()) {
            (Some(comparison), Some(settings)) => self.sync_settings(settings, comparison),
            _ => self.call(command.method, &arguments.iter().collect::<Vec<_>>()),
        };
        if outcome == CommandOutcome::Sent && matches!(command.method, "hide" | "show") {
            self.session.hides_button.set(command.method == "hide");
        }
        command.finish(outcome)
    }

    /// Calls a method of the chat.
    pub(super) fn call(&self, method: &'static str, arguments: &[&JsValue]) -> CommandOutcome {
        let customerly = stub::current();
        if self.is_foreign(&customerly) {
            // A script of the page has started the chat of another project in the meantime.
            return log_refusal(method, CommandError::NotLoaded(LoadError::OtherAppId));
        }
        self.install_callbacks(&customerly);
        if let Some(settings) = arguments.first()
            && js::get(settings, "callbacks").is_object()
        {
            self.callbacks.install_in_settings(settings);
        }
        let Some(function) = js::method(&customerly, method) else {
            return log_refusal(method, CommandError::Unsupported);
        };
        let function = self.callbacks.method_of_chat(function);
        match js::invoke(
            &function,
            &customerly,
            &js::array(arguments.iter().copied().cloned()),
        ) {
            Ok(()) => {
                if method == "logout" {
                    self.on_logout();
                }
                CommandOutcome::Sent
            }
            Err(thrown) => log_refusal(method, CommandError::Threw(js::error_message(&thrown))),
        }
    }
}

fn run_queue_function() -> Function {
    function::cached(
        |_, _| {
            messenger().run_queue();
            JsValue::UNDEFINED
        },
        0,
    )
}

fn warn_queued(method: &str) {
    console::warn(&[method, "() is queued until the chat responds"]);
}

/// Refuses a command, and names it in the console.
fn refuse(command: &Command, error: CommandError) -> CommandOutcome {
    command.finish(log_refusal(command.method, error))
}

/// Names a method that did not run in the console.
pub(super) fn log_refusal(method: &str, error: CommandError) -> CommandOutcome {
    console::error(&[method, "() did not run: ", &error.to_string()]);
    CommandOutcome::Refused(error)
}
