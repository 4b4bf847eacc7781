//! Shared code of the benchmark apps. Each app is a file in `bin/`, and `xtask/src/apps/yew.rs` lists them.

use std::rc::Rc;

use yew::prelude::*;
use yew_customerly::prelude::*;

pub const APP_ID: &str = "abcdef12";

/// A counter for `use_reducer`, because a burst causes many events between two renders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count(u32);

impl Count {
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl Reducible for Count {
    type Action = ();

    fn reduce(self: Rc<Self>, (): ()) -> Rc<Self> {
        Rc::new(Self(self.0 + 1))
    }
}

/// A button that opens a new message, is disabled while the chat is open, and shows the number of
/// conversations.
#[component]
pub fn AskButton() -> Html {
    let chat = use_customerly();
    let open = use_chat_open();
    let count = use_reducer(Count::default);
    use_chat_event({
        let count = count.dispatcher();
        move |event: &ChatEvent| {
            if let ChatEvent::NewConversation { .. } = event {
                count.dispatch(());
            }
        }
    });
    let onclick = move |_| {
        if let Some(chat) = &chat {
            chat.show_new_message("About pricing: ");
        }
    };
    html! { <button {onclick} disabled={open}>{ count.0 }</button> }
}
