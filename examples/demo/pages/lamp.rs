use yew::prelude::*;
use yew_customerly::prelude::*;

use super::NotFound;
use crate::ask::Ask;
use crate::lamps::Lamp;
use crate::link::To;
use crate::page::Page;
use crate::picture::Picture;
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(crate) struct LampPageProps {
    pub(crate) slug: AttrValue,
}

#[component]
pub(crate) fn LampPage(props: &LampPageProps) -> Html {
    match Lamp::find(&props.slug) {
        Some(lamp) => html! { <Details {lamp} /> },
        None => html! { <NotFound /> },
    }
}

#[derive(Properties, PartialEq)]
struct DetailsProps {
    lamp: &'static Lamp,
}

#[component]
fn Details(props: &DetailsProps) -> Html {
    let lamp = props.lamp;

    // The team sees in the chat which lamp the visitor looked at.
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
            <p class="trail"><To route={Route::Lamps}>{ "All lamps" }</To></p>
            <div class="details">
                <Picture {lamp} />
                <div>
                    <h1>{ lamp.name }</h1>
                    <p class="kind">{ lamp.kind }<span class="price">{ format!("€ {}", lamp.price) }</span></p>
                    <p class="lead">{ lamp.lead }</p>
                    <p>{ lamp.text }</p>
                    <dl class="facts">{ for facts }</dl>
                    <p class="actions">
                        <Ask about={format!("About the {}: ", lamp.name)}>
                            { "Ask about the " }{ lamp.name }
                        </Ask>
                        <To route={Route::Pricing}>{ "Delivery and prices" }</To>
                    </p>
                </div>
            </div>
        </Page>
    }
}
