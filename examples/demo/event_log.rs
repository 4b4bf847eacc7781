//! The list of events, newest first: a struct component that gets each event as a message.

use std::collections::VecDeque;
use std::rc::Rc;

use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::event_record::{EventRecord, LogEntry};

/// The most events that the list keeps.
const MAX_RECORDS: usize = 50;

pub(crate) enum Msg {
    Event(EventRecord),
    Clear,
}

pub(crate) struct EventLog {
    /// Numbered, because a list that grows at the top needs stable keys.
    records: VecDeque<(u32, Rc<EventRecord>)>,
    last_number: u32,
    /// Dropping it ends the subscription. `None` outside of a provider.
    _listener: Option<ChatListener>,
}

impl Component for EventLog {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        // If only the event mattered, a message that holds the `Rc<ChatEvent>` would do. The push is
        // read here because Yew may run `update` only after several events.
        let on_event = ctx
            .link()
            .callback(|event: Rc<ChatEvent>| Msg::Event(EventRecord::new(&event)));
        Self {
            records: VecDeque::new(),
            last_number: 0,
            _listener: ctx.link().on_chat_event(on_event),
        }
    }

    fn update(&mut self, _ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Event(record) => {
                self.last_number += 1;
                self.records.push_front((self.last_number, Rc::new(record)));
                self.records.truncate(MAX_RECORDS);
            }
            Msg::Clear => self.records.clear(),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let clear = ctx.link().callback(|_| Msg::Clear);
        html! {
            <section class="event-log" aria-labelledby="events">
                <header>
                    <h2 id="events">{ "Events" }</h2>
                    <button class="plain" onclick={clear} disabled={self.records.is_empty()}>
                        { "Clear" }
                    </button>
                </header>
                if self.records.is_empty() {
                    <p class="empty">{ "Open the chat: everything that happens in it appears here." }</p>
                }
                <ol reversed=true class="entries">
                    { for self.records.iter().map(|(number, record)| html! {
                        <li key={*number}><LogEntry record={record.clone()} /></li>
                    }) }
                </ol>
            </section>
        }
    }
}
