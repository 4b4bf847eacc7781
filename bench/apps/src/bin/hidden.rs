//! A menu that hides Customerly's launcher button.

use bench_apps::{APP_ID, AskButton};
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
            <AskButton />
            <Menu />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
