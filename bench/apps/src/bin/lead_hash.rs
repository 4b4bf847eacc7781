//! The SHA-256 hash of a lead's email address.

use bench_apps::{APP_ID, AskButton};
use yew::prelude::*;
use yew_customerly::gtm::DataLayer;
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    let data_layer = DataLayer::builder()
        .lead_email_sha256()
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
