//! What stands behind the handles of one provider.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::{AttrValue, Callback};

use super::listeners::{ChatListener, Listeners};
use super::pending_load::PendingLoad;
use super::retry::Retry;
use crate::browser::prerendering;
use crate::event::ChatEvent;
use crate::gtm::{DataLayer, PreparedPush};
use crate::messenger::{self, Command, CommandOutcome, LaunchConfig, MessengerStatus};

/// A provider's properties.
#[derive(Clone, Debug)]
pub(crate) struct ProviderConfig {
    pub(crate) launch: Rc<LaunchConfig>,
    pub(crate) data_layer: DataLayer,
    pub(crate) on_event: Option<Callback<Rc<ChatEvent>>>,
    pub(crate) on_status: Option<Callback<MessengerStatus>>,
    pub(crate) consent: bool,
    pub(crate) retry: Retry,
}

/// Why the chat is to be loaded, the weakest reason first.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub(crate) enum LoadReason {
    /// The settings have changed, or another script has loaded the chat.
    #[default]
    Change,
    /// The load strategy has been triggered.
    Strategy,
    /// The app requests it.
    App,
}

/// What stands behind the handles of one provider: its configuration, its subscribers, and whether
/// its chat may be loaded.
#[derive(Debug)]
pub(crate) struct ProviderState {
    config: RefCell<ProviderConfig>,
    /// Whether `on_event` has not seen the current event yet.
    pending_on_event: Cell<bool>,
    event_listeners: Listeners,
    /// Notified when a value that can be read may have changed.
    change_listeners: Listeners,
    /// Whether the provider was ever mounted, which happens in browsers only: before that, nothing
    /// here may touch JavaScript.
    was_mounted: Cell<bool>,
    /// The commands from before the first mount.
    early_commands: RefCell<Vec<Command>>,
    is_mounted: Cell<bool>,
    /// Whether this is the page's provider, and not one that mounted later.
    is_first: Cell<bool>,
    /// Whether this provider, and not only another one, has requested the chat.
    requested: Cell<bool>,
    /// Why a load is wanted that has to wait for consent or for the mount.
    waiting: Cell<LoadReason>,
    /// What the load strategy waits for.
    pending_load: RefCell<Option<PendingLoad>>,
    /// The configuration, and whether it permitted a load, at the last [`sync`](Self::sync).
    synced: RefCell<Option<(Rc<LaunchConfig>, bool)>>,
}

impl ProviderState {
    pub(crate) fn new(config: ProviderConfig) -> Self {
        Self {
            config: RefCell::new(config),
            pending_on_event: Cell::default(),
            event_listeners: Listeners::default(),
            change_listeners: Listeners::default(),
            was_mounted: Cell::default(),
            early_commands: RefCell::default(),
            is_mounted: Cell::default(),
            is_first: Cell::default(),
            requested: Cell::default(),
            waiting: Cell::default(),
            pending_load: RefCell::default(),
            synced: RefCell::default(),
        }
    }

    pub(crate) fn configure(&self, config: ProviderConfig) {
        // Dropping the old closures runs app code, which may command the chat; so only after the
        // borrow.
        drop(self.config.replace(config));
        if self.is_first.get() {
            self.serve();
            self.sync();
        }
    }

    /// Tells the messenger whom it serves.
    fn serve(&self) {
        let consents = self.config.borrow().consent;
        messenger::serve(&self.launch_config(), consents);
    }

    pub(crate) fn launch_config(&self) -> Rc<LaunchConfig> {
        self.config.borrow().launch.clone()
    }

    /// The app id of the page's chat.
    pub(super) fn app_id(&self) -> AttrValue {
        let app_id = self.was_mounted.get().then(messenger::app_id).flatten();
        app_id.unwrap_or_else(|| self.launch_config().app_id.clone())
    }

    pub(crate) fn retry(&self) -> Retry {
        self.config.borrow().retry.clone()
    }

    pub(crate) fn was_mounted(&self) -> bool {
        self.was_mounted.get()
    }

    pub(super) fn is_mounted(&self) -> bool {
        self.is_mounted.get()
    }

    pub(crate) fn has_requested_chat(&self) -> bool {
        self.requested.get()
    }

    pub(crate) fn status(&self) -> MessengerStatus {
        if self.was_mounted.get() {
            messenger::status()
        } else {
            MessengerStatus::Idle
        }
    }

    /// The provider is in a browser's page now. Only the first one says whose the page's chat is.
    pub(super) fn set_mounted(&self, is_first: bool) {
        self.was_mounted.set(true);
        self.is_mounted.set(true);
        if is_first {
            self.is_first.set(true);
            self.serve();
            self.notify_page();
        }
        for command in self.early_commands.take() {
            messenger::send(command);
        }
        // The components rendered before there was a browser to read from, and their effects ran
        // before the provider's.
        self.notify_change();
    }

    /// Returns whether the provider was mounted, which it never was on a server.
    pub(super) fn set_unmounted(&self) -> bool {
        self.is_first.set(false);
        self.is_mounted.replace(false)
    }

    /// The providers that mounted before have gone.
    pub(super) fn become_first(&self) {
        if !self.is_first.replace(true) {
            self.serve();
            self.sync();
        }
    }

