//! A container of Google Tag Manager, loaded by us.

use bench_apps::{APP_ID, Ask};
use yew::prelude::*;
use yew_customerly::gtm::GoogleTagManager;
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    html! {
        <CustomerlyProvider app_id={APP_ID}>
            <GoogleTagManager id="GTM-ABC123" />
            <Ask />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
