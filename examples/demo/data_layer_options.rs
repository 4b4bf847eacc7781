//! What else the data layer gets: each switch is one method of its configuration.

use yew::prelude::*;
use yew_customerly::gtm::{DataLayer, DataLayerKey, Push};
use yew_router::prelude::*;

use crate::route::Route;
use crate::site_query::{SiteQuery, use_site_query};
use crate::toggle::Toggle;

/// Which switches are on. Initially none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct DataLayerOptions {
    message: bool,
    unredacted: bool,
    answers: bool,
    color: bool,
}

impl DataLayerOptions {
    /// The configuration with these switches. `on_push` gets everything that is pushed.
    pub(crate) fn data_layer(self, on_push: impl Fn(&Push) + 'static) -> DataLayer {
        let mut data_layer = DataLayer::builder().on_push(on_push);
        if self.message {
            data_layer = data_layer.message_text();
        }
        if self.message && self.unredacted {
            data_layer = data_layer.unredacted(DataLayerKey::MessageText);
        }
        if self.answers {
            data_layer = data_layer.answer("company_size");
        }
        if self.color {
            data_layer = data_layer.query_parameter("color");
        }
        // No option of these can be wrong.
        data_layer.build().unwrap_or_default()
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct DataLayerSwitchesProps {
    pub(crate) options: UseStateHandle<DataLayerOptions>,
}

#[component]
pub(crate) fn DataLayerSwitches(props: &DataLayerSwitchesProps) -> Html {
    let query = use_site_query();
    let route = use_route::<Route>().unwrap_or(Route::Home);
    let options = *props.options;
    let onchange = |set: fn(&mut DataLayerOptions, bool)| {
        let state = props.options.clone();
        Callback::from(move |is_on: bool| {
            let mut options = *state;
            set(&mut options, is_on);
            state.set(options);
        })
    };
    let with_color = SiteQuery {
        color: Some("brass".to_owned()),
        ..query
    };

    html! {
        <fieldset class="data-layer-options">
            <legend>{ "What may leave the page" }</legend>
            <p>{ "By default, none of this does. The next event shows what a switch changes." }</p>
            <Toggle
                name="message"
                checked={options.message}
                onchange={onchange(|options, is_on| options.message = is_on)}
            >
                { "The text of messages" }
            </Toggle>
            <Toggle
                name="unredacted"
                checked={options.message && options.unredacted}
                disabled={!options.message}
                onchange={onchange(|options, is_on| options.unredacted = is_on)}
            >
                { "including email addresses and phone numbers" }
            </Toggle>
            <Toggle
                name="answers"
                checked={options.answers}
                onchange={onchange(|options, is_on| options.answers = is_on)}
            >
                { "Answers to the question " }<code>{ "company_size" }</code>
            </Toggle>
            <Toggle
                name="color"
                checked={options.color}
                onchange={onchange(|options, is_on| options.color = is_on)}
            >
                <code>{ "?color=" }</code>{ " in the page’s address" }
            </Toggle>
            <Link<Route, SiteQuery> to={route} query={with_color}>{ "Set it to brass" }</Link<Route, SiteQuery>>
        </fieldset>
    }
}
