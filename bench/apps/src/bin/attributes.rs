//! Custom contact attributes, serialized with serde.

use bench_apps::{APP_ID, AskButton};
use serde::Serialize;
use yew::prelude::*;
use yew_customerly::prelude::*;

#[derive(Serialize)]
struct Attributes {
    plan: &'static str,
    seats: u32,
}

#[component]
fn App() -> Html {
    let settings = Settings::new().attributes(Attributes {
        plan: "pro",
        seats: 5,
    });
    html! {
        <CustomerlyProvider app_id={APP_ID} {settings}>
            <AskButton />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
