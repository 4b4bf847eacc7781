//! A chat and tags that wait for the visitor's consent.

use bench_apps::{APP_ID, Ask};
use yew::prelude::*;
use yew_customerly::gtm::Consent;
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    let agreed = use_state(|| false);
    let onclick = {
        let agreed = agreed.clone();
        move |_| {
            Consent::granted().push_update();
            agreed.set(true);
        }
    };
    html! {
        <CustomerlyProvider app_id={APP_ID} consent={*agreed}>
            <Ask />
            <button {onclick}>{ "I agree" }</button>
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
