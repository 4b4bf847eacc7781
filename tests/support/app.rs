//! What the apps share that the tests serve: what the page's address asks for, all that can be
//! commanded, and how the chat was.
#![allow(dead_code)] // Each app uses a part of it.

use std::time::Duration;

use web_sys::UrlSearchParams;
use yew::prelude::*;
use yew_customerly::CommandOutcome;
use yew_customerly::prelude::*;

/// What the address says after `name=`.
pub(crate) fn option(name: &str) -> Option<String> {
    let location = web_sys::window()?.location();
    let options = UrlSearchParams::new_with_str(&location.search().ok()?).ok()?;
    options.get(name)
}

pub(crate) fn milliseconds(name: &str) -> Option<Duration> {
    Some(Duration::from_millis(option(name)?.parse().ok()?))
}

/// The strategy that the address says after `name=`.
pub(crate) fn strategy(name: &str) -> LoadStrategy {
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

/// The policy with so many `attempts`, the first one after `first` milliseconds.
pub(crate) fn retry() -> Retry {
    let Some(attempts) = option("attempts") else {
        return Retry::never();
    };
    let policy = Retry::backoff(attempts.parse().expect("a number"));
    match milliseconds("first") {
        Some(delay) => policy.first_delay(delay),
        None => policy,
    }
}

/// Where the page says that the launcher is, with what the address says of it.
pub(crate) fn launcher_url() -> AttrValue {
    let page = gloo_utils::document_element();
    let url = page.get_attribute("data-launcher");
    let query = option("launcher").unwrap_or_default();
    [&url.expect("the page names it"), "?", &query]
        .concat()
        .into()
}

pub(crate) type Command = (&'static str, fn(&Customerly) -> CommandOutcome);

/// Everything that an app can ask of the chat.
pub(crate) const COMMANDS: [Command; 15] = [
    ("load", Customerly::load),
    ("open", Customerly::open),
    ("showArticle", |chat| chat.show_article(17)),
    ("showBookMeeting", Customerly::show_book_meeting),
    ("showNewMessage", |chat| chat.show_new_message("hello")),
    ("sendNewMessage", |chat| chat.send_new_message("hello")),
    ("close", Customerly::close),
    ("show", Customerly::show),
    ("hide", Customerly::hide),
    ("event", |chat| chat.track_event("seen")),
    ("attribute", |chat| chat.set_attribute("plan", "pro")),
    ("logout", Customerly::logout),
    ("registerLead", |chat| chat.register_lead("ada@example.com")),
    ("update", |chat| chat.update(Settings::new())),
    ("updateName", |chat| {
        chat.update(Settings::new().name("Ada"))
    }),
];

/// Each status that the chat had.
#[component]
pub(crate) fn Statuses() -> Html {
    let status = use_messenger_status();
    let seen = use_mut_ref(Vec::new);
    let name = match status {
        MessengerStatus::Failed(_) => "Failed".to_owned(),
        other => format!("{other:?}"),
    };
    if seen.borrow().last() != Some(&name) {
        seen.borrow_mut().push(name);
    }
    html! { <p id="statuses">{ seen.borrow().join(" ") }</p> }
}
