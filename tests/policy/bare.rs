//! An app without this crate, so that a test can tell what is Yew's own.

use yew::prelude::*;

#[component]
fn App() -> Html {
    html! { <p>{ "bare" }</p> }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
