//! A chat that is loaded by a button.

use bench_apps::{APP_ID, Ask};
use yew::prelude::*;
use yew_customerly::prelude::*;

#[component]
fn Load() -> Html {
    let chat = use_customerly();
    let onclick = move |_| {
        if let Some(chat) = &chat {
            chat.load();
        }
    };
    html! { <button {onclick}>{ "Chat" }</button> }
}

#[component]
fn App() -> Html {
    html! {
        <CustomerlyProvider app_id={APP_ID} load={LoadStrategy::manual()}>
            <Ask />
            <Load />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
