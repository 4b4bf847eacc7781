//! Conversations by page: a function component that gets each event in a hook.
//!
//! The chart is a table with plain SVG bars. The chart crates did not fit: they hard-code colours, which
//! ignores dark mode and the page's styles, and measure text through `style` attributes, which a strict
//! Content Security Policy forbids.

use std::collections::BTreeMap;
use std::rc::Rc;

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_router::prelude::*;

const STORAGE_KEY: &str = "glimworth.conversations";

/// How many conversations started on each page.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
struct Counts(BTreeMap<String, u32>);

enum CountsAction {
    /// Restores the counts of earlier visits. After hydration, because a server does not have them.
    Restore(Counts),
    ConversationStarted {
        path: String,
    },
    Reset,
}

impl Reducible for Counts {
    type Action = CountsAction;

    fn reduce(self: Rc<Self>, action: CountsAction) -> Rc<Self> {
        match action {
            CountsAction::Restore(counts) => counts.into(),
            CountsAction::ConversationStarted { path } => {
                let mut counts = Self::clone(&self);
                *counts.0.entry(path).or_default() += 1;
                counts.into()
            }
            CountsAction::Reset => Self::default().into(),
        }
    }
}

impl Counts {
    fn sorted(&self) -> Vec<(String, u32)> {
        let mut pages: Vec<_> = self.0.clone().into_iter().collect();
        // A stable sort: pages with equal counts stay in the order of their paths.
        pages.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        pages
    }
}

#[component]
pub(crate) fn ConversationChart() -> Html {
    let counts = use_reducer(Counts::default);
    let is_restored = use_mut_ref(|| false);
    let location = use_location();

    {
        let counts = counts.dispatcher();
        use_chat_event(move |event: &ChatEvent| {
            if let (ChatEvent::NewConversation { .. }, Some(location)) = (event, &location) {
                counts.dispatch(CountsAction::ConversationStarted {
                    path: location.path().to_owned(),
                });
            }
        });
    }
    use_effect_with((*counts).clone(), {
        let dispatcher = counts.dispatcher();
        move |counts| {
            if is_restored.replace(true) {
                // If the browser refuses to store the counts, they are lost on reload.
                let _ = LocalStorage::set(STORAGE_KEY, counts);
            } else if let Ok(counts) = LocalStorage::get(STORAGE_KEY) {
                dispatcher.dispatch(CountsAction::Restore(counts));
            }
        }
    });

    let pages = counts.sorted();
    let reset = {
        let counts = counts.dispatcher();
        move |_| counts.dispatch(CountsAction::Reset)
    };

    html! {
        <section class="chart" aria-labelledby="conversations">
            <header>
                <h2 id="conversations">{ "Conversations by page" }</h2>
                <button class="plain" onclick={reset} disabled={pages.is_empty()}>{ "Reset" }</button>
            </header>
            if pages.is_empty() {
                <p class="empty">{ "Send a message in the chat: it counts for the page you are on." }</p>
            } else {
                <Bars {pages} />
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct BarsProps {
    /// Not empty; the highest count first.
    pages: Vec<(String, u32)>,
}

#[component]
fn Bars(props: &BarsProps) -> Html {
    let max = props.pages.first().map_or(1, |(_, count)| *count);
    let rows = props.pages.iter().map(|(path, count)| {
        let width = f64::from(*count) / f64::from(max) * 100.0;
        html! {
            <tr key={path.clone()}>
                <th scope="row">{ path }</th>
                <td class="bar">
                    <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                        <rect width={width.to_string()} height="1" />
                    </svg>
                </td>
                <td class="count">{ count }</td>
            </tr>
        }
    });

    html! {
        <table>
            <thead class="visually-hidden">
                <tr>
                    <th scope="col">{ "Page" }</th>
                    <td></td>
                    <th scope="col">{ "Conversations" }</th>
                </tr>
            </thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}
