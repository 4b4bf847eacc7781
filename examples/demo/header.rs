//! The shop's head: its name, its pages and how the chat is.

use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::consent::Choice;
use crate::link::To;
use crate::route::Route;

#[component]
pub(crate) fn Header() -> Html {
    html! {
        <header class="header">
            <To route={Route::Home} class="brand">
                <svg viewBox="0 0 32 32" aria-hidden="true">
                    <path class="brand-shade" d="M10 5h12l5 12H5z" />
                    <path class="brand-stem" d="M16 17v9M10 27h12" />
                </svg>
                { "Glimworth" }
            </To>
            <nav aria-label="Pages">
                <To route={Route::Lamps}>{ "Lamps" }</To>
                <To route={Route::Pricing}>{ "Prices" }</To>
                <To route={Route::Help}>{ "Help" }</To>
                <To route={Route::Made}>{ "How it’s made" }</To>
            </nav>
            <ChatState />
        </header>
    }
}

/// Whether the chat is there, and how much of it is unread.
#[component]
fn ChatState() -> Html {
    let status = use_messenger_status();
    let unread = use_unread_messages();
    let consent = use_context::<Choice>().is_none_or(|choice| choice.is_given());

    let (class, words) = match status {
        MessengerStatus::Idle if !consent => ("waiting", "Chat waits for a yes"),
        MessengerStatus::Idle => ("idle", "Chat not asked for"),
        MessengerStatus::Loading => ("loading", "Chat is loading"),
        MessengerStatus::Ready => ("ready", "Chat is ready"),
        MessengerStatus::Failed(_) => ("failed", "No chat"),
    };

    html! {
        <p class={classes!("chat-state", class)} role="status">
            { words }
            if unread > 0 {
                <span class="unread">{ unread }<span class="unseen">{ " unread" }</span></span>
            }
        </p>
    }
}
