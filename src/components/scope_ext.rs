//! An extension of Yew's `Scope`, for struct components.

use std::rc::Rc;

use yew::html::Scope;
use yew::prelude::*;

use super::context::CustomerlyContext;
use crate::chat::{ChatListener, Customerly};
use crate::event::ChatEvent;
use crate::messenger::MessengerStatus;

/// An extension of [`Scope`], by which a struct component gets the chat from `ctx.link()`.
///
/// ```
/// use std::rc::Rc;
///
/// use yew::prelude::*;
/// use yew_customerly::prelude::*;
///
/// enum Msg {
///     Chat(Rc<ChatEvent>),
/// }
///
/// struct Conversations {
///     count: usize,
///     _listener: Option<ChatListener>,
/// }
///
/// impl Component for Conversations {
///     type Message = Msg;
///     type Properties = ();
///
///     fn create(ctx: &Context<Self>) -> Self {
///         Self {
///             count: 0,
///             _listener: ctx.link().on_chat_event(ctx.link().callback(Msg::Chat)),
///         }
///     }
///
///     fn update(&mut self, _ctx: &Context<Self>, Msg::Chat(event): Msg) -> bool {
///         let counts = matches!(*event, ChatEvent::NewConversation { .. });
///         self.count += usize::from(counts);
///         counts
///     }
///
///     fn view(&self, _ctx: &Context<Self>) -> Html {
///         html! { <p>{ format!("{} conversations", self.count) }</p> }
///     }
/// }
/// ```
pub trait CustomerlyScopeExt {
    /// Returns the handle of the chat. `None` without a provider above.
    fn customerly(&self) -> Option<Customerly>;

    /// Calls `callback` with every event of the chat until the guard is dropped, so the component must
    /// keep the guard. `None` without a provider above.
    fn on_chat_event(&self, callback: Callback<Rc<ChatEvent>>) -> Option<ChatListener>;

    /// Calls `callback` with the messenger's status whenever it changes, until the guard is dropped, so
    /// the component must keep the guard. `None` without a provider above.
    fn on_messenger_status(&self, callback: Callback<MessengerStatus>) -> Option<ChatListener>;
}

impl<C: Component> CustomerlyScopeExt for Scope<C> {
    fn customerly(&self) -> Option<Customerly> {
        // The handle never changes, so there is nothing to listen for.
        let (context, _) = self.context::<CustomerlyContext>(Callback::noop())?;
        Some(context.0)
    }

    fn on_chat_event(&self, callback: Callback<Rc<ChatEvent>>) -> Option<ChatListener> {
        Some(self.customerly()?.subscribe(callback))
    }

    fn on_messenger_status(&self, callback: Callback<MessengerStatus>) -> Option<ChatListener> {
        Some(self.customerly()?.subscribe_status(callback))
    }
}
