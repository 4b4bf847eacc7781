//! The button that starts a conversation about something on the page.

use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::consent::ConsentState;
use crate::contact;

#[derive(Properties, PartialEq)]
pub(crate) struct AskButtonProps {
    /// How the visitor's message begins.
    pub(crate) draft: AttrValue,
    pub(crate) children: Html,
}

/// Opens the chat with a drafted message. Disabled while the chat is open; a `mailto:` link when there
/// is no chat.
#[component]
pub(crate) fn AskButton(props: &AskButtonProps) -> Html {
    let chat = use_customerly();
    let is_open = use_chat_open();
    let is_denied = use_context::<ConsentState>().is_some_and(|consent| consent.is_denied());
    let status = use_messenger_status();
    if is_denied || matches!(status, MessengerStatus::Failed(_)) {
        return html! {
            <a class="button ask" href={contact::mailto()}>{ props.children.clone() }</a>
        };
    }

    let draft = props.draft.clone();
    let onclick = move |_| {
        if let Some(chat) = &chat {
            chat.show_new_message(draft.clone());
        }
    };

    html! {
        <button class="button ask" {onclick} disabled={is_open}>
            if is_open {
                { "The chat is open" }
            } else {
                { props.children.clone() }
            }
        </button>
    }
}
