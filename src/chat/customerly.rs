//! The handle: the app's commands to the chat, and what it can read of it.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use serde::Serialize;
use yew::{AttrValue, Callback};

use super::article_address::ArticleAddress;
use super::dispatch;
use super::hidden::{self, ChatHidden};
use super::listeners::ChatListener;
use super::provider_state::{LoadReason, ProviderState};
use super::providers;
use crate::event::ChatEvent;
use crate::gtm::{self, AppEvent, PushError};
use crate::messenger::{self, Command, CommandOutcome, MessengerStatus};
use crate::settings::{self, Fields, Settings, Value};

/// A handle of the chat.
///
/// A component gets it from [`use_customerly`](crate::use_customerly) or
/// [`CustomerlyScopeExt::customerly`](crate::CustomerlyScopeExt::customerly). It stays the same for as
/// long as its provider is mounted, so holding one re-renders nothing. Clones are cheap and equal.
///
/// **Commands** may be sent at any time, also before the chat is ready: they are queued then, and run
/// once and in order when it is. Each returns its [`CommandOutcome`]; the console names every command
/// that is refused, so the outcome may be ignored. On a server, commands stay queued and never run.
///
/// **A command belongs to a visitor**: the one whom the provider's `settings` name when the app gives it.
/// If that user leaves before the chat has the command, or the provider's `app_id` changes, the command is
/// refused with [`CommandError::Outdated`](crate::CommandError::Outdated). [`open`](Self::open),
/// [`close`](Self::close), [`show`](Self::show) and [`hide`](Self::hide) say nothing of the visitor, so
/// they stay queued. An anonymous visitor who logs in is the same visitor.
///
/// **Without consent**: before the visitor has decided, commands are queued. After consent was withdrawn,
/// every command but [`logout`](Self::logout), `hide`, `close` and `show` is refused with
/// [`CommandError::NoConsent`](crate::CommandError::NoConsent).
///
/// **A provider that unmounts** leaves the chat and its user on the page. Its handles still send
/// commands. Queued ones that would open the chat window are refused with
/// [`CommandError::Unmounted`](crate::CommandError::Unmounted), unless another provider is there.
///
/// The methods are those of Customerly's web messenger; [`register_lead`](Self::register_lead) comes
/// from its native packages.
#[derive(Clone)]
pub struct Customerly {
    provider: Rc<ProviderState>,
    on_outcome: Option<Callback<CommandOutcome>>,
}

