//! Settings that identify the user.

use bench_apps::{APP_ID, AskButton};
use yew::prelude::*;
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    let settings = Settings::new()
        .user_id("42")
        .name("Ada")
        .email("ada@example.com");
    html! {
        <CustomerlyProvider app_id={APP_ID} {settings}>
            <AskButton />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
