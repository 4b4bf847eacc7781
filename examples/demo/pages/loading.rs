use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::code_sample::CodeSample;
use crate::feature_page::FeaturePage;
use crate::launcher_requests::use_launcher_requests;
use crate::load_options::LOAD_OPTIONS;
use crate::reload_options::ReloadOptions;
use crate::route::Route;
use crate::site_query::{SiteQuery, use_site_query};
use crate::status_history::StatusHistory;

const MANUAL_CODE: &str = "

// In a component below it:
let chat = use_customerly();
let onclick = move |_| {
    if let Some(chat) = &chat {
        chat.load();
    }
};";

#[component]
pub(crate) fn Loading() -> Html {
    html! {
        <FeaturePage
            title="When to load"
            class="loading"
            lead="Until the time the shop has chosen, nothing is requested from Customerly. A visitor \
                  who presses a button that needs the chat does not have to wait for it. Each option \
                  reloads this page, because a page cannot exchange its chat."
        >
            <div class="columns">
                <StrategyOptions />
                <Timeline />
            </div>
            <FailureOptions />
            <ProviderCode />
            <section class="aside">
                <div>
                    <h2>{ "The bell at the workshop door" }</h2>
                    <p>{ "A chat button at the bottom of the page. The chat can load when someone \
                          scrolls this far." }</p>
                </div>
                <ChatButton class="button" label="Ring the bell" />
            </section>
        </FeaturePage>
    }
}

#[component]
fn StrategyOptions() -> Html {
    let query = use_site_query();
    let links = LOAD_OPTIONS.iter().map(|option| {
        let is_current = option.name == query.load_option().name;
        let query = SiteQuery {
            load: Some(option.name.to_owned()),
            ..query.clone()
        };
        html! {
            <li key={option.name}>
                <a href={query.address(&Route::Loading)} aria-current={is_current.then_some("true")}>
                    { option.title }
                </a>
                <p>{ option.description }</p>
            </li>
        }
    });

    html! {
        <section aria-labelledby="strategy">
            <h2 id="strategy">{ "Load the chat" }</h2>
            <ul class="strategy-options">{ for links }</ul>
        </section>
    }
}

/// The requests and status changes since the page was opened.
#[component]
fn Timeline() -> Html {
    let history = use_context::<StatusHistory>().unwrap_or_default();
    let requests = use_launcher_requests();
    let requested = requests
        .iter()
        .map(|time| (*time, "The launcher is requested"));
    let changes = history.changes().iter();
    let changed = changes.map(|change| (change.time, status_text(&change.status)));
    let mut steps: Vec<_> = requested.chain(changed).collect();
    steps.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let steps = steps.into_iter().enumerate().map(|(index, (time, text))| {
        html! {
            <li key={index}>
                <span class="time">{ format!("{:.2} s", time / 1000.0) }</span>
                { text }
            </li>
        }
    });

    html! {
        <section aria-labelledby="timeline">
            <h2 id="timeline">{ "What happened" }</h2>
            <p class="count" role="status">
                <strong>{ requests.len() }</strong>
                { if requests.len() == 1 { " request" } else { " requests" } }
                { " for the launcher" }
            </p>
            <ol class="steps">
                <li key="opened"><span class="time">{ "0.00 s" }</span>{ "The page is opened" }</li>
                { for steps }
            </ol>
            <LoadButton />
        </section>
    }
}

fn status_text(status: &MessengerStatus) -> &'static str {
    match status {
        MessengerStatus::Idle => "The chat is not loaded",
        MessengerStatus::Loading => "The chat is loading",
        MessengerStatus::Ready => "The chat is ready",
        MessengerStatus::Failed(_) => "The chat has failed",
    }
}

/// Loads the chat now, whatever the strategy.
#[component]
fn LoadButton() -> Html {
    let chat = use_customerly();
    let (text, disabled) = match use_messenger_status() {
        MessengerStatus::Idle => ("Load it now", false),
        MessengerStatus::Failed(LoadError::Script { .. }) => ("Try again", false),
        MessengerStatus::Loading => ("Loading", true),
        MessengerStatus::Ready => ("Loaded", true),
        MessengerStatus::Failed(_) => ("Failed", true),
    };
    let onclick = move |_| {
        if let Some(chat) = &chat {
            chat.load();
        }
    };
    html! { <button class="button" name="load" {disabled} {onclick}>{ text }</button> }
}

/// Whether the launcher fails, and what happens then.
#[component]
fn FailureOptions() -> Html {
    let query = use_site_query();
    let with_launcher = |launcher: Option<&str>| SiteQuery {
        launcher: launcher.map(str::to_owned),
        ..query.clone()
    };
    let with_retry = |retry: Option<&str>| SiteQuery {
        retry: retry.map(str::to_owned),
        ..query.clone()
    };
    let launchers = vec![
        ("normal", with_launcher(None)),
        ("slow", with_launcher(Some("slow"))),
        ("missing", with_launcher(Some("missing"))),
    ];
    let retries = vec![
        ("give up", with_retry(None)),
        ("retry three times", with_retry(Some(""))),
    ];

    html! {
        <section class="failure-options" aria-labelledby="failure">
            <h2 id="failure">{ "What if it fails?" }</h2>
            <p>{ "If the launcher cannot be fetched, the provider can request it again: after two, four \
                  and eight seconds, each shortened by a random amount, and as soon as the browser is \
                  back online." }</p>
            <ReloadOptions route={Route::Loading} id="retry" label="When it fails:" options={retries} />
            if query.app_id.is_none() {
                <ReloadOptions route={Route::Loading} id="launcher" label="The launcher is:" options={launchers} />
            }
        </section>
    }
}

/// The code for the options of the current address.
#[component]
fn ProviderCode() -> Html {
    let query = use_site_query();
    let option = query.load_option();
    let retry = match query.retry {
        Some(_) => "\n    retry={Retry::backoff(3)}",
        None => "",
    };
    let manual = if option.name == "manual" {
        MANUAL_CODE
    } else {
        ""
    };
    let code = format!(
        "<CustomerlyProvider\n    app_id=\"abcdef12\"\n    load={{LoadStrategy::{}}}{retry}\n>\n    \
         {{ pages }}\n</CustomerlyProvider>{manual}",
        option.code
    );
    html! { <CodeSample caption="All the code it takes" {code} /> }
}
