//! A chat that loads when the browser is idle.

use bench_apps::{APP_ID, AskButton};
use yew::prelude::*;
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    html! {
        <CustomerlyProvider app_id={APP_ID} load={LoadStrategy::when_idle()}>
            <AskButton />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
