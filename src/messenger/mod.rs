//! The only room that knows `window.customerly`.
//!
//! There is one messenger per page, however many providers come and go: Customerly has no way to be
//! unloaded, and a second launcher on the page would double everything. Nothing in here may run on a
//! server.

mod command;
mod decode;
mod held;
mod loading;
mod slots;
mod status;
mod stub;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use wasm_bindgen::prelude::*;
use yew::AttrValue;

pub(crate) use self::command::Command;
pub use self::command::{CommandError, Delivery};
use self::held::Held;
use self::slots::Slots;
pub use self::status::{LoadError, MessengerStatus};
use crate::event::{ChatEvent, EventKind};
use crate::foreign;
use crate::forever::Forever;
use crate::identity::{self, Compare};
use crate::settings::Settings;
use crate::value::{Fields, Value};

/// The launcher's production address.
pub(crate) const LAUNCHER_URL: &str = "https://messenger.customerly.io/launcher.js";

/// How long a chat that does not answer may take. Generous, as a phone on a slow line is no failure.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(30);

/// Everything that a load needs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Launch {
    pub(crate) app_id: AttrValue,
    pub(crate) settings: Settings,
    pub(crate) launcher_url: AttrValue,
    pub(crate) allow_http: bool,
    pub(crate) nonce: Option<AttrValue>,
    pub(crate) timeout: Duration,
}

impl Launch {
    /// Whether it would fetch the same launcher in the same way.
    fn fetches_like(&self, other: &Self) -> bool {
        self.app_id == other.app_id
            && self.launcher_url == other.launcher_url
            && self.allow_http == other.allow_http
            && self.nonce == other.nonce
    }

    /// What the chat is given of it.
    fn fields(&self) -> Fields {
        let mut fields = self.settings.fields.clone();
        fields.set("app_id", self.app_id.clone());
        fields
    }
}

/// Who is told what the messenger hears.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listener {
    pub(crate) event: fn(ChatEvent),
    /// Something that can be read may have changed.
    pub(crate) change: fn(),
}

thread_local! {
    static MESSENGER: Forever<Messenger> = const { Forever::new() };
}

fn messenger() -> &'static Messenger {
    MESSENGER.with(|messenger| messenger.get(Messenger::default))
}

/// Has `listener` told of everything from now on. The page has one listener; the last one counts.
pub(crate) fn attach(listener: Listener) {
    messenger().listener.set(Some(listener));
}

/// Has `recover` called when a launcher could not be fetched; it says whether somebody tries again. The
/// page has one; the last one counts.
pub(crate) fn recover_by(recover: fn() -> bool) {
    messenger().recover.set(Some(recover));
}

/// Forgets what was held about the provider's settings: the next load brings all of them.
pub(crate) fn forget_settings() {
    messenger().held.forget_settings();
}

/// Nobody tries the launcher again that could not be fetched.
pub(crate) fn give_up() {
    messenger().give_up();
}

/// Loads the chat, or gives a chat that was loaded before the settings that are new. A launcher that
/// could not be fetched is tried `again` only if the app says so, or asks for another one.
pub(crate) fn load(launch: &Rc<Launch>, again: bool) -> Delivery {
    messenger().load(launch, again)
}

/// Runs a command, or holds it until the chat is ready.
pub(crate) fn run(command: Command) -> Delivery {
    messenger().run(command)
}

/// Runs a command behind all that is held, without bringing that forward. Where the chat is not ready,
/// it is held until it is, whatever the status.
pub(crate) fn run_last(command: Command) {
    let messenger = messenger();
    if status() == MessengerStatus::Ready && messenger.held.is_empty() {
        messenger.run(command);
    } else {
        messenger.hold(command);
    }
}

/// Whether nothing was asked of Customerly yet.
pub(crate) fn is_idle() -> bool {
    *messenger().status.borrow() == MessengerStatus::Idle
}

/// Whether the launcher could not be fetched when it was last asked for.
pub(crate) fn has_lost_launcher() -> bool {
    matches!(
        *messenger().status.borrow(),
        MessengerStatus::Failed(LoadError::Script { .. })
    )
}