    /// Prepares the message for the data layer as the app has configured it. `None` without the visitor's
    /// consent, and if another bundle of the page pushes.
    pub(super) fn prepare_push(
        &self,
        event: &ChatEvent,
        open_seconds: Option<u64>,
    ) -> Option<PreparedPush> {
        if !self.config.borrow().consent || !messenger::may_push() {
            return None;
        }
        // The app's closures run in there and may configure this provider, so no borrow may last.
        PreparedPush::prepare(&self.data_layer(), event, open_seconds)
    }

    pub(super) fn data_layer(&self) -> DataLayer {
        self.config.borrow().data_layer.clone()
    }

    /// The visitor sees the first page, or another one.
    pub(super) fn notify_page(&self) {
        if messenger::may_push() {
            self.data_layer().on_page();
        }
    }

    /// Begins a round of notifications for those that are subscribed now.
    pub(super) fn begin_event(&self) {
        self.pending_on_event.set(true);
        self.event_listeners.begin_round();
    }

    /// Notifies those that have not seen the current event yet.
    pub(super) fn notify_event(&self, event: &Rc<ChatEvent>) {
        if self.pending_on_event.replace(false) {
            let on_event = self.config.borrow().on_event.clone();
            if let Some(on_event) = on_event {
                on_event.emit(event.clone());
            }
        }
        self.event_listeners.notify(Some(event));
    }

    /// The messenger's status has changed.
    pub(super) fn notify_status(&self) {
        let on_status = self.config.borrow().on_status.clone();
        if let Some(on_status) = on_status {
            on_status.emit(messenger::status());
        }
    }

    /// A value that can be read may have changed.
    pub(crate) fn notify_change(&self) {
        self.change_listeners.begin_round();
        self.change_listeners.notify(None);
    }

    pub(crate) fn on_event(&self, callback: impl Fn(&Rc<ChatEvent>) + 'static) -> ChatListener {
        let listener = move |event: Option<&Rc<ChatEvent>>| {
            if let Some(event) = event {
                callback(event);
            }
        };
        self.event_listeners.add(listener)
    }

    pub(crate) fn on_change(&self, callback: impl Fn() + 'static) -> ChatListener {
        self.change_listeners.add(move |_| callback())
    }

    fn may_load(&self) -> bool {
        self.is_first.get() && self.config.borrow().consent && !prerendering::is_prerendering()
    }

    /// Acts on a configuration that may have changed: loads the chat or updates it.
    pub(crate) fn sync(&self) {
        let may_load = self.may_load();
        let now = Some((self.launch_config(), may_load));
        if *self.synced.borrow() == now {
            return;
        }
        drop(self.synced.replace(now));
        if !may_load {
            // The chat does not get these settings, which may name another user.
            self.notify_change();
            return;
        }
        messenger::listen_to_page();
        let reason = self.waiting.take();
        if reason > LoadReason::Change || self.requested.get() || messenger::has_launcher() {
            self.load(reason);
        } else {
            self.follow_page();
        }
    }

    /// Uses the chat if a script of the page has started it, whatever the load strategy waits for.
    pub(super) fn follow_page(&self) {
        if self.may_load() && messenger::page_has_started() {
            self.load(LoadReason::Change);
        }
    }

    /// Whether the load strategy waits for the pending load with this id.
    pub(super) fn is_waiting_for(&self, id: u32) -> bool {
        let pending = self.pending_load.borrow();
        pending.as_ref().is_some_and(|pending| pending.has_id(id))
    }

    /// Replaces what the load strategy waits for, and forgets a trigger that came before.
    pub(super) fn set_pending_load(&self, pending: Option<PendingLoad>) {
        drop(self.pending_load.replace(pending));
        if self.waiting.get() == LoadReason::Strategy {
            self.waiting.take();
        }
    }

    /// The load strategy is triggered. No-op if the chat was requested before.
    pub(super) fn trigger(&self) {
        if !self.requested.get() {
            self.load(LoadReason::Strategy);
        }
    }

    /// A chat button came into view or was touched. No-op for other strategies, and after the first
    /// call.
    pub(crate) fn on_chat_button_near(&self) {
        let pending = self.pending_load.borrow();
        let is_awaited = pending
            .as_ref()
            .is_some_and(|pending| pending.is_chat_button);
        drop(pending);
        if is_awaited {
            self.trigger();
        }
    }

    pub(crate) fn load(&self, reason: LoadReason) -> CommandOutcome {
        // A trigger counts once, also if it comes too early.
        drop(self.pending_load.take());
        if self.may_load() {
            self.requested.set(true);
            if let Some(driver) = self.config.borrow().retry.driver() {
                messenger::set_recovery(driver.recover);
            }
            return messenger::load(&self.launch_config(), reason > LoadReason::Change);
        }
        if reason > self.waiting.get() {
            self.waiting.set(reason);
        }
        CommandOutcome::Queued
    }

    pub(crate) fn send(&self, command: Command) -> CommandOutcome {
        if self.was_mounted.get() {
            return messenger::send(command);
        }
        self.early_commands.borrow_mut().push(command);
        CommandOutcome::Queued
    }

    /// Loads the chat for a command that shows something in its window.
    pub(super) fn load_for_window(&self) {
        // A load that has failed is not repeated here, because a page may send commands in a loop.
        if !self.may_load() || messenger::is_idle() {
            self.load(LoadReason::App);
        }
    }
}
