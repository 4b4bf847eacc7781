//! The handle: what an app does with the chat.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use serde::Serialize;
use yew::{AttrValue, Callback};

use crate::article_address::ArticleAddress;
use crate::delivery;
use crate::event::ChatEvent;
use crate::gtm::{DataLayer, Push};
use crate::hiding::{self, ChatHidden};
use crate::listeners::{ChatListener, Listeners};
use crate::messenger::{self, Command, Delivery, Launch, MessengerStatus};
use crate::moment::Moment;
use crate::retry::Retry;
use crate::settings::Settings;
use crate::value::{Fields, Serialized, Value};

/// What a provider was given.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    pub(crate) launch: Rc<Launch>,
    pub(crate) data_layer: Rc<DataLayer>,
    pub(crate) on_event: Option<Callback<Rc<ChatEvent>>>,
    pub(crate) consent: bool,
    pub(crate) retry: Retry,
}

/// Why the chat is to be loaded, the weakest reason first.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
enum Cause {
    /// What it was loaded with has changed, or somebody else has loaded it.
    #[default]
    Change,
    /// The strategy's moment has come.
    Strategy,
    /// The app says so.
    App,
}

/// What stands behind the handles of one provider.
#[derive(Debug)]
pub(crate) struct Handle {
    config: RefCell<Config>,
    /// Whether `on_event` is to be told of the present event.
    untold: Cell<bool>,
    events: Listeners,
    /// Told when something that can be read may have changed.
    changes: Listeners,
    /// Whether the provider was ever mounted, which happens in browsers only: before, nothing here
    /// may touch JavaScript.
    mounted: Cell<bool>,
    /// What was commanded before.
    early: RefCell<Vec<Command>>,
    /// Whether the provider is mounted now.
    live: Cell<bool>,
    /// Whether this provider's chat was loaded, and not that of another one alone.
    asked: Cell<bool>,
    /// Why a load is wanted that has to wait.
    waiting: Cell<Cause>,
    /// What the strategy waits for.
    moment: RefCell<Option<Moment>>,
    /// What the chat was to be loaded with, and whether it could be, when that was last looked at.
    followed: RefCell<Option<(Rc<Launch>, bool)>>,
}

impl Handle {
    /// The message for the data layer that the app has configured.
    pub(crate) fn message(&self, event: &ChatEvent, open_seconds: Option<u64>) -> Option<Push> {
        // The app's closures run in there, and may configure this handle anew.
        let data_layer = self.config.borrow().data_layer.clone();
        data_layer.message(event, open_seconds)
    }

    /// Those who are there now are to be told of an event.
    pub(crate) fn begin(&self) {
        self.untold.set(true);
        self.events.begin();
    }

    /// Tells those who are to be told and were not.
    pub(crate) fn tell(&self, event: &Rc<ChatEvent>) {
        if self.untold.replace(false) {
            let on_event = self.config.borrow().on_event.clone();
            if let Some(on_event) = on_event {
                on_event.emit(event.clone());
            }
        }
        self.events.tell(Some(event));
    }

    pub(crate) fn tell_change(&self) {
        self.changes.begin();
        self.changes.tell(None);
    }

    fn may_load(&self) -> bool {
        self.live.get() && self.config.borrow().consent
    }

    fn waits_for(&self, number: u32) -> bool {
        let moment = self.moment.borrow();
        moment
            .as_ref()
            .is_some_and(|moment| moment.has_number(number))
    }
}

/// The chat, in an app's hands.
///
/// A handle comes from [`use_customerly`](crate::use_customerly) or
/// [`CustomerlyScopeExt::customerly`](crate::CustomerlyScopeExt::customerly). It stays the same for
/// as long as its provider is mounted, so holding one renders nobody again. Clones are cheap and equal.
///
/// **Commands** may be given at any time, also before the chat is there: they are held and run once,
/// in order, when it is ready. Their result says what became of them; one that cannot run is also
/// named in the console, so the result may be ignored. On a server commands are held for ever.
///
/// The methods are those of Customerly's web messenger; [`register_lead`](Self::register_lead) is
/// known from its native packages.
#[derive(Clone)]
pub struct Customerly(Rc<Handle>);

impl PartialEq for Customerly {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Customerly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Customerly")
            .field("status", &self.status())
            .finish_non_exhaustive()
    }
}

