//! The reason why the chat failed, shown.

use bench_apps::{APP_ID, AskButton};
use yew::prelude::*;
use yew_customerly::prelude::*;

#[component]
fn Status() -> Html {
    match use_messenger_status() {
        MessengerStatus::Failed(error) => html! { <p>{ error.to_string() }</p> },
        _ => Html::default(),
    }
}

#[component]
fn App() -> Html {
    html! {
        <CustomerlyProvider app_id={APP_ID}>
            <AskButton />
            <Status />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
