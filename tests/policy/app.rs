//! Two apps for the tests of content security policies: one with a chat, a container and a chat button,
//! and one that uses every feature of the crate.

#[path = "../support/app.rs"]
mod app;
mod everything;

use yew::prelude::*;
use yew_customerly::gtm::{Consent, GoogleTagManager, GtmStatus};
use yew_customerly::prelude::*;

use crate::everything::Everything;

#[component]
fn App() -> Html {
    let container = use_state(|| None::<GtmStatus>);
    let on_status = {
        let container = container.clone();
        move |status| container.set(Some(status))
    };
    html! {
        <CustomerlyProvider app_id="abcdef12" launcher_url="/fixtures/launcher.js">
            <GoogleTagManager id="GTM-POLICY" script_url="/fixtures/gtm.js" default_consent={Consent::denied()} {on_status} />
            <ChatButton />
            <Outcome container={(*container).clone()} />
        </CustomerlyProvider>
    }
}

#[derive(PartialEq, Properties)]
struct OutcomeProps {
    container: Option<GtmStatus>,
}

/// Whether both loaded, shown once both have loaded or failed.
#[component]
fn Outcome(props: &OutcomeProps) -> Html {
    let chat = match use_messenger_status() {
        MessengerStatus::Ready => "ready".to_owned(),
        MessengerStatus::Failed(error) => error.to_string(),
        _ => return Html::default(),
    };
    let container = match &props.container {
        Some(GtmStatus::Loaded { .. }) => "loaded".to_owned(),
        Some(GtmStatus::Failed { error, .. }) => error.to_string(),
        _ => return Html::default(),
    };
    html! { <><p id="chat">{ chat }</p><p id="container">{ container }</p></> }
}

fn main() {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok());
    if path.is_some_and(|path| path.starts_with("/everything")) {
        yew::Renderer::<Everything>::new().render();
    } else {
        yew::Renderer::<App>::new().render();
    }
}
