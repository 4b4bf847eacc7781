//! A chat that is loaded when its button comes near.

use bench_apps::{APP_ID, Ask};
use yew::prelude::*;
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    html! {
        <CustomerlyProvider app_id={APP_ID} load={LoadStrategy::on_chat_button()}>
            <Ask />
            <ChatButton />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
