//! What may leave the page: each switch is one method of the data layer's configuration.

use yew::prelude::*;
use yew_customerly::gtm::{DataLayer, Key};
use yew_router::prelude::*;

use crate::route::Route;
use crate::switched::Switched;
use crate::visit::{Visit, use_visit};

/// Which switches are on. None is at first.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Leaving {
    message: bool,
    unredacted: bool,
    answers: bool,
    color: bool,
}

impl Leaving {
    pub(crate) fn data_layer(self) -> DataLayer {
        let mut layer = DataLayer::new();
        if self.message {
            layer = layer.message_text();
        }
        if self.message && self.unredacted {
            layer = layer.unredacted(Key::MessageText);
        }
        if self.answers {
            layer = layer.answer("company_size");
        }
        if self.color {
            layer = layer.query_parameter("color");
        }
        layer
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct MayLeaveProps {
    pub(crate) leaving: UseStateHandle<Leaving>,
}

/// The switches.
#[component]
pub(crate) fn MayLeave(props: &MayLeaveProps) -> Html {
    let visit = use_visit();
    let here = use_route::<Route>().unwrap_or(Route::Home);
    let on = *props.leaving;
    let change = |set: fn(&mut Leaving, bool)| {
        let leaving = props.leaving.clone();
        Callback::from(move |on: bool| {
            let mut changed = *leaving;
            set(&mut changed, on);
            leaving.set(changed);
        })
    };
    let colored = Visit {
        color: Some("brass".to_owned()),
        ..visit
    };

    html! {
        <fieldset class="leaving">
            <legend>{ "What may leave" }</legend>
            <p>{ "The next event shows what a switch changes in the data layer." }</p>
            <Switched name="message" on={on.message} change={change(|to, on| to.message = on)}>
                { "The message’s text" }
            </Switched>
            <Switched
                name="unredacted"
                on={on.message && on.unredacted}
                disabled={!on.message}
                change={change(|to, on| to.unredacted = on)}
            >
                { "with the addresses and numbers in it" }
            </Switched>
            <Switched name="answers" on={on.answers} change={change(|to, on| to.answers = on)}>
                { "Answers to the question of " }<code>{ "company_size" }</code>
            </Switched>
            <Switched name="color" on={on.color} change={change(|to, on| to.color = on)}>
                { "The address’s " }<code>{ "?color=" }</code>
            </Switched>
            <Link<Route, Visit> to={here} query={colored}>{ "Give it brass" }</Link<Route, Visit>>
        </fieldset>
    }
}
