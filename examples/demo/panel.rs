//! The list of events, newest first: a struct component, which gets each event as a message.

use std::collections::VecDeque;
use std::rc::Rc;

use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::record::{Entry, Record};

/// How many events are kept.
const KEPT: usize = 50;

pub(crate) enum Msg {
    Heard(Record),
    Cleared,
}

pub(crate) struct Panel {
    /// Numbered, as a list that grows at its head needs lasting keys.
    records: VecDeque<(u32, Rc<Record>)>,
    heard: u32,
    /// Kept, because dropping it ends the subscription. `None` outside a provider.
    _listener: Option<ChatListener>,
}

impl Component for Panel {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        // `callback(Msg::Chat)` would do for the event alone. The push is read here, and not in
        // `update`, because Yew may run that only after several events.
        let heard = ctx
            .link()
            .callback(|event: Rc<ChatEvent>| Msg::Heard(Record::now(&event)));
        Self {
            records: VecDeque::new(),
            heard: 0,
            _listener: ctx.link().on_chat_event(heard),
        }
    }

    fn update(&mut self, _ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Heard(record) => {
                self.heard += 1;
                self.records.push_front((self.heard, Rc::new(record)));
                self.records.truncate(KEPT);
            }
            Msg::Cleared => self.records.clear(),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let clear = ctx.link().callback(|_| Msg::Cleared);
        html! {
            <section class="panel" aria-labelledby="heard">
                <header>
                    <h2 id="heard">{ "What the page heard" }</h2>
                    <button class="plain" onclick={clear} disabled={self.records.is_empty()}>
                        { "Clear" }
                    </button>
                </header>
                if self.records.is_empty() {
                    <p class="empty">{ "Open the chat: each thing that happens in it appears here." }</p>
                }
                <ol reversed=true class="entries">
                    { for self.records.iter().map(|(number, record)| html! {
                        <li key={*number}><Entry record={record.clone()} /></li>
                    }) }
                </ol>
            </section>
        }
    }
}