impl PartialEq for Customerly {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.provider, &other.provider) && self.on_outcome == other.on_outcome
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
    pub(crate) fn new(provider: Rc<ProviderState>) -> Self {
        Self {
            provider,
            on_outcome: None,
        }
    }

    pub(crate) fn provider(&self) -> &Rc<ProviderState> {
        &self.provider
    }

    /// Returns a handle whose commands report their final outcome to `callback`, each once:
    /// [`CommandOutcome::Sent`] or [`CommandOutcome::Refused`]. The result of a command tells of a queued
    /// one only that it is queued; this tells what became of it.
    ///
    /// [`load`](Self::load) is no command in this sense, and a [`show`](Self::show) that waits for a
    /// [`ChatHidden`] reports nothing.
    ///
    /// ```
    /// use yew::prelude::*;
    /// use yew_customerly::prelude::*;
    /// use yew_customerly::CommandOutcome;
    ///
    /// #[component]
    /// fn Order() -> Html {
    ///     let chat = use_customerly();
    ///     let recorded = use_state(|| false);
    ///     let onclick = {
    ///         let recorded = recorded.clone();
    ///         move |_| {
    ///             let recorded = recorded.clone();
    ///             if let Some(chat) = &chat {
    ///                 chat.on_outcome(Callback::from(move |outcome| {
    ///                     recorded.set(outcome == CommandOutcome::Sent);
    ///                 }))
    ///                 .track_event("ordered");
    ///             }
    ///         }
    ///     };
    ///     html! { <button {onclick} disabled={*recorded}>{ "Order" }</button> }
    /// }
    /// ```
    #[must_use = "only commands of the returned handle report to the callback"]
    pub fn on_outcome(&self, callback: Callback<CommandOutcome>) -> Self {
        Self {
            provider: self.provider.clone(),
            on_outcome: Some(callback),
        }
    }

    /// The provider that says whose the page's chat is: the first one.
    fn page_provider(&self) -> Rc<ProviderState> {
        let first = self.provider.is_mounted().then(providers::first).flatten();
        first.unwrap_or_else(|| self.provider.clone())
    }

    fn command(&self, method: &'static str, arguments: Vec<Value>) -> Command {
        Command::new(method, arguments).reporting_to(self.on_outcome.clone())
    }

    fn call(&self, method: &'static str, arguments: Vec<Value>) -> CommandOutcome {
        self.provider.send(self.command(method, arguments))
    }

    fn show_window(&self, method: &'static str, arguments: Vec<Value>) -> CommandOutcome {
        self.page_provider().load_for_window();
        self.call(method, arguments)
    }

    /// Loads the chat before its [`LoadStrategy`](crate::LoadStrategy) does, or again after it failed. A
    /// launcher that could not be fetched is fetched again; one that ran and refused to start
    /// ([`LoadError::Refused`](crate::LoadError::Refused)) gets the settings again. A chat that has loaded
    /// is not loaded twice. Without consent, or without a mounted provider, the load waits for it.
    pub fn load(&self) -> CommandOutcome {
        self.page_provider().load(LoadReason::App)
    }

    /// Sends the chat further settings. Empty settings refresh those that it has, and tell it that the
    /// visitor sees another page. The provider does this by itself when its `settings` change; it
    /// compares them with what it sent itself, not with what the app sends here.
    pub fn update(&self, settings: Settings) -> CommandOutcome {
        let app_id = self.provider.app_id();
        self.call("update", Command::update_arguments(&app_id, &settings))
    }

    /// Opens the chat window.
    pub fn open(&self) -> CommandOutcome {
        self.show_window("open", Vec::new())
    }

    /// Closes the chat window.
    pub fn close(&self) -> CommandOutcome {
        self.call("close", Vec::new())
    }

    /// Shows Customerly's launcher button. While a [`ChatHidden`] hides it, this waits until the last
    /// one is dropped.
    pub fn show(&self) -> CommandOutcome {
        if hidden::set_explicit_visibility(&self.provider, true) {
            return CommandOutcome::Queued;
        }
        self.call("show", Vec::new())
    }

    /// Hides Customerly's launcher button.
    pub fn hide(&self) -> CommandOutcome {
        hidden::set_explicit_visibility(&self.provider, false);
        self.call("hide", Vec::new())
    }

    /// Keeps Customerly's launcher button hidden until the guard is dropped, also if the chat becomes
    /// ready later. Guards count: the button returns when the page's last one is dropped.
    ///
    /// A button that the app itself has hidden stays hidden then. The app's latest word counts:
    /// [`show`](Self::show), [`hide`](Self::hide), or the provider's
    /// [`Settings::visible`] when it changes.
    ///
    /// Function components use [`use_chat_hidden`](crate::use_chat_hidden) instead. A struct component
    /// keeps the guard:
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
        ChatHidden::new(&self.provider)
    }

    /// Records an event of the visitor in Customerly. The data layer is not involved.
    pub fn track_event(&self, name: impl Into<AttrValue>) -> CommandOutcome {
        self.call("event", vec![Value::text(name)])
    }

    /// Sets one contact property: a text of up to 128 characters, a number, a boolean or a date in
    /// UNIX seconds, under a name without spaces. The console warns of a longer text and of a name with a
    /// space. An integer beyond 2^53 is sent as text, because JavaScript would round it. `None`, NaN and
    /// what cannot be serialized are refused with
    /// [`CommandError::NothingToSend`](crate::CommandError::NothingToSend).
    pub fn set_attribute(
        &self,
        name: impl Into<AttrValue>,
        value: impl Serialize + 'static,
    ) -> CommandOutcome {
        self.call("attribute", settings::attribute(name, value))
    }

    /// Tells the chat that the visitor sees another page. No-op before the launcher has started, because
    /// it reads the current page then, and after consent was withdrawn.
    pub(crate) fn change_page(&self) {
        if self.provider.was_mounted() {
            messenger::refresh();
            if let Some(provider) = providers::first() {
                provider.notify_page();
            }
        }
    }

    /// Pushes an event of the app's own to the data layer of the page's provider, as
    /// [`gtm::push`] does.
    ///
    /// ```
    /// use yew_customerly::Customerly;
    /// use yew_customerly::gtm::{AppEvent, PushError};
    ///
    /// fn subscribed(chat: &Customerly) -> Result<(), PushError> {
    ///     chat.push(&AppEvent::new("newsletter_subscribed").with_page())
    /// }
    /// ```
    ///
    /// It does not need the chat: it works whatever the chat's status and consent are. On a server, and
    /// before the provider has mounted, it returns [`PushError::NoBrowser`].
    pub fn push(&self, event: &AppEvent) -> Result<(), PushError> {
        if !self.provider.was_mounted() {
            return Err(PushError::NoBrowser);
        }
        let provider = providers::first().unwrap_or_else(|| self.provider.clone());
        gtm::push(&provider.data_layer(), event)
    }

    /// Ends the visitor's session. The provider does this by itself when a user disappears from its
    /// `settings`, which is the usual way.
    ///
    /// Queued commands that say something of the visitor are refused. If the `settings` still name the
    /// user, that user is not logged in again before they name another one, or none; until then, commands
    /// that say something of the visitor are refused with
    /// [`CommandError::LoggedOut`](crate::CommandError::LoggedOut), and
    /// [`is_user_loaded`](Self::is_user_loaded) is false.
    ///
    /// If the launcher has not started, nothing is sent and the outcome is [`CommandOutcome::Sent`], as
    /// there is no session to end; a chat that starts while the `settings` still name the user gets the
    /// app id alone.
    pub fn logout(&self) -> CommandOutcome {
        self.call("logout", Vec::new())
    }

    /// Opens the chat at a help center article, given its id or the slugs of its collection and the
    /// article: `show_article(17)`, `show_article(("billing", "refunds"))`.
    pub fn show_article(&self, article: impl Into<ArticleAddress>) -> CommandOutcome {
        let arguments = article.into().into_arguments();
        self.show_window("showArticle", arguments)
    }

    /// Opens the chat at booking a meeting.
    pub fn show_book_meeting(&self) -> CommandOutcome {
        self.show_window("showBookMeeting", Vec::new())
    }

    /// Opens a new conversation with this text in its input field, not sent.
    pub fn show_new_message(&self, message: impl Into<AttrValue>) -> CommandOutcome {
        self.show_window("showNewMessage", vec![Value::text(message)])
    }

    /// Sends this text as the visitor's message.
    pub fn send_new_message(&self, message: impl Into<AttrValue>) -> CommandOutcome {
        self.show_window("sendNewMessage", vec![Value::text(message)])
    }

    /// Registers the visitor as a lead.
    pub fn register_lead(&self, email: impl Into<AttrValue>) -> CommandOutcome {
        self.call("registerLead", vec![Value::text(email)])
    }

    /// Registers the visitor as a lead with contact properties: anything that serializes to an object,
    /// as for [`Settings::attributes`].
    pub fn register_lead_with(
        &self,
        email: impl Into<AttrValue>,
        attributes: impl Serialize + 'static,
    ) -> CommandOutcome {
        let attributes = Fields::attributes(attributes);
        self.call("registerLead", vec![Value::text(email), attributes.into()])
    }

    /// Whether the chat window is open. `false` on a server, and when the chat starts again or fails.
    /// [`use_chat_open`](crate::use_chat_open) re-renders a component when it changes.
    pub fn is_open(&self) -> bool {
        self.provider.was_mounted() && dispatch::is_open()
    }

    /// The messenger's current status. [`MessengerStatus::Idle`] on a server.
    /// [`use_messenger_status`](crate::use_messenger_status) re-renders a component when it changes.
    pub fn status(&self) -> MessengerStatus {
        self.provider.status()
    }

    /// Whether a chat that failed may still become ready, so that commands wait for it.
    pub(crate) fn may_recover(&self) -> bool {
        self.provider.was_mounted() && messenger::may_recover()
    }

    /// The number of messages that the visitor has not read, as the launcher counts them. 0 if it has
    /// no count, and on a server. [`use_unread_messages`](crate::use_unread_messages) re-renders a
    /// component when it changes.
    pub fn unread_messages(&self) -> u32 {
        if self.provider.was_mounted() {
            messenger::unread_messages()
        } else {
            0
        }
    }

    /// The number of conversations that the visitor has not read, as the launcher counts them. 0 if it
    /// has no count, and on a server. [`use_unread_conversations`](crate::use_unread_conversations)
    /// re-renders a component when it changes.
    pub fn unread_conversations(&self) -> u32 {
        if self.provider.was_mounted() {
            messenger::unread_conversations()
        } else {
            0
        }
    }

    /// Whether the chat is ready and has received the user that the provider's `settings` name by
    /// `user_id` or `email`. `false` for an anonymous visitor, while the user is on the way to the chat
    /// or was refused by it, after [`logout`](Self::logout), after consent was withdrawn, on a page that
    /// runs the chat of another project, and on a server. It does not reflect what the app does by
    /// [`update`](Self::update).
    /// [`use_user_loaded`](crate::use_user_loaded) re-renders a component when it changes.
    pub fn is_user_loaded(&self) -> bool {
        self.provider.was_mounted() && messenger::has_user()
    }

    /// Calls `callback` with the messenger's status whenever it changes, until the guard is dropped.
    /// Function components use [`use_messenger_status`](crate::use_messenger_status) instead.
    pub fn subscribe_status(&self, callback: Callback<MessengerStatus>) -> ChatListener {
        let chat = self.clone();
        let last = RefCell::new(self.status());
        self.on_change(move || {
            let status = chat.status();
            if last.replace(status.clone()) != status {
                callback.emit(status);
            }
        })
    }

    /// Calls `callback` with every event from now on, after the data layer received it, until the guard
    /// is dropped. The callback may subscribe, unsubscribe and send commands; an event that this causes
    /// is dispatched after the current one.
    pub fn subscribe(&self, callback: Callback<Rc<ChatEvent>>) -> ChatListener {
        self.on_event(move |event| callback.emit(event.clone()))
    }

    /// Like [`subscribe`](Self::subscribe), without a [`Callback`] around the closure.
    pub(crate) fn on_event(&self, callback: impl Fn(&Rc<ChatEvent>) + 'static) -> ChatListener {
        self.provider.on_event(callback)
    }

    /// Calls `callback` when a value that can be read may have changed, until the guard is dropped.
    pub(crate) fn on_change(&self, callback: impl Fn() + 'static) -> ChatListener {
        self.provider.on_change(callback)
    }

    /// A chat button came into view or was touched, which triggers the load strategy that waits for it.
    pub(crate) fn on_chat_button_near(&self) {
        self.provider.on_chat_button_near();
    }
}
