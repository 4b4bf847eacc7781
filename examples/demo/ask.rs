//! The button that starts a conversation about what stands beside it.

use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::consent::Choice;

/// Where to ask when there is no chat.
pub(crate) const ADDRESS: &str = "workshop@glimworth.example";

#[derive(Properties, PartialEq)]
pub(crate) struct AskProps {
    /// How the visitor's message begins.
    pub(crate) about: AttrValue,
    pub(crate) children: Html,
}

/// Opens the chat with a message begun; resting while the chat is open, and a mail where there is none.
#[component]
pub(crate) fn Ask(props: &AskProps) -> Html {
    let chat = use_customerly();
    let open = use_chat_open();
    let refused = use_context::<Choice>().is_some_and(|choice| choice.is_refused());
    let status = use_messenger_status();
    if refused || matches!(status, MessengerStatus::Failed(_)) {
        return html! {
            <a class="button ask" href={format!("mailto:{ADDRESS}")}>{ props.children.clone() }</a>
        };
    }

    let about = props.about.clone();
    let onclick = move |_| {
        if let Some(chat) = &chat {
            chat.show_new_message(about.clone());
        }
    };

    html! {
        <button class="button ask" {onclick} disabled={open}>
            if open {
                { "The chat is open" }
            } else {
                { props.children.clone() }
            }
        </button>
    }
}
