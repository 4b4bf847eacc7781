//! Fields with personal data, opted in.

use bench_apps::{APP_ID, AskButton};
use yew::prelude::*;
use yew_customerly::gtm::{DataLayer, DataLayerKey};
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    let data_layer = DataLayer::builder()
        .message_text()
        .answer("company_size")
        .query_parameter("variant")
        .unredacted(DataLayerKey::PageTitle)
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
