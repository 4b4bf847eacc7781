//! An app that uses every feature of the crate. The query of its URL selects the load strategy, the
//! launcher URL and the number of attempts.

use std::rc::Rc;
use std::time::Duration;

use serde::Serialize;
use yew::prelude::*;
use yew_customerly::ChatEvent;
use yew_customerly::gtm::{Consent, DataLayer, GoogleTagManager, GtmStatus};
use yew_customerly::prelude::*;
use yew_router::prelude::*;

use crate::app::{COMMANDS, option, retry, strategy};

#[derive(Clone, PartialEq, Routable)]
enum Page {
    #[at("/everything")]
    Home,
    #[at("/everything/pricing")]
    Pricing,
}

#[derive(Clone, Serialize)]
struct Plan {
    plan: &'static str,
    seats: u32,
}

#[component]
pub(crate) fn Everything() -> Html {
    let mounted = use_state(|| true);
    let mount = {
        let mounted = mounted.clone();
        move |_| mounted.set(!*mounted)
    };
    html! {
        <BrowserRouter>
            <h1 id="title">{ "Everything" }</h1>
            <button id="mount" onclick={mount}>{ "mount" }</button>
            if *mounted {
                <Shop />
            }
        </BrowserRouter>
    }
}

#[component]
fn Shop() -> Html {
    let agreed = use_state(|| false);
    let is_known = use_state(|| false);
    let containers = use_state(Vec::new);
    let event_count = use_mut_ref(|| 0);
    let agree = {
        let agreed = agreed.clone();
        move |_| {
            Consent::granted().push_update();
            agreed.set(true);
        }
    };
    let login = {
        let is_known = is_known.clone();
        move |_| is_known.set(!*is_known)
    };
    let on_status = {
        let containers = containers.clone();
        move |status| {
            let mut all: Vec<GtmStatus> = (*containers).clone();
            all.push(status);
            containers.set(all);
        }
    };
    let on_event = move |_: Rc<ChatEvent>| *event_count.borrow_mut() += 1;
    let data_layer = use_memo((), |()| {
        DataLayer::builder()
            .message_text()
            .answer("company_size")
            .query_parameter("load")
            .lead_email_sha256()
            .parameter("chat_files", |event| match event {
                ChatEvent::NewConversation { attachments, .. } => {
                    Some((attachments.len() as f64).into())
                }
                _ => None,
            })
            .build()
            .expect("the parameter names are valid")
    });
    let settings = if *is_known {
        let attributes = Plan {
            plan: "team",
            seats: 3,
        };
        Settings::new()
            .user_id(7)
            .email("ada@example.com")
            .attributes(attributes)
    } else {
        Settings::new().accent_color("#224466")
    };
    let launcher_url = option("launcher").unwrap_or_else(|| "/failing/launcher.js".to_owned());
    html! {
        <>
            <button id="agree" onclick={agree}>{ "agree" }</button>
            <button id="login" onclick={login}>{ "login" }</button>
            <CustomerlyProvider
                app_id="abcdef12"
                {launcher_url}
                {settings}
                load={strategy("load")}
                retry={retry()}
                consent={*agreed}
                data_layer={(*data_layer).clone()}
                {on_event}
            >
                <GoogleTagManager
                    id={["GTM-ONE", "GTM-TWO"]}
                    script_url="/fixtures/gtm.js"
                    default_consent={Consent::denied().wait_for_update(Duration::from_millis(500))}
                    {on_status}
                />
                <Hooks />
                <StructComponent />
            </CustomerlyProvider>
        </>
    }
}

/// Uses each hook, the chat button and each command.
#[component]
fn Hooks() -> Html {
    let chat = use_customerly().expect("the provider is above");
    let status = use_messenger_status();
    let open = use_chat_open();
    let unread = use_unread_messages();
    let user = use_user_loaded();
    let menu = use_state(|| false);
    use_chat_hidden(*menu);
    let events = use_state(|| 0);
    use_chat_event({
        let events = events.clone();
        move |_| events.set(*events + 1)
    });
    let trigger = use_node_ref();
    use_chat_trigger(&trigger);
    let navigator = use_navigator().expect("the router is above");
    let route: Option<Page> = use_route();

    let toggle_menu = {
        let menu = menu.clone();
        move |_| menu.set(!*menu)
    };
    let go = move |_| navigator.push(&Page::Pricing);
    let commands = COMMANDS.iter().map(|&(name, run)| {
        let chat = chat.clone();
        html! { <button id={name} onclick={move |_| drop(run(&chat))}>{ name }</button> }
    });
    let name = match &status {
        MessengerStatus::Failed(error) => error.to_string(),
        other => format!("{other:?}"),
    };
    html! {
        <>
            <button id="menu" onclick={toggle_menu}>{ "menu" }</button>
            <button id="go" onclick={go}>{ "go" }</button>
            { for commands }
            <button id="trigger" ref={trigger}>{ "trigger" }</button>
            <p id="status">{ name }</p>
            <p id="opened">{ open }</p>
            <p id="events">{ *events }</p>
            <p id="page">{ if route == Some(Page::Pricing) { "pricing" } else { "home" } }</p>
            <p id="unread">{ unread }</p>
            <p id="user">{ user }</p>
            <ChatButton hide_launcher={*menu} fallback={html! { <p id="fallback">{ "Write to us" }</p> }}>
                { "Chat" }
            </ChatButton>
        </>
    }
}

/// Subscribes to events as a struct component.
struct StructComponent {
    count: usize,
    _listener: Option<ChatListener>,
}

impl Component for StructComponent {
    type Message = Rc<ChatEvent>;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            count: 0,
            _listener: ctx.link().on_chat_event(ctx.link().callback(|event| event)),
        }
    }

    fn update(&mut self, _: &Context<Self>, _: Self::Message) -> bool {
        self.count += 1;
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        html! { <p id="count">{ self.count }</p> }
    }
}
