//! The app's own chat button.

use bench_apps::{APP_ID, AskButton};
use yew::prelude::*;
use yew_customerly::prelude::*;

#[component]
fn App() -> Html {
    html! {
        <CustomerlyProvider app_id={APP_ID}>
            <AskButton />
            <ChatButton />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