impl Customerly {
    pub(crate) fn new(config: Config) -> Self {
        Self(Rc::new(Handle {
            config: RefCell::new(config),
            untold: Cell::default(),
            events: Listeners::default(),
            changes: Listeners::default(),
            mounted: Cell::new(false),
            early: RefCell::default(),
            live: Cell::default(),
            asked: Cell::default(),
            waiting: Cell::default(),
            moment: RefCell::default(),
            followed: RefCell::default(),
        }))
    }

    pub(crate) fn configure(&self, config: Config) {
        // The old closures are dropped when the borrow is over: what they hold may command the chat.
        drop(self.0.config.replace(config));
    }

    /// The provider is in a browser's page now.
    pub(crate) fn mount(&self) {
        delivery::join(&self.0);
        self.0.mounted.set(true);
        self.0.live.set(true);
        for command in self.0.early.take() {
            messenger::run(command);
        }
        // The components read before there was a browser to read from, and their effects ran first.
        self.tell_change();
    }

    /// Something that can be read may have changed.
    pub(crate) fn tell_change(&self) {
        self.0.tell_change();
    }

    pub(crate) fn unmount(&self) {
        if !self.0.live.replace(false) {
            // On a server, where it was never mounted.
            return;
        }
        delivery::leave(&self.0);
        self.wait_for(None);
        let means = self.0.config.borrow().retry.means();
        if let Some(means) = means {
            (means.leave)();
        }
    }

    /// Consent or what the chat is loaded with may have changed.
    pub(crate) fn follow(&self) {
        let may_load = self.0.may_load();
        let now = Some((self.launch(), may_load));
        if *self.0.followed.borrow() == now {
            return;
        }
        drop(self.0.followed.replace(now));
        if !may_load {
            // Settings that the chat does not get: its user may be another one now.
            self.tell_change();
            return;
        }
        let cause = self.0.waiting.take();
        if cause > Cause::Change || self.0.asked.get() || messenger::is_there() {
            self.load_launcher(cause);
        }
    }

    /// The provider whose strategy waits for the moment of that number.
    pub(crate) fn waiting_for(number: u32) -> Option<Self> {
        delivery::find(&|handle| handle.waits_for(number)).map(Self)
    }

    /// Whether what waits for a chat that failed is kept, as it may still come.
    pub(crate) fn may_come(&self) -> bool {
        self.0.mounted.get() && messenger::may_come()
    }

    /// The first mounted provider whose chat was loaded and that tries again, which it does for all.
    pub(crate) fn recovering() -> Option<(Self, Retry)> {
        let handle = delivery::find(&|handle| {
            handle.asked.get() && handle.config.borrow().retry.means().is_some()
        })?;
        let policy = handle.config.borrow().retry.clone();
        Some((Self(handle), policy))
    }

    /// From now on this is the moment that the strategy waits for, and none that came or may come.
    pub(crate) fn wait_for(&self, moment: Option<Moment>) {
        drop(self.0.moment.replace(moment));
        if self.0.waiting.get() == Cause::Strategy {
            self.0.waiting.take();
        }
    }

    /// The strategy's moment has come, unless the chat was loaded before.
    pub(crate) fn trigger(&self) {
        if !self.0.asked.get() {
            self.load_launcher(Cause::Strategy);
        }
    }

    /// A chat button came into view or was touched. Means nothing under another strategy, and nothing
    /// the second time.
    pub(crate) fn button_noticed(&self) {
        let moment = self.0.moment.borrow();
        let awaited = moment.as_ref().is_some_and(|moment| moment.is_chat_button);
        drop(moment);
        if awaited {
            self.trigger();
        }
    }

    /// Tells when something that can be read may have changed, for as long as the guard lives.
    pub(crate) fn on_change(&self, callback: impl Fn() + 'static) -> ChatListener {
        self.0.changes.add(move |_| callback())
    }

    /// As [`subscribe`](Self::subscribe), without a [`Callback`] around the closure.
    pub(crate) fn on_event(&self, callback: impl Fn(&Rc<ChatEvent>) + 'static) -> ChatListener {
        let listener = move |event: Option<&Rc<ChatEvent>>| {
            if let Some(event) = event {
                callback(event);
            }
        };
        self.0.events.add(listener)
    }

    /// Loads the chat before its [`LoadStrategy`](crate::LoadStrategy) does, or tries again after
    /// [`LoadError::Script`](crate::LoadError::Script). A chat that is there already is not loaded twice.
    /// Without consent it waits for it, and without a mounted provider for that.
    pub fn load(&self) -> Delivery {
        self.load_launcher(Cause::App)
    }

