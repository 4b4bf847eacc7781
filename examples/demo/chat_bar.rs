//! The bar on top of the shop, which changes with the chat.

use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_router::prelude::*;

use crate::ask::ADDRESS;
use crate::consent::Choice;
use crate::route::Route;
use crate::visit::use_visit;

/// Invites to the chat, says that it is open, or where else to ask when there is none.
#[component]
pub(crate) fn ChatBar() -> Html {
    let open = use_chat_open();
    let refused = use_context::<Choice>().is_some_and(|choice| choice.is_refused());
    let status = use_messenger_status();
    let visit = use_visit();
    let route = use_route::<Route>();
    // There a chat button is waited for, and it shall not be this one.
    if visit.moment().name == "button" && route == Some(Route::Loading) {
        return Html::default();
    }

    let mail = html! { <a href={format!("mailto:{ADDRESS}")}>{ ADDRESS }</a> };
    if refused {
        return html! {
            <section class="chat-bar" aria-label="Ask us">
                <p>{ "You want no chat. Write to " }{ mail }{ "." }</p>
            </section>
        };
    }
    if let MessengerStatus::Failed(error) = status {
        return html! {
            <section class="chat-bar failed" aria-label="Ask us">
                <p>{ "The chat is not here today. Write to " }{ mail }{ "." }</p>
                <p class="reason" role="status">{ "Why: " }{ error.to_string() }</p>
            </section>
        };
    }

    let (words, label) = if open {
        ("You are talking to the workshop.", "Close the chat")
    } else {
        ("Ask the people who make the lamps.", "Open the chat")
    };

    html! {
        <section aria-label="Ask us" class={classes!("chat-bar", open.then_some("open"))}>
            <p>{ words }</p>
            <ChatButton class="plain" {label} />
        </section>
    }
}
