//! The bar on top of the shop, which changes with the chat.

use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::ask::ADDRESS;

/// Invites to the chat, says that it is open, or where else to ask when there is none.
#[component]
pub(crate) fn ChatBar() -> Html {
    let chat = use_customerly();
    let open = use_chat_open();

    if let MessengerStatus::Failed(error) = use_messenger_status() {
        return html! {
            <section class="chat-bar failed" aria-label="Ask us">
                <p>
                    { "The chat is not here today. Write to " }
                    <a href={format!("mailto:{ADDRESS}")}>{ ADDRESS }</a>
                    { "." }
                </p>
                <p class="reason" role="status">{ "Why: " }{ error.to_string() }</p>
            </section>
        };
    }

    let onclick = move |_| {
        let Some(chat) = &chat else { return };
        if open {
            chat.close();
        } else {
            chat.open();
        }
    };
    let (words, action) = if open {
        ("You are talking to the workshop.", "Close the chat")
    } else {
        ("Ask the people who make the lamps.", "Open the chat")
    };

    html! {
        <section aria-label="Ask us" class={classes!("chat-bar", open.then_some("open"))}>
            <p>{ words }</p>
            <button class="plain" {onclick}>{ action }</button>
        </section>
    }
}
