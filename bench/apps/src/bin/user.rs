//! Whether the chat has loaded the user, shown.

use bench_apps::{APP_ID, AskButton};
use yew::prelude::*;
use yew_customerly::prelude::*;

#[component]
fn UserLoaded() -> Html {
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
            <AskButton />
            <UserLoaded />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
