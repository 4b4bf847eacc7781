//! Rendering on a server: components and hooks work and never access the browser, which would panic.

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{CommandOutcome, Company};
use yew_router::Router;
use yew_router::history::{AnyHistory, MemoryHistory};

#[component]
fn EveryHook() -> Html {
    let chat = use_customerly().expect("the provider is above");
    let open = use_chat_open();
    let status = use_messenger_status();
    let unread = use_unread_messages();
    let conversations = use_unread_conversations();
    let loaded = use_user_loaded();
    use_chat_event(|_: &ChatEvent| unreachable!("a server has no events"));
    use_chat_hidden(true);
    use_chat_page("/pricing");

    // Commands that a component sends while it renders must not access the browser either.
    assert_eq!(chat.load(), CommandOutcome::Queued);
    assert_eq!(chat.open(), CommandOutcome::Queued);
    assert_eq!(chat.set_attribute("plan", "pro"), CommandOutcome::Queued);
    assert_eq!(
        chat.update(Settings::new().name("Ada")),
        CommandOutcome::Queued
    );
    let listener = chat.subscribe(Callback::noop());
    drop(listener);
    let guard = chat.keep_hidden();
    assert_eq!(chat.hide(), CommandOutcome::Queued);
    assert_eq!(chat.show(), CommandOutcome::Queued);
    drop(guard);
    assert!(!chat.is_user_loaded());
    let read = format!("{open} {status:?} {unread} {conversations} {loaded}");
    html! { <p>{ format!("{read} {} {chat:?}", chat.is_open()) }</p> }
}

/// Keeps its guards until the end of the rendering, so that they are dropped on the server.
struct WithGuards {
    listener: Option<ChatListener>,
    hidden: Option<ChatHidden>,
}

impl Component for WithGuards {
    type Message = Rc<ChatEvent>;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            listener: ctx.link().on_chat_event(ctx.link().callback(|event| event)),
            hidden: ctx.link().customerly().map(|chat| chat.keep_hidden()),
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! { <p>{ self.listener.is_some() && self.hidden.is_some() && ctx.link().customerly().is_some() }</p> }
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
            <WithGuards />
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
    html! { <>{ format!("{} {status:?} {unread} {open} ", chat.is_none()) }<WithGuards /></> }
}

#[tokio::test]
async fn provider_hooks_and_scope_render() {
    let html = yew::ServerRenderer::<App>::new()
        .hydratable(false)
        .render()
        .await;
    assert_eq!(
        html,
        "<p>false Idle 0 0 false false Customerly { status: Idle, .. }</p><p>true</p>"
    );
}

#[component]
fn Routed() -> Html {
    let history = AnyHistory::from(MemoryHistory::with_entries(["/pricing"]));
    html! { <Router {history}><App /></Router> }
}

#[tokio::test]
async fn a_router_around_the_provider_adds_no_html() {
    let plain = yew::ServerRenderer::<App>::new().hydratable(false);
    let routed = yew::ServerRenderer::<Routed>::new().hydratable(false);
    assert_eq!(routed.render().await, plain.render().await);
}

/// The app that hydrates the HTML may enable other features of the crate, so no feature may add a
/// component.
#[tokio::test]
async fn the_provider_adds_no_other_component_of_the_crate() {
    let html = yew::ServerRenderer::<Routed>::new().render().await;
    // In debug builds, the hydration markers contain the names of the components.
    assert_eq!(html.matches("<[yew_customerly::").count(), 1, "{html}");
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
async fn a_chat_button_renders_as_if_the_chat_is_not_loaded() {
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
