use yew::prelude::*;
use yew_customerly::prelude::*;

use super::not_found::NotFound;
use crate::ask_button::AskButton;
use crate::lamp_picture::LampPicture;
use crate::lamps::Lamp;
use crate::page::Page;
use crate::route::Route;
use crate::route_link::RouteLink;
use crate::save_button::SaveButton;

#[derive(Properties, PartialEq)]
pub(crate) struct LampPageProps {
    pub(crate) slug: AttrValue,
}

#[component]
pub(crate) fn LampPage(props: &LampPageProps) -> Html {
    match Lamp::find(&props.slug) {
        Some(lamp) => html! { <LampDetails {lamp} /> },
        None => html! { <NotFound /> },
    }
}

#[derive(Properties, PartialEq)]
struct LampDetailsProps {
    lamp: &'static Lamp,
}

#[component]
fn LampDetails(props: &LampDetailsProps) -> Html {
    let lamp = props.lamp;

    // Shows the support team which lamp the visitor is looking at.
    let chat = use_customerly();
    use_effect_with(lamp.slug, move |slug| {
        if let Some(chat) = chat {
            chat.track_event("lamp_viewed");
            chat.set_attribute("last_lamp_viewed", *slug);
        }
    });

    let facts = lamp.facts.iter().map(|(name, value)| {
        html! { <div key={*name}><dt>{ *name }</dt><dd>{ *value }</dd></div> }
    });

    html! {
        <Page title={lamp.name} class="lamp">
            <p class="breadcrumb"><RouteLink route={Route::Lamps}>{ "All lamps" }</RouteLink></p>
            <div class="details">
                <LampPicture {lamp} />
                <div>
                    <h1>{ lamp.name }</h1>
                    <p class="kind">{ lamp.kind }<span class="price">{ format!("€{}", lamp.price) }</span></p>
                    <p class="lead">{ lamp.lead }</p>
                    <p>{ lamp.text }</p>
                    <dl class="facts">{ for facts }</dl>
                    <p class="actions">
                        <AskButton draft={format!("About the {}: ", lamp.name)}>
                            { "Ask about the " }{ lamp.name }
                        </AskButton>
                        <SaveButton lamp={lamp.slug} />
                        <RouteLink route={Route::Pricing}>{ "Prices and delivery" }</RouteLink>
                    </p>
                </div>
            </div>
        </Page>
    }
}
