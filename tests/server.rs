//! Rendering on a server: everything is there, and nothing touches the browser, which would panic.
#![cfg(not(target_family = "wasm"))]

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{Company, Delivery};

#[component]
fn EveryHook() -> Html {
    let chat = use_customerly().expect("the provider is above");
    let open = use_chat_open();
    let status = use_messenger_status();
    let unread = use_unread_messages();
    use_chat_event(|_: &ChatEvent| unreachable!("a server has no events"));

    // What a component may do while it renders must not touch the browser either.
    assert_eq!(chat.load(), Delivery::Held);
    assert_eq!(chat.open(), Delivery::Held);
    assert_eq!(chat.set_attribute("plan", "pro"), Delivery::Held);
    assert_eq!(chat.update(Settings::new().name("Ada")), Delivery::Held);
    let listener = chat.subscribe(Callback::noop());
    drop(listener);
    html! { <p>{ format!("{open} {status:?} {unread} {} {chat:?}", chat.is_open()) }</p> }
}

struct Listening {
    listener: Option<ChatListener>,
}

impl Component for Listening {
    type Message = Rc<ChatEvent>;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            listener: ctx.link().on_chat_event(ctx.link().callback(|event| event)),
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! { <p>{ self.listener.is_some() && ctx.link().customerly().is_some() }</p> }
    }
}

fn settings() -> Settings {
    Settings::new()
        .user_id(7)
        .attributes(BTreeMap::from([("plan", "pro")]))
        .company(Company::new("acme"))
}

#[component]
fn App() -> Html {
    html! {
        <CustomerlyProvider
            app_id="abcdef12"
            settings={settings()}
            load={LoadStrategy::when_idle()}
            retry={Retry::backoff(3)}
        >
            <EveryHook />
            <Listening />
        </CustomerlyProvider>
    }
}

#[component]
fn Alone() -> Html {
    let chat = use_customerly();
    let status = use_messenger_status();
    let unread = use_unread_messages();
    let open = use_chat_open();
    use_chat_event(|_: &ChatEvent| ());
    html! { <>{ format!("{} {status:?} {unread} {open} ", chat.is_none()) }<Listening /></> }
}

#[tokio::test]
async fn provider_hooks_and_scope_render() {
    let html = yew::ServerRenderer::<App>::new()
        .hydratable(false)
        .render()
        .await;
    assert_eq!(
        html,
        "<p>false Idle 0 false Customerly { status: Idle, .. }</p><p>true</p>"
    );
}

#[tokio::test]
async fn hooks_and_scope_render_without_a_provider() {
    let html = yew::ServerRenderer::<Alone>::new()
        .hydratable(false)
        .render()
        .await;
    assert_eq!(html, "true Idle 0 false <p>false</p>");
}

#[component]
fn Buttons() -> Html {
    let mail = html! { <a href="mailto:help@example.com">{ "Write" }</a> };
    html! {
        <>
            <CustomerlyProvider app_id="abcdef12">
                <ChatButton class="round" hide_launcher=true fallback={mail.clone()} />
            </CustomerlyProvider>
            <ChatButton fallback={mail} />
        </>
    }
}

#[tokio::test]
async fn a_chat_button_renders_as_of_a_chat_that_is_not_loaded() {
    let html = yew::ServerRenderer::<Buttons>::new()
        .hydratable(false)
        .render()
        .await;
    assert_eq!(
        html,
        "<button type=\"button\" data-status=\"idle\" aria-expanded=\"false\" \
         aria-haspopup=\"dialog\" class=\"round\">Chat</button>\
         <a href=\"mailto:help@example.com\">Write</a>"
    );
}
