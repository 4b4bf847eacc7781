use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::choices::Choices;
use crate::chronicle::Chronicle;
use crate::code::Code;
use crate::moments::MOMENTS;
use crate::requests::use_requests;
use crate::route::Route;
use crate::topic::TopicPage;
use crate::visit::{Visit, use_visit};

const BY_HAND: &str = "

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
        <TopicPage
            title="When to load"
            class="loading"
            lead="Until the moment that the shop has chosen, nothing at all is asked of Customerly. \
                  Whoever presses a button that needs the chat does not have to wait for it. Choosing \
                  loads this page anew, as a page has one chat for its whole life."
        >
            <div class="columns">
                <Moments />
                <Happened />
            </div>
            <Failing />
            <Lines />
            <section class="aside">
                <div>
                    <h2>{ "The bell at the workshop’s door" }</h2>
                    <p>{ "A chat button at the end of a page: the chat can be loaded when somebody comes \
                          this far." }</p>
                </div>
                <ChatButton class="button" label="Ring it" />
            </section>
        </TopicPage>
    }
}

/// The moments to choose from.
#[component]
fn Moments() -> Html {
    let visit = use_visit();
    let links = MOMENTS.iter().map(|moment| {
        let current = moment.name == visit.moment().name;
        let other = Visit {
            load: Some(moment.name.to_owned()),
            ..visit.clone()
        };
        html! {
            <li key={moment.name}>
                <a href={other.address(&Route::Loading)} aria-current={current.then_some("true")}>
                    { moment.title }
                </a>
                <p>{ moment.about }</p>
            </li>
        }
    });

    html! {
        <section aria-labelledby="moments">
            <h2 id="moments">{ "The moment" }</h2>
            <ul class="moments">{ for links }</ul>
        </section>
    }
}

/// What the page has seen of it so far.
#[component]
fn Happened() -> Html {
    let chronicle = use_context::<Chronicle>().unwrap_or_default();
    let requests = use_requests();
    let asked = requests.iter().map(|at| (*at, "The launcher is asked for"));
    let changes = chronicle.changes().iter();
    let became = changes.map(|change| (change.at, words(&change.status)));
    let mut steps: Vec<_> = asked.chain(became).collect();
    steps.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let steps = steps.into_iter().enumerate().map(|(index, (at, words))| {
        html! {
            <li key={index}>
                <span class="at">{ format!("{:.2} s", at / 1000.0) }</span>
                { words }
            </li>
        }
    });

    html! {
        <section aria-labelledby="happened">
            <h2 id="happened">{ "What happened" }</h2>
            <p class="count" role="status">
                <strong>{ requests.len() }</strong>
                { if requests.len() == 1 { " request" } else { " requests" } }
                { " for the launcher" }
            </p>
            <ol class="steps">
                <li key="opened"><span class="at">{ "0.00 s" }</span>{ "The page is opened" }</li>
                { for steps }
            </ol>
            <ByHand />
        </section>
    }
}

fn words(status: &MessengerStatus) -> &'static str {
    match status {
        MessengerStatus::Idle => "The chat is not asked for",
        MessengerStatus::Loading => "The chat is loading",
        MessengerStatus::Ready => "The chat is ready",
        MessengerStatus::Failed(_) => "The chat has failed",
    }
}

/// Loads the chat, whatever its moment.
#[component]
fn ByHand() -> Html {
    let chat = use_customerly();
    let (words, resting) = match use_messenger_status() {
        MessengerStatus::Idle => ("Load it now", false),
        MessengerStatus::Failed(LoadError::Script { .. }) => ("Try again", false),
        MessengerStatus::Loading => ("It is on its way", true),
        MessengerStatus::Ready => ("It is here", true),
        MessengerStatus::Failed(_) => ("It does not come", true),
    };
    let onclick = move |_| {
        if let Some(chat) = &chat {
            chat.load();
        }
    };
    html! { <button class="button" name="load" disabled={resting} {onclick}>{ words }</button> }
}

/// What else can be chosen: a launcher that is not there, and what is done about it.
#[component]
fn Failing() -> Html {
    let visit = use_visit();
    let with_launcher = |launcher: Option<&str>| Visit {
        launcher: launcher.map(str::to_owned),
        ..visit.clone()
    };
    let with_retry = |retry: Option<&str>| Visit {
        retry: retry.map(str::to_owned),
        ..visit.clone()
    };
    let launchers = vec![
        ("there", with_launcher(None)),
        ("slow", with_launcher(Some("slow"))),
        ("missing", with_launcher(Some("missing"))),
    ];
    let retries = vec![
        ("let it be", with_retry(None)),
        ("try three times more", with_retry(Some(""))),
    ];

    html! {
        <section class="failing" aria-labelledby="failing">
            <h2 id="failing">{ "And if it fails?" }</h2>
            <p>{ "A launcher that could not be fetched can be asked for again: after two seconds, four \
                  and eight, each shortened by chance, and at once when the browser comes back online." }</p>
            <Choices route={Route::Loading} id="retry" label="When it fails:" visits={retries} />
            if visit.app_id.is_none() {
                <Choices route={Route::Loading} id="launcher" label="The launcher is:" visits={launchers} />
            }
        </section>
    }
}

/// The provider of this page.
#[component]
fn Lines() -> Html {
    let visit = use_visit();
    let moment = visit.moment();
    let retry = match visit.retry {
        Some(_) => "\n    retry={Retry::backoff(3)}",
        None => "",
    };
    let by_hand = if moment.name == "manual" { BY_HAND } else { "" };
    let lines = format!(
        "<CustomerlyProvider\n    app_id=\"abcdef12\"\n    load={{LoadStrategy::{}}}{retry}\n>\n    \
         {{ pages }}\n</CustomerlyProvider>{by_hand}",
        moment.code
    );
    html! { <Code about="All that it takes" {lines} /> }
}
