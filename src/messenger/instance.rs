//! The page's messenger: its status, and the commands on their way to the chat.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::callbacks::Callbacks;
use super::command::Command;
use super::command_outcome::{CommandError, CommandOutcome};
use super::command_queue::CommandQueue;
use super::launch_config::LaunchConfig;
use super::status::{LoadError, MessengerStatus};
use super::{decode, stub};
use crate::browser::{PageStatic, console, js, timer};
use crate::event::{ChatEvent, EventKind};
use crate::settings::{DiffFn, Settings, Value, identity};

/// What the messenger reports to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MessengerListener {
    pub(crate) on_event: fn(ChatEvent),
    /// Runs when a value that can be read may have changed.
    pub(crate) on_change: fn(),
}

thread_local! {
    static MESSENGER: PageStatic<Messenger> = const { PageStatic::new() };
}

pub(super) fn messenger() -> &'static Messenger {
    MESSENGER.with(|messenger| messenger.get_or_init(Messenger::new))
}

/// Reports everything to `listener` from now on. The page has one listener; the last one counts.
pub(crate) fn set_listener(listener: MessengerListener) {
    messenger().listener.set(Some(listener));
}

/// Calls `recover` when the launcher could not be fetched. It returns whether it will try again. The
/// page has one such function; the last one counts.
pub(crate) fn set_recovery(recover: fn() -> bool) {
    messenger().recover.set(Some(recover));
}

/// Drops the queued settings of the provider. The next load sends all of them.
pub(crate) fn drop_queued_settings() {
    messenger().queue.drop_settings();
}

/// Refuses what is queued for a launcher that failed and will not be fetched again.
pub(crate) fn stop_recovering() {
    messenger().stop_recovering();
}

/// Sends a command, or queues it until the chat is ready.
pub(crate) fn send(command: Command) -> CommandOutcome {
    messenger().send(command)
}

/// Sends a command after everything that is queued, without running the queue now. If the chat is
/// not ready, the command is queued whatever the status.
pub(crate) fn send_last(command: Command) {
    let messenger = messenger();
    if status() == MessengerStatus::Ready && messenger.queue.is_empty() {
        messenger.send(command);
    } else {
        messenger.enqueue(command);
    }
}

/// Whether nothing has been requested from Customerly yet.
pub(crate) fn is_idle() -> bool {
    *messenger().status.borrow() == MessengerStatus::Idle
}

/// Whether the last fetch of the launcher failed.
pub(crate) fn launcher_failed() -> bool {
    matches!(
        *messenger().status.borrow(),
        MessengerStatus::Failed(LoadError::Script { .. })
    )
}

/// Whether the page has a launcher, or one on its way that may still arrive.
pub(crate) fn has_launcher() -> bool {
    messenger().has_launcher()
}

/// Whether a failed chat may still become ready, so that commands wait for it.
pub(crate) fn may_recover() -> bool {
    messenger().may_recover.get()
}

/// The current status.
pub(crate) fn status() -> MessengerStatus {
    messenger().status.borrow().clone()
}

/// Whether the chat is ready and has the user of these settings.
pub(crate) fn has_user(settings: &Settings) -> bool {
    // Serializing runs app code, so no borrow may last.
    let sent = messenger().sent.borrow().clone();
    status() == MessengerStatus::Ready && identity::has_user(&sent, &settings.fields)
}

/// The launcher button's visibility, as the provider's settings last told the chat.
pub(crate) fn visible_setting() -> Option<bool> {
    // A missing property may be inherited from a getter of the page, so no borrow may last.
    let sent = messenger().sent.borrow().clone();
    js::get(&sent, "visible").as_bool()
}

/// The number of unread messages, as the launcher counts them.
pub(crate) fn unread_messages() -> u32 {
    count("unreadMessagesCount")
}

/// The number of unread conversations, as the launcher counts them.
pub(crate) fn unread_conversations() -> u32 {
    count("unreadConversationsCount")
}

