//! Which chat and container this page runs with, and a form to try others.

use std::time::Duration;

use yew::prelude::*;
use yew_customerly::gtm::{Consent, GoogleTagManager, GtmStatus};

use crate::consent::{ConsentNote, ConsentState};
use crate::site_query::use_site_query;

#[component]
pub(crate) fn Setup() -> Html {
    let query = use_site_query();
    let is_customized = query.app_id.is_some() || query.gtm.is_some();

    html! {
        <section class="setup" aria-label="Setup">
            if let Some(app_id) = &query.app_id {
                <p class="which">
                    { "This is the chat of the project " }<code>{ app_id }</code>{ "." }
                </p>
            } else {
                <p class="which">
                    { "The chat is a stand-in that comes with this demo" }
                    { if is_customized { "." } else { "; nothing leaves the page." } }
                    { " Its " }<code>{ "</>" }</code>{ " menu fires the rarer events." }
                </p>
            }
            if let Some(id) = query.gtm {
                <ContainerStatus {id} />
            }
            <ConsentNote />
            if is_customized {
                <p class="which"><a href="/">{ "Back to the stand-in" }</a></p>
            } else {
                <p class="which">
                    if query.ask.is_some() {
                        <a href="/">{ "Don’t ask for consent" }</a>
                    } else {
                        <a href="/?ask">{ "Ask for consent first" }</a>
                    }
                </p>
                <ProjectForm />
            }
        </section>
    }
}

/// Takes the id of a project or a container. The browser submits the form and so puts the ids into the
/// query.
#[component]
fn ProjectForm() -> Html {
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
struct ContainerStatusProps {
    id: AttrValue,
}

/// Loads a Google Tag Manager container, whose tags may measure only after consent, and shows its
/// status.
#[component]
fn ContainerStatus(props: &ContainerStatusProps) -> Html {
    let status = use_state(|| None::<GtmStatus>);
    let on_status = {
        let setter = status.setter();
        move |status: GtmStatus| setter.set(Some(status))
    };
    let (class, text) = match &*status {
        None => ("loading", "is loading".to_owned()),
        Some(GtmStatus::Failed { error, .. }) => ("failed", format!("did not load: {error}")),
        Some(_) => (
            "ready",
            "has loaded and receives the events listed below".to_owned(),
        ),
    };
    // Enough time for an answer that an earlier visit stored.
    let default_consent = Consent::denied().wait_for_update(Duration::from_millis(500));

    html! {
        <>
            <GoogleTagManager id={props.id.clone()} {default_consent} {on_status} />
            <ConsentUpdate />
            <p class={classes!("which", "container", class)} role="status">
                { "The container " }<code>{ props.id.clone() }</code>{ " " }{ text }{ "." }
            </p>
        </>
    }
}

/// Pushes the visitor's answer. A component of its own after `GoogleTagManager`, so that its effect runs
/// after the consent default has been pushed.
#[component]
fn ConsentUpdate() -> Html {
    let answer = use_context::<ConsentState>().and_then(|consent| consent.answer());
    use_effect_with(answer, |answer| {
        if let Some(is_granted) = *answer {
            Consent::new().analytics_storage(is_granted).push_update();
        }
    });
    Html::default()
}
