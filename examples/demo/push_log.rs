//! What the data layer's `on_push` saw: every push, of the chat's events and of the shop's own.

use std::collections::VecDeque;
use std::rc::Rc;

use yew::prelude::*;
use yew_customerly::gtm::Push;

/// The most pushes that the list keeps.
const MAX_PUSHES: usize = 8;

/// The latest pushes, newest first, numbered because a list that grows at the top needs stable keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PushHistory {
    pushes: VecDeque<(u32, Rc<Push>)>,
    last_number: u32,
}

impl Reducible for PushHistory {
    type Action = Push;

    fn reduce(self: Rc<Self>, push: Push) -> Rc<Self> {
        let mut history = Rc::unwrap_or_clone(self);
        history.last_number += 1;
        history
            .pushes
            .push_front((history.last_number, Rc::new(push)));
        history.pushes.truncate(MAX_PUSHES);
        history.into()
    }
}

#[derive(PartialEq, Properties)]
pub(crate) struct PushLogProps {
    pub(crate) history: UseReducerHandle<PushHistory>,
}

#[component]
pub(crate) fn PushLog(props: &PushLogProps) -> Html {
    let pushes = &props.history.pushes;
    html! {
        <section class="push-log" aria-labelledby="pushes">
            <h2 id="pushes">{ "Pushes" }</h2>
            if pushes.is_empty() {
                <p class="empty">
                    { "Save a lamp, or open the chat: " }<code>{ "on_push" }</code>
                    { " shows here what reached the data layer." }
                </p>
            }
            <ol reversed=true class="entries">
                { for pushes.iter().map(|(number, push)| html! {
                    <li key={*number}>
                        <pre class="message" data-event={push.event().to_owned()}>{ format!("{push:?}") }</pre>
                    </li>
                }) }
            </ol>
        </section>
    }
}
