//! A data layer for containers that follow Customerly's public recipe.

use bench_apps::{APP_ID, AskButton};
use yew::prelude::*;
use yew_customerly::gtm::DataLayer;
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    let data_layer = DataLayer::builder()
        .track_to_measure()
        .build()
        .unwrap_or_default();
    html! {
        <CustomerlyProvider app_id={APP_ID} {data_layer}>
            <AskButton />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
