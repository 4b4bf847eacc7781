//! A menu that stands where Customerly's launcher does.

use bench_apps::{APP_ID, Ask};
use yew::prelude::*;
use yew_customerly::prelude::*;

#[component]
fn Menu() -> Html {
    let open = use_state(|| false);
    use_chat_hidden(*open);
    let onclick = {
        let open = open.clone();
        move |_| open.set(!*open)
    };
    html! { <button {onclick}>{ *open }</button> }
}

#[component]
fn App() -> Html {
    html! {
        <CustomerlyProvider app_id={APP_ID}>
            <Ask />
            <Menu />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
