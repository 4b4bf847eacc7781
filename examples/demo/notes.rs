//! What runs behind the shop: which chat, which container, and how to run others.

use std::time::Duration;

use yew::prelude::*;
use yew_customerly::gtm::{Consent, GoogleTagManager, GtmStatus};

use crate::consent::{Answer, Choice};
use crate::visit::use_visit;

#[component]
pub(crate) fn Notes() -> Html {
    let visit = use_visit();
    let own = visit.app_id.is_some() || visit.gtm.is_some();

    html! {
        <section class="notes" aria-label="What runs here">
            if let Some(app_id) = &visit.app_id {
                <p class="which">
                    { "This is the chat of the project " }<code>{ app_id }</code>{ "." }
                </p>
            } else {
                <p class="which">
                    { "The chat is a stand-in, part of this demo" }
                    { if own { "." } else { ": nothing leaves the page." } }
                    { " Its " }<code>{ "</>" }</code>{ " menu fires the rarer events." }
                </p>
            }
            if let Some(id) = visit.gtm {
                <Container {id} />
            }
            <Answer />
            if own {
                <p class="which"><a href="/">{ "Back to the stand-in" }</a></p>
            } else {
                <p class="which">
                    if visit.ask.is_some() {
                        <a href="/">{ "Do not ask for consent" }</a>
                    } else {
                        <a href="/?ask">{ "Ask for consent first" }</a>
                    }
                </p>
                <Own />
            }
        </section>
    }
}

/// Takes the visitor's own project and container. The browser itself puts them into the address.
#[component]
fn Own() -> Html {
    html! {
        <form class="which">
            <label>
                { "Try your own project" }
                <input name="app_id" placeholder="app id" autocomplete="off" />
            </label>
            <label>
                { "or container" }
                <input name="gtm" placeholder="GTM-…" autocomplete="off" />
            </label>
            <button class="plain">{ "Load" }</button>
        </form>
    }
}

#[derive(Properties, PartialEq)]
struct ContainerProps {
    id: AttrValue,
}

/// The container of Google Tag Manager, whose tags may measure only after a yes.
#[component]
fn Container(props: &ContainerProps) -> Html {
    let status = use_state(|| None::<GtmStatus>);
    let on_status = {
        let status = status.setter();
        move |told: GtmStatus| status.set(Some(told))
    };
    let (class, words) = match &*status {
        None => ("loading", "is on its way".to_owned()),
        Some(GtmStatus::Failed { error, .. }) => ("failed", format!("is not here: {error}")),
        Some(_) => (
            "ready",
            "is here, and gets what the list below shows".to_owned(),
        ),
    };
    // A choice that is remembered comes well within this time.
    let consent = Consent::denied().wait_for_update(Duration::from_millis(500));

    html! {
        <>
            <GoogleTagManager id={props.id.clone()} {consent} {on_status} />
            <Update />
            <p class={classes!("which", "container", class)} role="status">
                { "The container " }<code>{ props.id.clone() }</code>{ " " }{ words }{ "." }
            </p>
        </>
    }
}

/// Tells the container's tags the choice, after the default that the container begins with.
#[component]
fn Update() -> Html {
    let answer = use_context::<Choice>().and_then(|choice| choice.answer());
    use_effect_with(answer, |answer| {
        if let Some(yes) = *answer {
            Consent::new().analytics_storage(yes).push_update();
        }
    });
    Html::default()
}
