//! The bar at the top of the shop, which follows the chat.

use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_router::prelude::*;

use crate::consent::ConsentState;
use crate::contact;
use crate::route::Route;
use crate::site_query::use_site_query;

/// Opens and closes the chat, or offers an email address when there is none.
#[component]
pub(crate) fn ChatBar() -> Html {
    let is_open = use_chat_open();
    let is_denied = use_context::<ConsentState>().is_some_and(|consent| consent.is_denied());
    let status = use_messenger_status();
    let query = use_site_query();
    let route = use_route::<Route>();
    // With this strategy that page waits for its own chat button, and this one would be seen first.
    if query.load_option().name == "button" && route == Some(Route::Loading) {
        return Html::default();
    }

    let email = html! { <a href={contact::mailto()}>{ contact::EMAIL }</a> };
    if is_denied {
        return html! {
            <section class="chat-bar" aria-label="Ask us">
                <p>{ "You declined the chat. Write to us: " }{ email }</p>
            </section>
        };
    }
    if let MessengerStatus::Failed(error) = status {
        return html! {
            <section class="chat-bar failed" aria-label="Ask us">
                <p>{ "The chat is not available right now. Write to us: " }{ email }</p>
                <p class="reason" role="status">{ "Reason: " }{ error.to_string() }</p>
            </section>
        };
    }

    let (text, label) = if is_open {
        ("You are talking to the workshop.", "Close the chat")
    } else {
        ("Ask the people who make the lamps.", "Open the chat")
    };

    html! {
        <section aria-label="Ask us" class={classes!("chat-bar", is_open.then_some("open"))}>
            <p>{ text }</p>
            <ChatButton class="plain" {label} />
        </section>
    }
}