/// Whether the page has the chat, or one on its way that may still come.
pub(crate) fn is_there() -> bool {
    messenger().is_there()
}

/// Whether a chat that failed may still come, so that commands wait for it.
pub(crate) fn may_come() -> bool {
    messenger().may_come.get()
}

/// How the chat is.
pub(crate) fn status() -> MessengerStatus {
    messenger().status.borrow().clone()
}

/// Whether the chat is ready and has the user of these settings.
pub(crate) fn has_user(settings: &Settings) -> bool {
    // The app's own code serialises in there, so no borrow may last.
    let sent = messenger().sent.borrow().clone();
    status() == MessengerStatus::Ready && identity::has_user(&sent, &settings.fields)
}

/// What the provider's settings told the chat of the launcher button.
pub(crate) fn visible() -> Option<bool> {
    // What it does not say it may inherit, from a getter of the page's.
    let sent = messenger().sent.borrow().clone();
    foreign::get(&sent, "visible").as_bool()
}

/// How many messages the visitor has not read, as the launcher counts them.
pub(crate) fn unread_messages() -> u32 {
    count("unreadMessagesCount")
}

/// How many conversations the visitor has not read, as the launcher counts them.
pub(crate) fn unread_conversations() -> u32 {
    count("unreadConversationsCount")
}

fn count(property: &str) -> u32 {
    let count = foreign::get(&stub::current(), property).as_f64();
    // The cast cuts what is out of range, and takes NaN for 0.
    count.unwrap_or_default() as u32
}

/// What the page's chat was loaded with.
#[derive(Debug)]
struct Launched {
    launch: Rc<Launch>,
    /// Whose settings it should have by now.
    latest: Rc<Launch>,
}

#[derive(Debug, Default)]
struct Messenger {
    status: RefCell<MessengerStatus>,
    listener: Cell<Option<Listener>>,
    launched: RefCell<Option<Launched>>,
    /// What the chat has of the provider's settings, as [`News::sent`](crate::identity::News::sent)
    /// has it.
    sent: RefCell<JsValue>,
    held: Held,
    recover: Cell<Option<fn() -> bool>>,
    may_come: Cell<bool>,
    /// Whether held commands are being run, so that new ones queue behind them.
    flushing: Cell<bool>,
    slots: Slots,
    /// The element that brings the launcher; `undefined` without one.
    script: RefCell<JsValue>,
    /// The time limit's timer; `undefined` without one.
    timer: RefCell<JsValue>,
}

