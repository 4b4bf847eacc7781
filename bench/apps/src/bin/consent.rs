//! A chat and tags that wait for consent.

use bench_apps::{APP_ID, AskButton};
use yew::prelude::*;
use yew_customerly::gtm::Consent;
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    let has_consented = use_state(|| false);
    let onclick = {
        let has_consented = has_consented.clone();
        move |_| {
            Consent::granted().push_update();
            has_consented.set(true);
        }
    };
    html! {
        <CustomerlyProvider app_id={APP_ID} consent={*has_consented}>
            <AskButton />
            <button {onclick}>{ "I agree" }</button>
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
