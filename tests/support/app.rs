//! Shared by the apps that the tests serve: the options in the page's URL, all commands, and the statuses
//! of the chat.
#![allow(dead_code)] // Each app uses a part of it.

use std::time::Duration;

use web_sys::UrlSearchParams;
use yew::prelude::*;
use yew_customerly::CommandOutcome;
use yew_customerly::prelude::*;

/// The value of `name` in the query of the page's URL.
pub(crate) fn option(name: &str) -> Option<String> {
    let location = web_sys::window()?.location();
    let query = UrlSearchParams::new_with_str(&location.search().ok()?).ok()?;
    query.get(name)
}

pub(crate) fn milliseconds(name: &str) -> Option<Duration> {
    Some(Duration::from_millis(option(name)?.parse().ok()?))
}

/// The load strategy that the option `name` selects.
pub(crate) fn strategy(name: &str) -> LoadStrategy {
    match option(name).as_deref() {
        None | Some("immediately") => LoadStrategy::immediately(),
        Some("manual") => LoadStrategy::manual(),
        Some("idle") => LoadStrategy::when_idle(),
        Some("after") => LoadStrategy::after(milliseconds("delay").expect("a delay")),
        Some("interaction") => LoadStrategy::on_interaction(),
        Some("button") => LoadStrategy::on_chat_button(),
        Some(other) => panic!("unknown load strategy: {other}"),
    }
}

/// The retry policy of the options `attempts` and `first`, the first delay in milliseconds.
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

/// The launcher's URL in the page's `data-launcher`, with the option `launcher` as its query.
pub(crate) fn launcher_url() -> AttrValue {
    let page = gloo_utils::document_element();
    let url = page.get_attribute("data-launcher");
    let query = option("launcher").unwrap_or_default();
    [&url.expect("a launcher's URL in the page"), "?", &query]
        .concat()
        .into()
}

pub(crate) type Command = (&'static str, fn(&Customerly) -> CommandOutcome);

/// Every command that an app can send, with one call of it; but `logout`, which would end those before it.
pub(crate) const COMMANDS: [Command; 14] = [
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
    ("registerLead", |chat| chat.register_lead("ada@example.com")),
    ("update", |chat| chat.update(Settings::new())),
    ("updateName", |chat| {
        chat.update(Settings::new().name("Ada"))
    }),
];

/// Renders every status of the chat so far.
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
