//! A chat that loads after five seconds.

use std::time::Duration;

use bench_apps::{APP_ID, AskButton};
use yew::prelude::*;
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    html! {
        <CustomerlyProvider app_id={APP_ID} load={LoadStrategy::after(Duration::from_secs(5))}>
            <AskButton />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
