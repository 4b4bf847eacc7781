//! The page's messenger: its status, and what the chat reports.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::callbacks::Callbacks;
use super::command_outcome::{CommandError, CommandOutcome};
use super::command_queue::CommandQueue;
use super::launch_config::LaunchConfig;
use super::session::Session;
use super::status::{LoadError, MessengerStatus};
use super::{decode, stub};
use crate::browser::{PageStatic, console, js, timer};
use crate::event::{ChatEvent, EventKind};

/// What the messenger reports to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MessengerListener {
    pub(crate) on_event: fn(ChatEvent),
    /// Runs when the status has changed.
    pub(crate) on_status: fn(),
    /// Runs when a value that can be read may have changed.
    pub(crate) on_change: fn(),
    /// Runs when the chat has ended the visitor's session.
    pub(crate) on_logout: fn(),
    /// Runs when a script of the page has started the chat.
    pub(crate) on_page_start: fn(),
}

thread_local! {
    static MESSENGER: PageStatic<Messenger> = const { PageStatic::new() };
}

pub(super) fn messenger() -> &'static Messenger {
    MESSENGER.with(|messenger| messenger.get_or_init(Messenger::new))
}

/// Forgets everything, as a new page does.
#[cfg(all(test, target_family = "wasm"))]
pub(crate) fn forget() {
    MESSENGER.with(PageStatic::forget);
    super::callbacks::forget();
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

/// Whether nothing has been requested from Customerly yet.
pub(crate) fn is_idle() -> bool {
    *messenger().status.borrow() == MessengerStatus::Idle
}

/// Whether the last load failed, and another one may succeed.
pub(crate) fn may_load_again() -> bool {
    match &*messenger().status.borrow() {
        MessengerStatus::Failed(error) => error.is_temporary(),
        _ => false,
    }
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
    messenger().current_status()
}

/// Hides the launcher button from its start on, or shows it from then on. Returns `false` if the chat has
/// started, or starts with settings that cannot be changed any more.
pub(crate) fn set_hidden_at_start(is_hidden: bool) -> bool {
    let messenger = messenger();
    let hides_button = &messenger.session.hides_button;
    let hid = hides_button.replace(is_hidden);
    let is_said = !messenger.has_launcher() || messenger.rewrite_settings();
    // Otherwise it is hidden by a command.
    hides_button.set(is_hidden && (is_said || hid));
    is_said
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
    pub(super) session: Session,
    pub(super) queue: CommandQueue,
    recover: Cell<Option<fn() -> bool>>,
    pub(super) may_recover: Cell<bool>,
    /// Whether the queue is being run, so that new commands line up behind it.
    pub(super) flushing: Cell<bool>,
    /// Whether the launcher has run and refused to start. It may change its mind.
    pub(super) was_refused: Cell<bool>,
    pub(super) callbacks: &'static Callbacks,
    /// The settings in `customerly.settings` with which our launcher will start; `undefined` once it
    /// has.
    pub(super) waiting_settings: RefCell<JsValue>,
    /// The launcher's script element; `undefined` without one.
    pub(super) script: RefCell<JsValue>,
    /// The script element, if it was fetched before this app could listen to it, or held back then.
    pub(super) early_script: RefCell<JsValue>,
    /// The timer of the time limit; `undefined` without one.
    pub(super) timer: RefCell<JsValue>,
}

impl Messenger {
    fn new() -> Self {
        Self {
            status: RefCell::default(),
            listener: Cell::default(),
            launched: RefCell::default(),
            session: Session::default(),
            queue: CommandQueue::default(),
            recover: Cell::default(),
            may_recover: Cell::default(),
            flushing: Cell::default(),
            was_refused: Cell::default(),
            callbacks: Callbacks::with_handler(|kind, arguments| {
                messenger().on_callback(kind, arguments);
            }),
            waiting_settings: RefCell::default(),
            script: RefCell::default(),
            early_script: RefCell::default(),
            timer: RefCell::default(),
        }
    }

    /// Handles a call of one of the chat's callbacks.
    fn on_callback(&self, kind: EventKind, arguments: &[JsValue; 3]) {
        let event = decode::event(kind, arguments);
        match &event {
            ChatEvent::MessengerInitialized => {
                self.install_callbacks(&stub::current());
                self.notify_page_start();
                if *self.status.borrow() != MessengerStatus::Loading {
                    self.session.shows_button.set(true);
                }
                // Without consent, the app does not follow the page.
                if *self.status.borrow() != MessengerStatus::Idle {
                    self.set_ready();
                }
            }
            ChatEvent::MessengerLoadFailed { status, message } => {
                self.waiting_settings.take();
                self.was_refused.set(true);
                self.fail(LoadError::Refused {
                    status: *status,
                    message: message.clone(),
                });
            }
            // The visitor may have written something, so the session is theirs.
            _ => self.session.is_blank.set(false),
        }
        if let Some(listener) = self.listener.get()
            && !self.is_foreign(&stub::current())
        {
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
            self.notify_status();
        }
    }

    pub(super) fn notify_status(&self) {
        if let Some(listener) = self.listener.get() {
            (listener.on_status)();
        }
        self.notify_change();
    }

    pub(super) fn notify_page_start(&self) {
        if let Some(listener) = self.listener.get() {
            (listener.on_page_start)();
        }
    }

    pub(super) fn notify_logout(&self) {
        if let Some(listener) = self.listener.get() {
            (listener.on_logout)();
        }
        self.notify_change();
    }

    pub(super) fn notify_change(&self) {
        if let Some(listener) = self.listener.get() {
            (listener.on_change)();
        }
    }

    /// The launcher has run, whether or not it has reported ready.
    pub(super) fn become_ready(&self) {
        self.set_ready();
        self.flush();
    }

    fn set_ready(&self) {
        self.waiting_settings.take();
        self.was_refused.set(false);
        self.stop_timer();
        if self.is_foreign(&stub::current()) {
            self.fail(LoadError::OtherAppId);
        } else {
            self.hide_button_again();
            self.set_status(MessengerStatus::Ready);
        }
    }

    /// Hides the launcher button in a session that has just begun, if the app has hidden it.
    pub(super) fn hide_button_again(&self) {
        if self.session.hides_button.get() && self.session.shows_button.replace(false) {
            self.call("hide", &[]);
        }
    }

    /// The status for the app: the chat of another project is not its chat.
    pub(super) fn current_status(&self) -> MessengerStatus {
        if self.serves_other_project() {
            MessengerStatus::Failed(self.project_error())
        } else {
            self.status.borrow().clone()
        }
    }

    pub(super) fn fail(&self, error: LoadError) -> CommandOutcome {
        console::error(&["the chat is unavailable: ", &error.to_string()]);
        self.stop_timer();
        let may_recover = match error {
            // It may still answer, or be named.
            LoadError::TimedOut { .. } | LoadError::BlankAppId => true,
            _ => error.is_temporary() && self.recover.get().is_some_and(|recover| recover()),
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
}
