//! The handle: the app's commands to the chat, and what it can read of it.

use std::fmt;
use std::rc::Rc;

use serde::Serialize;
use yew::{AttrValue, Callback};

use super::article_address::ArticleAddress;
use super::dispatch;
use super::hidden::{self, ChatHidden};
use super::listeners::ChatListener;
use super::provider_state::{LoadReason, ProviderState};
use crate::event::ChatEvent;
use crate::messenger::{self, Command, CommandOutcome, MessengerStatus};
use crate::settings::{Fields, Serialized, Settings, Value};

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
/// The methods are those of Customerly's web messenger; [`register_lead`](Self::register_lead) comes
/// from its native packages.
#[derive(Clone)]
pub struct Customerly(Rc<ProviderState>);

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
    pub(crate) fn new(provider: Rc<ProviderState>) -> Self {
        Self(provider)
    }

    /// Loads the chat before its [`LoadStrategy`](crate::LoadStrategy) does, or again after
    /// [`LoadError::Script`](crate::LoadError::Script). A chat that has loaded is not loaded twice.
    /// Without consent, or without a mounted provider, the load waits for it.
    pub fn load(&self) -> CommandOutcome {
        self.0.load(LoadReason::App)
    }

    /// Sends the chat further settings. Empty settings refresh those that it has, and tell it that the
    /// visitor sees another page. The provider does this by itself when its `settings` change; it
    /// compares them with what it sent itself, not with what the app sends here.
    pub fn update(&self, settings: Settings) -> CommandOutcome {
        let command = Command::update(&self.0.launch_config().app_id, &settings);
        self.0.send(command)
    }

    /// Opens the chat window.
    pub fn open(&self) -> CommandOutcome {
        self.0.show_window("open", Vec::new())
    }

    /// Closes the chat window.
    pub fn close(&self) -> CommandOutcome {
        self.0.call("close", Vec::new())
    }

    /// Shows Customerly's launcher button. While a [`ChatHidden`] hides it, this waits until the last
    /// one is dropped.
    pub fn show(&self) -> CommandOutcome {
        if hidden::set_explicit_visibility(&self.0, true) {
            return CommandOutcome::Queued;
        }
        self.0.call("show", Vec::new())
    }

    /// Hides Customerly's launcher button.
    pub fn hide(&self) -> CommandOutcome {
        hidden::set_explicit_visibility(&self.0, false);
        self.0.call("hide", Vec::new())
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
        ChatHidden::new(&self.0)
    }

    /// Records an event of the visitor in Customerly. The data layer is not involved.
    pub fn track_event(&self, name: impl Into<AttrValue>) -> CommandOutcome {
        self.0.call("event", vec![Value::text(name)])
    }

    /// Sets one contact property: a text of up to 128 characters, a number, a boolean or a date in
    /// UNIX seconds, under a name without spaces.
    pub fn set_attribute(
        &self,
        name: impl Into<AttrValue>,
        value: impl Serialize + 'static,
    ) -> CommandOutcome {
        let value = Value::from(Serialized::new(value));
        self.0.call("attribute", vec![Value::text(name), value])
    }

    /// Tells the chat that the visitor sees another page. No-op unless the chat is ready; it reads the
    /// current page when it becomes so.
    pub(crate) fn change_page(&self) {
        if self.status() == MessengerStatus::Ready {
            self.0.call("update", Vec::new());
        }
    }

    /// Ends the visitor's session. The provider does this by itself when a user disappears from its
    /// `settings`.
    pub fn logout(&self) -> CommandOutcome {
        self.0.call("logout", Vec::new())
    }

    /// Opens the chat at a help center article, given its id or the slugs of its collection and the
    /// article: `show_article(17)`, `show_article(("billing", "refunds"))`.
    pub fn show_article(&self, article: impl Into<ArticleAddress>) -> CommandOutcome {
        let arguments = article.into().into_arguments();
        self.0.show_window("showArticle", arguments)
    }

    /// Opens the chat at booking a meeting.
    pub fn show_book_meeting(&self) -> CommandOutcome {
        self.0.show_window("showBookMeeting", Vec::new())
    }

    /// Opens a new conversation with this text in its input field, not sent.
    pub fn show_new_message(&self, message: impl Into<AttrValue>) -> CommandOutcome {
        self.0
            .show_window("showNewMessage", vec![Value::text(message)])
    }

    /// Sends this text as the visitor's message.
    pub fn send_new_message(&self, message: impl Into<AttrValue>) -> CommandOutcome {
        self.0
            .show_window("sendNewMessage", vec![Value::text(message)])
    }

    /// Registers the visitor as a lead.
    pub fn register_lead(&self, email: impl Into<AttrValue>) -> CommandOutcome {
        self.0.call("registerLead", vec![Value::text(email)])
    }

    /// Registers the visitor as a lead with contact properties: anything that serializes to an object,
    /// as for [`Settings::attributes`].
    pub fn register_lead_with(
        &self,
        email: impl Into<AttrValue>,
        attributes: impl Serialize + 'static,
    ) -> CommandOutcome {
        let mut fields = Fields::default();
        fields.set_extra(attributes);
        self.0
            .call("registerLead", vec![Value::text(email), fields.into()])
    }

    /// Whether the chat window is open. `false` on a server.
    /// [`use_chat_open`](crate::use_chat_open) re-renders a component when it changes.
    pub fn is_open(&self) -> bool {
        self.0.was_mounted() && dispatch::is_open()
    }

    /// The messenger's current status. [`MessengerStatus::Idle`] on a server.
    /// [`use_messenger_status`](crate::use_messenger_status) re-renders a component when it changes.
    pub fn status(&self) -> MessengerStatus {
        self.0.status()
    }

    /// Whether a chat that failed may still become ready, so that commands wait for it.
    pub(crate) fn may_recover(&self) -> bool {
        self.0.was_mounted() && messenger::may_recover()
    }

    /// The number of messages that the visitor has not read, as the launcher counts them. 0 if it has
    /// no count, and on a server. [`use_unread_messages`](crate::use_unread_messages) re-renders a
    /// component when it changes.
    pub fn unread_messages(&self) -> u32 {
        if self.0.was_mounted() {
            messenger::unread_messages()
        } else {
            0
        }
    }

    /// The number of conversations that the visitor has not read, as the launcher counts them. 0 if it
    /// has no count, and on a server. [`use_unread_conversations`](crate::use_unread_conversations)
    /// re-renders a component when it changes.
    pub fn unread_conversations(&self) -> u32 {
        if self.0.was_mounted() {
            messenger::unread_conversations()
        } else {
            0
        }
    }

    /// Whether the chat is ready and has received the user that the provider's `settings` name by
    /// `user_id` or `email`. `false` for an anonymous visitor, while the user is on the way to the chat
    /// or was refused by it, and on a server. It reflects the provider's settings only, not what the
    /// app does by [`logout`](Self::logout) or [`update`](Self::update).
    /// [`use_user_loaded`](crate::use_user_loaded) re-renders a component when it changes.
    pub fn is_user_loaded(&self) -> bool {
        self.0.was_mounted() && messenger::has_user(&self.0.launch_config().settings)
    }

    /// Calls `callback` with every event from now on, after the data layer received it, until the guard
    /// is dropped. The callback may subscribe, unsubscribe and send commands; an event that this causes
    /// is dispatched after the current one.
    pub fn subscribe(&self, callback: Callback<Rc<ChatEvent>>) -> ChatListener {
        self.on_event(move |event| callback.emit(event.clone()))
    }

    /// Like [`subscribe`](Self::subscribe), without a [`Callback`] around the closure.
    pub(crate) fn on_event(&self, callback: impl Fn(&Rc<ChatEvent>) + 'static) -> ChatListener {
        self.0.on_event(callback)
    }

    /// Calls `callback` when a value that can be read may have changed, until the guard is dropped.
    pub(crate) fn on_change(&self, callback: impl Fn() + 'static) -> ChatListener {
        self.0.on_change(callback)
    }

    /// A chat button came into view or was touched, which triggers the load strategy that waits for it.
    pub(crate) fn on_chat_button_near(&self) {
        self.0.on_chat_button_near();
    }
}
