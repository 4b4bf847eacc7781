//! A Google Tag Manager container that the crate loads.

use bench_apps::{APP_ID, AskButton};
use yew::prelude::*;
use yew_customerly::gtm::GoogleTagManager;
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    html! {
        <CustomerlyProvider app_id={APP_ID}>
            <GoogleTagManager id="GTM-ABC123" />
            <AskButton />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
