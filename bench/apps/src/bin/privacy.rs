//! Fields with personal data, opted in.

use bench_apps::{APP_ID, AskButton};
use yew::prelude::*;
use yew_customerly::gtm::{DataLayer, DataLayerKey};
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    let data_layer = DataLayer::new()
        .message_text()
        .answer("company_size")
        .query_parameter("variant")
        .unredacted(DataLayerKey::PageTitle);
    html! {
        <CustomerlyProvider app_id={APP_ID} {data_layer}>
            <AskButton />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
