//! Conversations by page: a function component, which gets each event in a hook.
//!
//! The chart is a table, its bars are plain SVG. Of the chart crates none drew it better: they fix
//! the colours, which neither follows a dark window nor the page's own styles, and measure their
//! texts through style attributes, which a strict content security policy forbids.

use std::collections::BTreeMap;
use std::rc::Rc;

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_router::prelude::*;

const KEY: &str = "glimworth.conversations";

/// How many conversations began on each page.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
struct Counts(BTreeMap<String, u32>);

enum Change {
    /// The counts of earlier visits, which only the browser has: a server's page is without them.
    Remembered(Counts),
    Started {
        path: String,
    },
    Reset,
}

impl Reducible for Counts {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        match change {
            Change::Remembered(counts) => counts.into(),
            Change::Started { path } => {
                let mut counts = Self::clone(&self);
                *counts.0.entry(path).or_default() += 1;
                counts.into()
            }
            Change::Reset => Self::default().into(),
        }
    }
}

impl Counts {
    fn most_first(&self) -> Vec<(String, u32)> {
        let mut pages: Vec<_> = self.0.clone().into_iter().collect();
        // Stable: pages with equal counts stay in the order of their paths.
        pages.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        pages
    }
}

#[component]
pub(crate) fn Chart() -> Html {
    let counts = use_reducer(Counts::default);
    let remembered = use_mut_ref(|| false);
    let location = use_location();

    {
        let counts = counts.dispatcher();
        use_chat_event(move |event: &ChatEvent| {
            if let (ChatEvent::NewConversation { .. }, Some(location)) = (event, &location) {
                counts.dispatch(Change::Started {
                    path: location.path().to_owned(),
                });
            }
        });
    }
    use_effect_with((*counts).clone(), {
        let dispatcher = counts.dispatcher();
        move |counts| {
            if remembered.replace(true) {
                // A browser that stores nothing only forgets the counts.
                let _ = LocalStorage::set(KEY, counts);
            } else if let Ok(counts) = LocalStorage::get(KEY) {
                dispatcher.dispatch(Change::Remembered(counts));
            }
        }
    });

    let pages = counts.most_first();
    let reset = {
        let counts = counts.dispatcher();
        move |_| counts.dispatch(Change::Reset)
    };

    html! {
        <section class="chart" aria-labelledby="conversations">
            <header>
                <h2 id="conversations">{ "Conversations by page" }</h2>
                <button class="plain" onclick={reset} disabled={pages.is_empty()}>{ "Reset" }</button>
            </header>
            if pages.is_empty() {
                <p class="empty">{ "Send a message in the chat: it counts for the page that you are on." }</p>
            } else {
                <Bars {pages} />
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct BarsProps {
    /// Not empty, the highest count first.
    pages: Vec<(String, u32)>,
}

#[component]
fn Bars(props: &BarsProps) -> Html {
    let most = props.pages.first().map_or(1, |(_, count)| *count);
    let rows = props.pages.iter().map(|(path, count)| {
        let width = f64::from(*count) / f64::from(most) * 100.0;
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
            <thead class="unseen">
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
