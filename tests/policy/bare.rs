//! An app without this crate, which shows what Yew itself contributes to a build.

use yew::prelude::*;

#[component]
fn App() -> Html {
    html! { <p>{ "bare" }</p> }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
