//! The app for the tests of load strategies. The query of its URL selects the strategy.

#[path = "../support/app.rs"]
mod app;

use yew::prelude::*;
use yew_customerly::prelude::*;

use app::{COMMANDS, Statuses, strategy};

fn launcher_url() -> Option<AttrValue> {
    let is_default = app::option("launcher").as_deref() == Some("default");
    (!is_default).then(app::launcher_url)
}

/// A button for each command, the chat's statuses so far, and a chat button out of view.
#[component]
fn Page() -> Html {
    let chat = use_customerly().expect("the provider is above");
    let heard = use_state(|| 0);
    use_chat_event({
        let heard = heard.clone();
        move |_: &ChatEvent| heard.set(*heard + 1)
    });
    use_effect_with((), {
        let chat = chat.clone();
        move |()| {
            // Children's effects run before the provider's.
            let early = app::option("early");
            for (_, run) in COMMANDS
                .iter()
                .filter(|(name, _)| early.as_deref() == Some(name))
            {
                drop(run(&chat));
            }
        }
    });
    let buttons = COMMANDS.iter().map(|&(name, run)| {
        let chat = chat.clone();
        html! { <button id={name} onclick={move |_| drop(run(&chat))}>{ name }</button> }
    });
    html! {
        <>
            { for buttons }
            <Statuses />
            <output class="heard">{ *heard }</output>
            <div style="padding-top: 300vh"><ChatButton id="own" /></div>
        </>
    }
}

#[component]
fn App() -> Html {
    let consent = use_state(|| app::option("consent").is_none());
    let mounted = use_state(|| true);
    let name = use_state(|| "Ada");
    let load = use_state(|| "load");
    let toggle = |state: &UseStateHandle<bool>| {
        let state = state.clone();
        move |_| state.set(!*state)
    };
    let rename = {
        let name = name.clone();
        move |_| name.set("Grace")
    };
    let change = {
        let load = load.clone();
        move |_| load.set("then")
    };
    html! {
        <>
            <button id="consent" onclick={toggle(&consent)}>{ "consent" }</button>
            <button id="mount" onclick={toggle(&mounted)}>{ "mount" }</button>
            <button id="rename" onclick={rename}>{ "rename" }</button>
            <button id="change" onclick={change}>{ "change" }</button>
            if *mounted {
                <CustomerlyProvider
                    app_id="abcdef12"
                    settings={Settings::new().name(*name)}
                    load={strategy(&load)}
                    retry={app::retry()}
                    consent={*consent}
                    launcher_url={launcher_url()}
                    allow_http=true
                >
                    <Page />
                </CustomerlyProvider>
            }
        </>
    }
}

fn main() {
    if app::option("bundles").is_none() {
        yew::Renderer::<App>::new().render();
        return;
    }
    // Each bundle has a part of the page.
    let part = gloo_utils::document().create_element("section");
    let part = part.expect("an element");
    gloo_utils::body().append_child(&part).expect("a body");
    yew::Renderer::<App>::with_root(part).render();
}
