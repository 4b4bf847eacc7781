//! A struct component that subscribes to the events.

use std::rc::Rc;

use bench_apps::{APP_ID, AskButton};
use yew::prelude::*;
use yew_customerly::prelude::*;

struct Conversations {
    count: u32,
    _listener: Option<ChatListener>,
}

impl Component for Conversations {
    type Message = Rc<ChatEvent>;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            count: 0,
            _listener: ctx.link().on_chat_event(ctx.link().callback(|event| event)),
        }
    }

    fn update(&mut self, _ctx: &Context<Self>, event: Rc<ChatEvent>) -> bool {
        let is_new = matches!(*event, ChatEvent::NewConversation { .. });
        self.count += u32::from(is_new);
        is_new
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        html! { <p>{ self.count }</p> }
    }
}

#[component]
fn App() -> Html {
    html! {
        <CustomerlyProvider app_id={APP_ID}>
            <AskButton />
            <Conversations />
        </CustomerlyProvider>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
