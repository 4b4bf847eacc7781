//! A chat that is loaded after a while.

use std::time::Duration;

use bench_apps::{APP_ID, Ask};
use yew::prelude::*;
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    html! {
        <CustomerlyProvider app_id={APP_ID} load={LoadStrategy::after(Duration::from_secs(5))}>
            <Ask />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
