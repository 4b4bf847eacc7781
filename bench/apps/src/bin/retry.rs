//! A launcher that is asked for again.

use bench_apps::{APP_ID, Ask};
use yew::prelude::*;
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    html! {
        <CustomerlyProvider app_id={APP_ID} retry={Retry::backoff(5)}>
            <Ask />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