impl Messenger {
    /// The chat called one of its callbacks.
    fn hear(&self, kind: EventKind, arguments: &[JsValue; 3]) {
        let event = decode::event(kind, arguments);
        match &event {
            ChatEvent::MessengerInitialized => {
                self.slots.install(&stub::current());
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
            (listener.event)(event);
        }
        if kind == EventKind::MessengerInitialized {
            self.flush();
        }
    }

    fn is_there(&self) -> bool {
        matches!(
            *self.status.borrow(),
            MessengerStatus::Loading
                | MessengerStatus::Ready
                | MessengerStatus::Failed(LoadError::TimedOut { .. } | LoadError::Refused { .. })
        )
    }

    fn set_status(&self, status: MessengerStatus) {
        let changed = *self.status.borrow() != status;
        *self.status.borrow_mut() = status;
        if changed {
            self.tell_change();
        }
    }

    fn tell_change(&self) {
        if let Some(listener) = self.listener.get() {
            (listener.change)();
        }
    }

    fn fail(&self, error: LoadError) -> Delivery {
        foreign::error(&["the chat is not there: ", &error.to_string()]);
        self.stop_timer();
        let may_come = match error {
            LoadError::TimedOut { .. } => true,
            LoadError::Script { .. } => self.recover.get().is_some_and(|recover| recover()),
            _ => false,
        };
        self.may_come.set(may_come);
        self.set_status(MessengerStatus::Failed(error.clone()));
        let error = CommandError::NotLoaded(error);
        if !may_come {
            self.refuse_held(&error);
        }
        Delivery::Refused(error)
    }

    fn give_up(&self) {
        self.may_come.set(false);
        let status = self.status.borrow().clone();
        if let MessengerStatus::Failed(error) = status {
            self.refuse_held(&CommandError::NotLoaded(error));
        }
    }

    fn refuse_held(&self, error: &CommandError) {
        let lost = self.held.take();
        lost.iter().for_each(|command| {
            refuse(command.method, error.clone());
        });
    }

    fn run(&self, command: Command) -> Delivery {
        let status = self.status.borrow().clone();
        match status {
            MessengerStatus::Idle | MessengerStatus::Loading => self.hold(command),
            MessengerStatus::Ready if self.flushing.get() => self.hold(command),
            MessengerStatus::Ready if !self.held.is_empty() => {
                // Ready, but nobody came to run what was held: that goes first.
                let delivery = self.hold(command);
                self.flush();
                delivery
            }
            MessengerStatus::Ready => self.execute(&command),
            MessengerStatus::Failed(LoadError::TimedOut { .. }) => {
                wait(command.method);
                self.hold(command)
            }
            MessengerStatus::Failed(LoadError::Script { .. }) if self.may_come.get() => {
                self.hold(command)
            }
            // A chat that refused the visitor may accept another one.
            MessengerStatus::Failed(LoadError::Refused { .. })
                if matches!(command.method, "update" | "logout") =>
            {
                self.execute(&command)
            }
            MessengerStatus::Failed(error) => {
                refuse(command.method, CommandError::NotLoaded(error))
            }
        }
    }

    fn hold(&self, command: Command) -> Delivery {
        let method = command.method;
        if self.held.add(command) {
            Delivery::Held
        } else {
            refuse(method, CommandError::TooManyHeld)
        }
    }

    /// Names what waits for a chat that may never come. No borrow lasts: the console is the page's, and
    /// may command.
    fn name_held(&self) {
        let mut place = 0;
        while let Some(method) = self.held.method(place) {
            wait(method);
            place += 1;
        }
    }

    /// Runs what was held, once, in order.
    fn flush(&self) {
        if self.flushing.replace(true) {
            return;
        }
        while let Some(command) = self.held.next() {
            self.execute(&command);
        }
        self.flushing.set(false);
    }

    fn execute(&self, command: &Command) -> Delivery {
        let arguments: Vec<JsValue> = command.arguments.iter().map(Value::to_js).collect();
        match (command.compare, arguments.first()) {
            (Some(compare), Some(settings)) => self.inform(settings, compare),
            _ => self.call(command.method, &arguments.iter().collect::<Vec<_>>()),
        }
    }

    /// Gives the chat what is new about the provider's settings.
    fn inform(&self, settings: &JsValue, compare: Compare) -> Delivery {
        let sent = self.sent.borrow().clone();
        let news = compare(&sent, settings);
        self.sent.replace(news.sent);
        if news.is_gone {
            self.call("logout", &[]);
        }
        let delivery = if news.settings.is_undefined() {
            Delivery::Sent
        } else if *self.status.borrow() == MessengerStatus::Ready {
            self.call("update", &[&news.settings])
        } else {
            // Nobody knows what a chat has kept that refused to start.
            self.call("update", &[settings])
        };
        self.tell_change();
        delivery
    }

    fn call(&self, method: &'static str, arguments: &[&JsValue]) -> Delivery {
        let customerly = stub::current();
        self.slots.install(&customerly);
        let Some(function) = foreign::method(&customerly, method) else {
            return refuse(method, CommandError::Unsupported);
        };
        match foreign::tell(
            &function,
            &customerly,
            &foreign::array(arguments.iter().copied().cloned()),
        ) {
            Ok(()) => Delivery::Sent,
            Err(thrown) => refuse(method, CommandError::Threw(foreign::describe(&thrown))),
        }
    }
}

/// Names a command that may wait for ever.
fn wait(method: &str) {
    foreign::warn(&[method, "() waits for a chat that does not answer"]);
}

fn refuse(method: &str, error: CommandError) -> Delivery {
    foreign::error(&[method, "() did not run: ", &error.to_string()]);
    Delivery::Refused(error)
}
