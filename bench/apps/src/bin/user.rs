//! Whether the chat knows the visitor, shown.

use bench_apps::{APP_ID, Ask};
use yew::prelude::*;
use yew_customerly::prelude::*;

#[component]
fn User() -> Html {
    let loaded = use_user_loaded();
    html! { <p>{ loaded }</p> }
}

#[component]
fn App() -> Html {
    let settings = Settings::new()
        .user_id("42")
        .name("Ada")
        .email("ada@example.com");
    html! {
        <CustomerlyProvider app_id={APP_ID} {settings}>
            <Ask />
            <User />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