fn count(property: &str) -> u32 {
    let count = js::get(&stub::current(), property).as_f64();
    // The cast saturates, and turns NaN into 0.
    count.unwrap_or_default() as u32
}

/// What the page's chat was loaded with.
#[derive(Debug)]
pub(super) struct Launched {
    pub(super) config: Rc<LaunchConfig>,
    /// The latest settings, sent or queued.
    pub(super) latest: Rc<LaunchConfig>,
}

#[derive(Debug)]
pub(super) struct Messenger {
    pub(super) status: RefCell<MessengerStatus>,
    listener: Cell<Option<MessengerListener>>,
    pub(super) launched: RefCell<Option<Launched>>,
    /// The provider's settings that the chat has, as a `SettingsDiff` records them.
    pub(super) sent: RefCell<JsValue>,
    queue: CommandQueue,
    recover: Cell<Option<fn() -> bool>>,
    may_recover: Cell<bool>,
    /// Whether the queue is being run, so that new commands line up behind it.
    flushing: Cell<bool>,
    pub(super) callbacks: &'static Callbacks,
    /// The launcher's script element; `undefined` without one.
    pub(super) script: RefCell<JsValue>,
    /// The timer of the time limit; `undefined` without one.
    pub(super) timer: RefCell<JsValue>,
}

impl Messenger {
    fn new() -> Self {
        Self {
            status: RefCell::default(),
            listener: Cell::default(),
            launched: RefCell::default(),
            sent: RefCell::default(),
            queue: CommandQueue::default(),
            recover: Cell::default(),
            may_recover: Cell::default(),
            flushing: Cell::default(),
            callbacks: Callbacks::with_handler(|kind, arguments| {
                messenger().on_callback(kind, arguments);
            }),
            script: RefCell::default(),
            timer: RefCell::default(),
        }
    }

    /// Handles a call of one of the chat's callbacks.
    fn on_callback(&self, kind: EventKind, arguments: &[JsValue; 3]) {
        let event = decode::event(kind, arguments);
        match &event {
            ChatEvent::MessengerInitialized => {
                self.install_callbacks(&stub::current());
                self.stop_timer();
                self.set_status(MessengerStatus::Ready);
            }
            ChatEvent::MessengerLoadFailed { status, message } => {
                self.fail(LoadError::Refused {
                    status: *status,
                    message: message.clone(),
                });
            }
            _ => {}
        }
        if let Some(listener) = self.listener.get() {
            (listener.on_event)(event);
        }
        if kind == EventKind::MessengerInitialized {
            self.flush();
        }
    }

    /// Puts our callbacks into `window.customerly`. Returns `false` if they were there already.
    pub(super) fn install_callbacks(&self, customerly: &JsValue) -> bool {
        let installed = self.callbacks.install_properties(customerly);
        if installed && stub::is_launched(customerly) {
            // A launcher that replaces the object drops what snippets recognize it by. A snippet that
            // runs later would fetch a second launcher.
            stub::fill(customerly);
        }
        installed
    }

    pub(super) fn has_launcher(&self) -> bool {
        matches!(
            *self.status.borrow(),
            MessengerStatus::Loading
                | MessengerStatus::Ready
                | MessengerStatus::Failed(LoadError::TimedOut { .. } | LoadError::Refused { .. })
        )
    }

    pub(super) fn set_status(&self, status: MessengerStatus) {
        let changed = *self.status.borrow() != status;
        *self.status.borrow_mut() = status;
        if changed {
            self.notify_change();
        }
    }

    fn notify_change(&self) {
        if let Some(listener) = self.listener.get() {
            (listener.on_change)();
        }
    }

    /// The launcher has run, whether or not it has reported ready.
    pub(super) fn become_ready(&self) {
        self.stop_timer();
        self.set_status(MessengerStatus::Ready);
        self.flush();
    }

