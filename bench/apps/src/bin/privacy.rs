//! What visitors write and answer, let out.

use bench_apps::{APP_ID, Ask};
use yew::prelude::*;
use yew_customerly::gtm::{DataLayer, Key};
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    let data_layer = DataLayer::new()
        .message_text()
        .answer("company_size")
        .query_parameter("variant")
        .unredacted(Key::PageTitle);
    html! {
        <CustomerlyProvider app_id={APP_ID} {data_layer}>
            <Ask />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
