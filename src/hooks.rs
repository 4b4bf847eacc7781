//! Hooks for function components.
//!
//! Each renders its component only when what it returns has changed. Without a provider above, they
//! return what they return for a chat that was never loaded.
//!
//! A component cannot know whether its first render hydrates what a server has rendered, which may
//! happen long after the chat was opened. So the first render always says what the server said: that
//! of a chat that was never loaded. Where that is not so, one more render follows at once.

use std::rc::Rc;

use yew::prelude::*;

use crate::customerly::Customerly;
use crate::event::ChatEvent;
use crate::messenger::MessengerStatus;
use crate::provider::CustomerlyContext;
use crate::tab;

/// The chat, to command it. Never renders the component again by itself.
///
/// `None` without a [`CustomerlyProvider`](crate::CustomerlyProvider) above: a missing chat must not
/// take a page down.
///
/// ```
/// use yew::prelude::*;
/// use yew_customerly::prelude::*;
///
/// #[component]
/// fn AskUs() -> Html {
///     let chat = use_customerly();
///     let onclick = move |_| {
///         if let Some(chat) = &chat {
///             chat.show_new_message("About pricing: ");
///         }
///     };
///     html! { <button {onclick}>{ "Ask us" }</button> }
/// }
/// ```
#[hook]
pub fn use_customerly() -> Option<Customerly> {
    use_context::<CustomerlyContext>().map(|context| context.0)
}

/// Calls `handler` with every event of the chat, after the data layer got it. Always the handler of
/// the latest render is called. Never renders the component by itself.
///
/// Two events may come before the next render, so what one adds to a state must not be lost with the
/// other: keep it in a cell, as here, or in a reducer. Should a handler panic, the others are called all
/// the same, and the console names it.
///
/// ```
/// use yew::prelude::*;
/// use yew_customerly::prelude::*;
///
/// #[component]
/// fn Conversations() -> Html {
///     let count = use_mut_ref(|| 0);
///     let update = use_force_update();
///     use_chat_event({
///         let count = count.clone();
///         move |event: &ChatEvent| {
///             if let ChatEvent::NewConversation { .. } = event {
///                 *count.borrow_mut() += 1;
///                 update.force_update();
///             }
///         }
///     });
///     html! { <p>{ format!("{} conversations", *count.borrow()) }</p> }
/// }
/// ```
#[hook]
pub fn use_chat_event<F>(handler: F)
where
    F: Fn(&ChatEvent) + 'static,
{
    let latest = use_mut_ref(|| None::<Rc<dyn Fn(&ChatEvent)>>);
    // The old handler is dropped when the borrow is over: what it holds may command the chat.
    drop(latest.replace(Some(Rc::new(handler))));
    let chat = use_customerly();
    // Of plain Rust, so it may be made while rendering, also on a server, and misses nothing.
    use_mut_ref(move || {
        chat.map(|chat| {
            chat.on_event(move |event| {
                // The handler may render its component, so the borrow must be over.
                let handler = latest.borrow().clone();
                if let Some(handler) = handler {
                    handler(event);
                }
            })
        })
    });
}

/// Whether the chat window is open. Renders the component again when it opens or closes.
#[hook]
pub fn use_chat_open() -> bool {
    use_reading(Customerly::is_open)
}

/// How the chat is. Renders the component again when that changes. What passes before Yew renders is not
/// seen: a chat that is ready at once may go from idle to ready.
#[hook]
pub fn use_messenger_status() -> MessengerStatus {
    use_reading(Customerly::status)
}

/// How many messages the visitor has not read, as the launcher counts them. It says nothing of its
/// own accord, so this is as of the chat's latest event, or of the visitor's return to the page.
#[hook]
pub fn use_unread_messages() -> u32 {
    use_reading(|chat| {
        tab::refresh_on_return();
        chat.unread_messages()
    })
}

/// How many conversations the visitor has not read, as the launcher counts them; up to date like
/// [`use_unread_messages`].
#[hook]
pub fn use_unread_conversations() -> u32 {
    use_reading(|chat| {
        tab::refresh_on_return();
        chat.unread_conversations()
    })
}

/// Whether the chat is ready and has the user of the provider's settings:
/// [`Customerly::is_user_loaded`]. Renders the component again when that changes.
#[hook]
pub fn use_user_loaded() -> bool {
    use_reading(Customerly::is_user_loaded)
}

/// Keeps Customerly's launcher button hidden while the component is mounted and `hidden` is true, as
/// [`Customerly::keep_hidden`] does: uses count, and what the app itself has hidden stays hidden.
/// Never renders the component by itself.
///
/// ```
/// use yew::prelude::*;
/// use yew_customerly::prelude::*;
///
/// #[component]
/// fn Menu() -> Html {
///     let open = use_state(|| false);
///     use_chat_hidden(*open); // a component that always hides it says `true`
///     let onclick = {
///         let open = open.clone();
///         move |_| open.set(!*open)
///     };
///     html! { <button {onclick}>{ if *open { "Close" } else { "Menu" } }</button> }
/// }
/// ```
#[hook]
pub fn use_chat_hidden(hidden: bool) {
    let chat = use_customerly().filter(|_| hidden);
    use_effect_with(chat, |chat| {
        let guard = chat.as_ref().map(Customerly::keep_hidden);
        move || drop(guard)
    });
}

/// Tells the chat that the visitor sees another page whenever `page` changes: whatever stands for the
/// page in a single-page app, such as its route. Not with the first one, which the chat sees as it
/// loads, and not before it is ready. Never renders the component by itself.
///
/// It belongs into a component that stays while pages come and go. With the cargo feature `router`,
/// a provider inside a router of yew-router does this by itself.
///
/// ```
/// use yew::prelude::*;
/// use yew_customerly::prelude::*;
///
/// #[derive(Clone, PartialEq)]
/// enum Page {
///     Home,
///     Pricing,
/// }
///
/// #[component]
/// fn Pages() -> Html {
///     let page = use_state(|| Page::Home);
///     use_chat_page((*page).clone());
///     let onclick = {
///         let page = page.clone();
///         move |_| page.set(Page::Pricing)
///     };
///     html! { <button {onclick}>{ "Pricing" }</button> }
/// }
/// ```
#[hook]
pub fn use_chat_page<P>(page: P)
where
    P: PartialEq + 'static,
{
    let chat = use_customerly();
    let seen = use_mut_ref(|| false);
    use_effect_with(page, move |_| {
        if seen.replace(true)
            && let Some(chat) = &chat
        {
            chat.change_page();
        }
    });
}

#[hook]
fn use_reading<T>(read: fn(&Customerly) -> T) -> T
where
    T: Clone + Default + PartialEq + 'static,
{
    let chat = use_customerly();
    let update = use_force_update();
    let shown = use_mut_ref(T::default);
    let reading = shown.borrow().clone();
    // Not before the component is in the page: until then it may be about to hydrate.
    use_effect_with((), move |()| {
        let listener = chat.map(|chat| {
            let reader = chat.clone();
            let refresh = move || {
                let reading = read(&reader);
                if reading != *shown.borrow() {
                    shown.replace(reading);
                    update.force_update();
                }
            };
            refresh();
            chat.on_change(refresh)
        });
        move || drop(listener)
    });
    reading
}
