//! An app whose address says when the chat is to be loaded, for the tests of load strategies.

use std::time::Duration;

use web_sys::UrlSearchParams;
use yew::prelude::*;
use yew_customerly::prelude::*;

/// What the address says after `name=`.
fn option(name: &str) -> Option<String> {
    let location = web_sys::window()?.location();
    let options = UrlSearchParams::new_with_str(&location.search().ok()?).ok()?;
    options.get(name)
}

fn milliseconds(name: &str) -> Option<Duration> {
    Some(Duration::from_millis(option(name)?.parse().ok()?))
}

/// The strategy of that name.
fn strategy(name: &str) -> LoadStrategy {
    match option(name).as_deref() {
        None | Some("immediately") => LoadStrategy::immediately(),
        Some("manual") => LoadStrategy::manual(),
        Some("idle") => LoadStrategy::when_idle(),
        Some("after") => LoadStrategy::after(milliseconds("delay").expect("a delay")),
        Some("interaction") => LoadStrategy::on_interaction(),
        Some("button") => LoadStrategy::on_chat_button(),
        Some(other) => panic!("no strategy is called {other}"),
    }
}

fn retry() -> Retry {
    let Some(attempts) = option("attempts") else {
        return Retry::never();
    };
    let policy = Retry::backoff(attempts.parse().expect("a number"));
    match milliseconds("first") {
        Some(delay) => policy.first_delay(delay),
        None => policy,
    }
}

fn launcher_url() -> Option<AttrValue> {
    if option("launcher").as_deref() == Some("default") {
        return None;
    }
    let page = web_sys::window()?.document()?.document_element()?;
    let query = option("launcher").unwrap_or_default();
    Some(
        [&page.get_attribute("data-launcher")?, "?", &query]
            .concat()
            .into(),
    )
}

type Command = (&'static str, fn(&Customerly));

/// Everything that an app can ask of the chat.
const COMMANDS: [Command; 15] = [
    ("load", |chat| drop(chat.load())),
    ("open", |chat| drop(chat.open())),
    ("showArticle", |chat| drop(chat.show_article(17))),
    ("showBookMeeting", |chat| drop(chat.show_book_meeting())),
    ("showNewMessage", |chat| {
        drop(chat.show_new_message("hello"))
    }),
    ("sendNewMessage", |chat| {
        drop(chat.send_new_message("hello"))
    }),
    ("close", |chat| drop(chat.close())),
    ("show", |chat| drop(chat.show())),
    ("hide", |chat| drop(chat.hide())),
    ("event", |chat| drop(chat.track_event("seen"))),
    ("attribute", |chat| drop(chat.set_attribute("plan", "pro"))),
    ("logout", |chat| drop(chat.logout())),
    ("registerLead", |chat| {
        drop(chat.register_lead("ada@example.com"))
    }),
    ("update", |chat| drop(chat.update(Settings::new()))),
    ("updateName", |chat| {
        drop(chat.update(Settings::new().name("Ada")))
    }),
];

/// A button for each command, and each status that the chat had.
#[component]
fn Page() -> Html {
    let chat = use_customerly().expect("the provider is above");
    use_effect_with((), {
        let chat = chat.clone();
        move |()| {
            // Before the provider's own effects.
            let early = option("early");
            for (_, run) in COMMANDS
                .iter()
                .filter(|(name, _)| early.as_deref() == Some(name))
            {
                run(&chat);
            }
        }
    });
    let status = use_messenger_status();
    let seen = use_mut_ref(Vec::new);
    let name = match status {
        MessengerStatus::Failed(_) => "Failed".to_owned(),
        other => format!("{other:?}"),
    };
    if seen.borrow().last() != Some(&name) {
        seen.borrow_mut().push(name);
    }
    let buttons = COMMANDS.iter().map(|&(name, run)| {
        let chat = chat.clone();
        html! { <button id={name} onclick={move |_| run(&chat)}>{ name }</button> }
    });
    html! {
        <>
            { for buttons }
            <p id="statuses">{ seen.borrow().join(" ") }</p>
            <div style="padding-top: 300vh"><ChatButton id="own" /></div>
        </>
    }
}

#[component]
fn App() -> Html {
    let consent = use_state(|| option("consent").is_none());
    let mounted = use_state(|| true);
    let name = use_state(|| "Ada");
    let load = use_state(|| "load");
    let turn = |state: &UseStateHandle<bool>| {
        let state = state.clone();
        move |_| state.set(!*state)
    };
    let rename = {
        let name = name.clone();
        move |_| name.set("Grace")
    };
    let change = {
        let load = load.clone();
        move |_| load.set("then")
    };
    html! {
        <>
            <button id="consent" onclick={turn(&consent)}>{ "consent" }</button>
            <button id="mount" onclick={turn(&mounted)}>{ "mount" }</button>
            <button id="rename" onclick={rename}>{ "rename" }</button>
            <button id="change" onclick={change}>{ "change" }</button>
            if *mounted {
                <CustomerlyProvider
                    app_id="abcdef12"
                    settings={Settings::new().name(*name)}
                    load={strategy(&load)}
                    retry={retry()}
                    consent={*consent}
                    launcher_url={launcher_url()}
                    allow_http=true
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
