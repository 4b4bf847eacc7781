//! An app for the fault tests that reports all events and command outcomes to the page.

#[path = "../support/app.rs"]
mod app;

use std::rc::Rc;
use std::time::Duration;

use wasm_bindgen::prelude::*;
use yew::prelude::*;
use yew_customerly::prelude::*;

use app::{COMMANDS, Statuses};

#[wasm_bindgen]
extern "C" {
    /// Appends an entry to one of the page's lists.
    fn tell(list: &str, entry: &str);
}

/// Sends a command, and reports its outcome to the page.
fn send(chat: &Customerly, (name, run): app::Command) {
    tell("deliveries", &format!("{name} {:?}", run(chat)));
}

/// A struct component that subscribes to every event.
struct Messages {
    _listener: Option<ChatListener>,
}

impl Component for Messages {
    type Message = Rc<ChatEvent>;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let callback = ctx.link().callback(|event: Rc<ChatEvent>| event);
        Self {
            _listener: ctx.link().on_chat_event(callback),
        }
    }

    fn update(&mut self, _: &Context<Self>, event: Self::Message) -> bool {
        tell("messages", event.kind().callback());
        false
    }

    fn view(&self, _: &Context<Self>) -> Html {
        Html::default()
    }
}

/// A function component that subscribes to every event, and renders a button for each command.
#[component]
fn Page() -> Html {
    let chat = use_customerly().expect("the provider is above");
    use_chat_event(|event: &ChatEvent| tell("hook", event.kind().callback()));
    use_effect_with((), {
        let chat = chat.clone();
        move |()| {
            if app::option("early").is_some() {
                // This effect runs before the provider's own effects, so nothing is requested yet.
                COMMANDS[1..]
                    .iter()
                    .for_each(|command| send(&chat, *command));
            }
        }
    });
    let buttons = COMMANDS.iter().map(|&command| {
        let chat = chat.clone();
        html! { <button id={command.0} onclick={move |_| send(&chat, command)}>{ command.0 }</button> }
    });
    html! {
        <>
            { for buttons }
            <Messages />
            <Statuses />
        </>
    }
}

/// The launcher's address: on another origin, or with the option `own`, on the page's origin.
fn launcher_url() -> AttrValue {
    match app::option("own") {
        Some(_) => "/own/launcher.js".into(),
        None => app::launcher_url(),
    }
}

#[component]
fn App() -> Html {
    let mounted = use_state(|| true);
    let count = use_state(|| 0);
    let toggle = {
        let mounted = mounted.clone();
        move |_| mounted.set(!*mounted)
    };
    let add = {
        let count = count.clone();
        move |_| count.set(*count + 1)
    };
    html! {
        <>
            <button id="mount" onclick={toggle}>{ "mount" }</button>
            <button id="count" onclick={add}>{ *count }</button>
            if *mounted {
                <CustomerlyProvider
                    app_id="abcdef12"
                    retry={app::retry()}
                    launcher_url={launcher_url()}
                    allow_http=true
                    timeout={app::milliseconds("timeout").unwrap_or(Duration::from_secs(30))}
                >
                    <Page />
                </CustomerlyProvider>
            }
        </>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
