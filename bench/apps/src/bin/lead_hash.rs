//! The visitor's email address as a hash.

use bench_apps::{APP_ID, Ask};
use yew::prelude::*;
use yew_customerly::gtm::DataLayer;
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    let data_layer = DataLayer::new().lead_email_sha256();
    html! {
        <CustomerlyProvider app_id={APP_ID} {data_layer}>
            <Ask />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
