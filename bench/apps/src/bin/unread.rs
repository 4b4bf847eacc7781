//! How many messages wait for the visitor.

use bench_apps::{APP_ID, Ask};
use yew::prelude::*;
use yew_customerly::prelude::*;

#[component]
fn Unread() -> Html {
    let unread = use_unread_messages();
    html! { <p>{ unread }</p> }
}

#[component]
fn App() -> Html {
    html! {
        <CustomerlyProvider app_id={APP_ID}>
            <Ask />
            <Unread />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
