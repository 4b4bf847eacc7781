//! The shop's header: its name, its pages and the chat's status.

use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::consent::ConsentState;
use crate::route::Route;
use crate::route_link::RouteLink;

#[component]
pub(crate) fn Header() -> Html {
    html! {
        <header class="header">
            <RouteLink route={Route::Home} class="brand">
                <svg viewBox="0 0 32 32" aria-hidden="true">
                    <path class="brand-shade" d="M10 5h12l5 12H5z" />
                    <path class="brand-stem" d="M16 17v9M10 27h12" />
                </svg>
                { "Glimworth" }
            </RouteLink>
            <nav aria-label="Pages">
                <RouteLink route={Route::Lamps}>{ "Lamps" }</RouteLink>
                <RouteLink route={Route::Pricing}>{ "Prices" }</RouteLink>
                <RouteLink route={Route::Help}>{ "Help" }</RouteLink>
                <RouteLink route={Route::HowItsMade}>{ "How it’s made" }</RouteLink>
            </nav>
            <ChatStatus />
        </header>
    }
}

/// The messenger's status and the number of unread messages.
#[component]
fn ChatStatus() -> Html {
    let status = use_messenger_status();
    let unread = use_unread_messages();
    let has_consent = use_context::<ConsentState>().is_none_or(|consent| consent.is_granted());

    let (class, text) = match status {
        MessengerStatus::Idle if !has_consent => ("waiting", "Chat needs your consent"),
        MessengerStatus::Idle => ("idle", "Chat is not loaded"),
        MessengerStatus::Loading => ("loading", "Chat is loading"),
        MessengerStatus::Ready => ("ready", "Chat is ready"),
        MessengerStatus::Failed(_) => ("failed", "No chat"),
    };

    html! {
        <p class={classes!("chat-state", class)} role="status">
            { text }
            if unread > 0 {
                <span class="unread">{ unread }<span class="visually-hidden">{ " unread" }</span></span>
            }
        </p>
    }
}
