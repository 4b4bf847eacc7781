//! The number of unread messages, shown.

use bench_apps::{APP_ID, AskButton};
use yew::prelude::*;
use yew_customerly::prelude::*;

#[component]
fn UnreadMessages() -> Html {
    let unread = use_unread_messages();
    html! { <p>{ unread }</p> }
}

#[component]
fn App() -> Html {
    html! {
        <CustomerlyProvider app_id={APP_ID}>
            <AskButton />
            <UnreadMessages />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
