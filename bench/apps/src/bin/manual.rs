//! A chat that a button loads.

use bench_apps::{APP_ID, AskButton};
use yew::prelude::*;
use yew_customerly::prelude::*;

#[component]
fn LoadButton() -> Html {
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
            <AskButton />
            <LoadButton />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