    fn launch(&self) -> Rc<Launch> {
        self.0.config.borrow().launch.clone()
    }

    fn load_launcher(&self, cause: Cause) -> Delivery {
        // A moment comes once, also if it comes too early.
        drop(self.0.moment.take());
        if !self.0.may_load() {
            if cause > self.0.waiting.get() {
                self.0.waiting.set(cause);
            }
            return Delivery::Held;
        }
        self.0.asked.set(true);
        if let Some(means) = self.0.config.borrow().retry.means() {
            messenger::recover_by(means.recover);
        }
        messenger::load(&self.launch(), cause > Cause::Change)
    }

    fn run(&self, method: &'static str, arguments: Vec<Value>) -> Delivery {
        self.give(Command::new(method, arguments))
    }

    /// Runs a method that shows the visitor something in the chat window, and so wants the chat.
    fn show_window(&self, method: &'static str, arguments: Vec<Value>) -> Delivery {
        // One that has failed is not tried again for that, as a page may command in a loop.
        if !self.0.may_load() || messenger::is_idle() {
            self.load_launcher(Cause::App);
        }
        self.run(method, arguments)
    }

    fn give(&self, command: Command) -> Delivery {
        if self.0.mounted.get() {
            return messenger::run(command);
        }
        self.0.early.borrow_mut().push(command);
        Delivery::Held
    }

    /// Gives the chat further settings; empty settings refresh what it has, and tell it that the
    /// page is another one. The provider does so by itself when its `settings` change, and compares
    /// them to what it gave itself, never to what was given by hand.
    pub fn update(&self, settings: Settings) -> Delivery {
        let command = Command::update(&self.0.config.borrow().launch.app_id, &settings);
        self.give(command)
    }

    /// Opens the chat window.
    pub fn open(&self) -> Delivery {
        self.show_window("open", Vec::new())
    }

    /// Closes the chat window.
    pub fn close(&self) -> Delivery {
        self.run("close", Vec::new())
    }

    /// Shows Customerly's launcher button. While a [`ChatHidden`] hides it, that waits for the last
    /// one's end.
    pub fn show(&self) -> Delivery {
        if hiding::by_hand(self, true) {
            return Delivery::Held;
        }
        self.run("show", Vec::new())
    }

    /// Hides Customerly's launcher button.
    pub fn hide(&self) -> Delivery {
        hiding::by_hand(self, false);
        self.run("hide", Vec::new())
    }

    /// Keeps Customerly's launcher button hidden for as long as the guard lives, also where the chat
    /// comes later. Guards count: the button is back when the last one of the page is dropped.
    ///
    /// What the app itself has hidden stays hidden then. The app's last word counts:
    /// [`show`](Self::show), [`hide`](Self::hide), or the provider's
    /// [`Settings::visible`] when it changes.
    ///
    /// [`use_chat_hidden`](crate::use_chat_hidden) does so for a function component. A struct
    /// component keeps the guard:
    ///
    /// ```
    /// use yew::prelude::*;
    /// use yew_customerly::prelude::*;
    ///
    /// struct Checkout {
    ///     _hidden: Option<ChatHidden>,
    /// }
    ///
    /// impl Component for Checkout {
    ///     type Message = ();
    ///     type Properties = ();
    ///
    ///     fn create(ctx: &Context<Self>) -> Self {
    ///         Self {
    ///             _hidden: ctx.link().customerly().map(|chat| chat.keep_hidden()),
    ///         }
    ///     }
    ///
    ///     fn view(&self, _ctx: &Context<Self>) -> Html {
    ///         html! { <button>{ "Pay" }</button> }
    ///     }
    /// }
    /// ```
    pub fn keep_hidden(&self) -> ChatHidden {
        ChatHidden::new(self)
    }

    /// What the provider's settings say of the launcher button. Once said, it cannot be unsaid.
    pub(crate) fn visible(&self) -> Option<bool> {
        let visible = self.0.config.borrow().launch.settings.is_visible();
        visible.or_else(|| self.0.mounted.get().then(messenger::visible)?)
    }

    /// Records an event of the visitor in Customerly. It has nothing to do with the data layer.
    pub fn track_event(&self, name: impl Into<AttrValue>) -> Delivery {
        self.run("event", vec![Value::text(name)])
    }

