//! Without the crate: the download size of Yew itself.

use yew::prelude::*;

#[component]
fn App() -> Html {
    let count = use_state(|| 0);
    let onclick = {
        let count = count.clone();
        move |_| count.set(*count + 1)
    };
    html! { <button {onclick}>{ *count }</button> }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
