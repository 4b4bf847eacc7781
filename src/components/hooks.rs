//! Hooks for function components.
//!
//! Each re-renders its component only when the returned value changes. Without a provider above, each
//! returns what it returns for a chat that was never loaded.
//!
//! A component cannot know whether its first render hydrates what a server rendered, which may happen
//! long after the chat was opened. So the first render always returns what the server returned: the
//! values of a chat that was never loaded. If they differ, a second render follows at once.

use std::rc::Rc;

use yew::prelude::*;

use super::context::CustomerlyContext;
use crate::chat::{Customerly, visibility};
use crate::event::ChatEvent;
use crate::messenger::MessengerStatus;

/// Returns the handle of the chat. Never re-renders the component.
///
/// `None` without a [`CustomerlyProvider`](crate::CustomerlyProvider) above, because a missing chat
/// must not take the page down.
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

/// Calls `handler` with every event of the chat, after the data layer received it. The handler of the
/// latest render is called. Never re-renders the component by itself.
///
/// Two events may arrive before the next render, so a handler that adds to a state needs a cell, as
/// here, or a reducer; a `use_state` would lose the first of them. If a handler panics, the other
/// handlers still run and the console reports it.
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
    // Dropping the old handler runs app code, which may command the chat; so only after the borrow.
    drop(latest.replace(Some(Rc::new(handler))));
    let chat = use_customerly();
    // The subscription is plain Rust, so it may begin while rendering, also on a server, and misses no
    // event.
    use_mut_ref(move || {
        chat.map(|chat| {
            chat.on_event(move |event| {
                // The handler may render the component, so the borrow must end before.
                let handler = latest.borrow().clone();
                if let Some(handler) = handler {
                    handler(event);
                }
            })
        })
    });
}

/// Returns whether the chat window is open. Re-renders the component when it opens or closes. A chat that
/// starts again, fails or is logged out has closed its window.
///
/// The launcher does not say whether its window is open, only when it opens and closes. So a window that was
/// opened before the app started counts as closed until the chat reports something of it.
#[hook]
pub fn use_chat_open() -> bool {
    use_value(Customerly::is_open)
}

/// Returns the messenger's current status. Re-renders the component when it changes. A status that
/// lasts shorter than a render is not seen: a chat that is ready at once may go from idle to ready.
#[hook]
pub fn use_messenger_status() -> MessengerStatus {
    use_value(Customerly::status)
}

/// Returns the number of messages that the visitor has not read, as the launcher counts them.
/// Customerly does not notify of changes, so the count is re-read after each chat event and when the
/// page becomes visible again. Re-renders the component when it changes.
#[hook]
pub fn use_unread_messages() -> u32 {
    use_value(|chat| {
        visibility::refresh_on_return();
        chat.unread_messages()
    })
}

/// Returns the number of conversations that the visitor has not read, as the launcher counts them. It
/// is re-read like [`use_unread_messages`].
#[hook]
pub fn use_unread_conversations() -> u32 {
    use_value(|chat| {
        visibility::refresh_on_return();
        chat.unread_conversations()
    })
}

/// Returns whether the chat is ready and has the user of the provider's settings, as
/// [`Customerly::is_user_loaded`] defines it. Re-renders the component when it changes.
#[hook]
pub fn use_user_loaded() -> bool {
    use_value(Customerly::is_user_loaded)
}

/// Keeps Customerly's launcher button hidden while the component is mounted and `hidden` is true, as
/// [`Customerly::keep_hidden`] does: all uses count together, and a button that the app itself has
/// hidden stays hidden. Never re-renders the component.
///
/// ```
/// use yew::prelude::*;
/// use yew_customerly::prelude::*;
///
/// #[component]
/// fn Menu() -> Html {
///     let open = use_state(|| false);
///     use_chat_hidden(*open); // `true` hides it for as long as the component is mounted
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

/// Tells the chat that the visitor sees another page whenever `page` changes: any value that identifies
/// the page of a single-page app, such as its route. The first page is not reported, because the chat
/// reads it as it loads, and nothing is reported before the chat is ready. Never re-renders the
/// component.
///
/// Use it in a component that stays mounted while pages change. With the cargo feature `router`, a
/// provider inside a yew-router router does this by itself, with the path of the location as the page:
/// a query often holds only a filter or a tab. An app whose query selects the page passes the query
/// itself, such as `use_chat_page(location.query_str().to_owned())`.
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

/// Returns what `read` returns for the chat, and re-renders the component when that changes.
#[hook]
fn use_value<T>(read: fn(&Customerly) -> T) -> T
where
    T: Clone + Default + PartialEq + 'static,
{
    let chat = use_customerly();
    let update = use_force_update();
    let shown = use_mut_ref(T::default);
    let value = shown.borrow().clone();
    // Not while rendering, which may be hydration.
    use_effect_with((), move |()| {
        let listener = chat.map(|chat| {
            let reader = chat.clone();
            let refresh = move || {
                let value = read(&reader);
                if value != *shown.borrow() {
                    shown.replace(value);
                    update.force_update();
                }
            };
            refresh();
            chat.on_change(refresh)
        });
        move || drop(listener)
    });
    value
}