    /// Sets one contact property: a text of up to 128 characters, a number, a truth value or a date
    /// in UNIX seconds, under a name without spaces.
    pub fn set_attribute(
        &self,
        name: impl Into<AttrValue>,
        value: impl Serialize + 'static,
    ) -> Delivery {
        let value = Value::from(Serialized::new(value));
        self.run("attribute", vec![Value::text(name), value])
    }

    /// The page is another one, which a chat that is not ready will see by itself.
    pub(crate) fn change_page(&self) {
        if self.status() == MessengerStatus::Ready {
            self.run("update", Vec::new());
        }
    }

    /// Ends the visitor's session. The provider does so by itself when a user disappears from its
    /// `settings`.
    pub fn logout(&self) -> Delivery {
        self.run("logout", Vec::new())
    }

    /// Opens the chat at an article of the help centre, by its id or by the slugs of its collection
    /// and its own: `show_article(17)`, `show_article(("billing", "refunds"))`.
    pub fn show_article(&self, article: impl Into<ArticleAddress>) -> Delivery {
        self.show_window("showArticle", article.into().into_arguments())
    }

    /// Opens the chat at booking a meeting.
    pub fn show_book_meeting(&self) -> Delivery {
        self.show_window("showBookMeeting", Vec::new())
    }

    /// Opens a new conversation with this text in its field, not sent.
    pub fn show_new_message(&self, message: impl Into<AttrValue>) -> Delivery {
        self.show_window("showNewMessage", vec![Value::text(message)])
    }

    /// Sends this text as the visitor.
    pub fn send_new_message(&self, message: impl Into<AttrValue>) -> Delivery {
        self.show_window("sendNewMessage", vec![Value::text(message)])
    }

    /// Registers the visitor as a lead.
    pub fn register_lead(&self, email: impl Into<AttrValue>) -> Delivery {
        self.run("registerLead", vec![Value::text(email)])
    }

    /// Registers the visitor as a lead with contact properties: anything that serialises to an
    /// object, as for [`Settings::attributes`].
    pub fn register_lead_with(
        &self,
        email: impl Into<AttrValue>,
        attributes: impl Serialize + 'static,
    ) -> Delivery {
        let mut fields = Fields::default();
        fields.set_rest(attributes);
        self.run("registerLead", vec![Value::text(email), fields.into()])
    }

    /// Whether the chat window is open. False on a server.
    /// [`use_chat_open`](crate::use_chat_open) renders a component again when it changes.
    pub fn is_open(&self) -> bool {
        self.0.mounted.get() && delivery::is_open()
    }

    /// How the chat is. [`MessengerStatus::Idle`] on a server.
    /// [`use_messenger_status`](crate::use_messenger_status) renders a component again when it changes.
    pub fn status(&self) -> MessengerStatus {
        if self.0.mounted.get() {
            messenger::status()
        } else {
            MessengerStatus::Idle
        }
    }

    /// How many messages the visitor has not read, as the launcher counts them; 0 when it does not
    /// say, and on a server. [`use_unread_messages`](crate::use_unread_messages) renders a component
    /// again when it changes.
    pub fn unread_messages(&self) -> u32 {
        if self.0.mounted.get() {
            messenger::unread_messages()
        } else {
            0
        }
    }

    /// How many conversations the visitor has not read, as the launcher counts them; 0 when it does
    /// not say, and on a server. [`use_unread_conversations`](crate::use_unread_conversations)
    /// renders a component again when it changes.
    pub fn unread_conversations(&self) -> u32 {
        if self.0.mounted.get() {
            messenger::unread_conversations()
        } else {
            0
        }
    }

    /// Whether the chat is ready and was given the user whom the provider's `settings` name by
    /// `user_id` or `email`. False for a visitor without a name, while a user is on the way to the
    /// chat or was refused by it, and on a server. It says what the settings did, not
    /// [`logout`](Self::logout) or [`update`](Self::update) by hand.
    /// [`use_user_loaded`](crate::use_user_loaded) renders a component again when it changes.
    pub fn is_user_loaded(&self) -> bool {
        if !self.0.mounted.get() {
            return false;
        }
        let launch = self.0.config.borrow().launch.clone();
        messenger::has_user(&launch.settings)
    }

    /// Has `callback` told of every event from now on, after the data layer, until the guard is
    /// dropped. Subscribing, unsubscribing and commanding from inside the callback are fine; an event
    /// that this causes is delivered after the present one.
    pub fn subscribe(&self, callback: Callback<Rc<ChatEvent>>) -> ChatListener {
        self.on_event(move |event| callback.emit(event.clone()))
    }
}