    pub(super) fn fail(&self, error: LoadError) -> CommandOutcome {
        console::error(&["the chat is unavailable: ", &error.to_string()]);
        self.stop_timer();
        let may_recover = match error {
            LoadError::TimedOut { .. } => true,
            LoadError::Script { .. } => self.recover.get().is_some_and(|recover| recover()),
            _ => false,
        };
        self.may_recover.set(may_recover);
        self.set_status(MessengerStatus::Failed(error.clone()));
        let error = CommandError::NotLoaded(error);
        if !may_recover {
            self.refuse_queued(&error);
        }
        CommandOutcome::Refused(error)
    }

    pub(super) fn stop_timer(&self) {
        timer::clear(&self.timer.take());
    }

    fn stop_recovering(&self) {
        self.may_recover.set(false);
        let status = self.status.borrow().clone();
        if let MessengerStatus::Failed(error) = status {
            self.refuse_queued(&CommandError::NotLoaded(error));
        }
    }

    fn refuse_queued(&self, error: &CommandError) {
        let commands = self.queue.take();
        commands.iter().for_each(|command| {
            refuse(command.method, error.clone());
        });
    }

    pub(super) fn send(&self, command: Command) -> CommandOutcome {
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
            MessengerStatus::Failed(LoadError::TimedOut { .. }) => {
                warn_queued(command.method);
                self.enqueue(command)
            }
            MessengerStatus::Failed(LoadError::Script { .. }) if self.may_recover.get() => {
                self.enqueue(command)
            }
            // A chat that refused one visitor may accept another.
            MessengerStatus::Failed(LoadError::Refused { .. })
                if matches!(command.method, "update" | "logout") =>
            {
                self.run(&command)
            }
            MessengerStatus::Failed(error) => {
                refuse(command.method, CommandError::NotLoaded(error))
            }
        }
    }

    fn enqueue(&self, command: Command) -> CommandOutcome {
        let method = command.method;
        if self.queue.push(command) {
            CommandOutcome::Queued
        } else {
            refuse(method, CommandError::QueueFull)
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
        while let Some(command) = self.queue.pop() {
            self.run(&command);
        }
        self.flushing.set(false);
    }

    fn run(&self, command: &Command) -> CommandOutcome {
        let arguments: Vec<JsValue> = command.arguments.iter().map(Value::to_js).collect();
        match (command.diff, arguments.first()) {
            (Some(diff), Some(settings)) => self.sync_settings(settings, diff),
            _ => self.call(command.method, &arguments.iter().collect::<Vec<_>>()),
        }
    }

    /// Sends the chat those of the provider's settings that it does not have.
    fn sync_settings(&self, settings: &JsValue, diff: DiffFn) -> CommandOutcome {
        let sent = self.sent.borrow().clone();
        let diff = diff(&sent, settings);
        self.sent.replace(diff.sent);
        if diff.user_left {
            self.call("logout", &[]);
        }
        let outcome = if diff.changes.is_undefined() {
            CommandOutcome::Sent
        } else if *self.status.borrow() == MessengerStatus::Ready {
            self.call("update", &[&diff.changes])
        } else {
            // It is unknown what a chat that refused to start has kept.
            self.call("update", &[settings])
        };
        self.notify_change();
        outcome
    }

    pub(super) fn call(&self, method: &'static str, arguments: &[&JsValue]) -> CommandOutcome {
        let customerly = stub::current();
        self.install_callbacks(&customerly);
        let Some(function) = js::method(&customerly, method) else {
            return refuse(method, CommandError::Unsupported);
        };
        match js::invoke(
            &function,
            &customerly,
            &js::array(arguments.iter().copied().cloned()),
        ) {
            Ok(()) => CommandOutcome::Sent,
            Err(thrown) => refuse(method, CommandError::Threw(js::error_message(&thrown))),
        }
    }
}

fn warn_queued(method: &str) {
    console::warn(&[method, "() is queued until the chat responds"]);
}

pub(super) fn refuse(method: &str, error: CommandError) -> CommandOutcome {
    console::error(&[method, "() did not run: ", &error.to_string()]);
    CommandOutcome::Refused(error)
}
