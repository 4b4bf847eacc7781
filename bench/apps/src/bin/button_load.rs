//! A chat that loads when a chat button is near.

use bench_apps::{APP_ID, AskButton};
use yew::prelude::*;
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    html! {
        <CustomerlyProvider app_id={APP_ID} load={LoadStrategy::on_chat_button()}>
            <AskButton />
            <ChatButton />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
