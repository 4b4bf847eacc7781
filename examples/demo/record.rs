//! One event, as the panel shows it.

use std::rc::Rc;

use js_sys::Date;
use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::pushed::Pushed;

/// The longest line that is shown of a message: an attachment carries its whole file.
const LINE: usize = 120;

/// An event and what went with it to the data layer.
#[derive(Debug, PartialEq)]
pub(crate) struct Record {
    time: String,
    callback: &'static str,
    message: String,
    pushed: Option<Pushed>,
}

impl Record {
    /// To be called while the event is delivered: its push is then the latest one.
    pub(crate) fn now(event: &ChatEvent) -> Self {
        Self {
            time: Date::new_0().to_locale_time_string("en-GB").into(),
            callback: event.kind().callback(),
            message: pretty(event),
            pushed: Pushed::latest(),
        }
    }
}

/// The message in Rust's own notation, in fewer and shorter lines.
fn pretty(event: &ChatEvent) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in format!("{event:#?}").lines() {
        let line = clip(line);
        // `Some(`, its value and `)` stand on three lines; one reads better.
        match lines.as_slice() {
            [.., open, value] if open.ends_with('(') && line.trim_start().starts_with(')') => {
                let value = value.trim().trim_end_matches(',');
                let joined = format!("{open}{value}{}", line.trim_start());
                lines.truncate(lines.len() - 2);
                lines.push(joined);
            }
            _ => lines.push(line),
        }
    }
    lines.join("\n")
}

fn clip(line: &str) -> String {
    match line.char_indices().nth(LINE) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line.to_owned(),
    }
}

#[derive(Properties)]
pub(crate) struct EntryProps {
    pub(crate) record: Rc<Record>,
}

impl PartialEq for EntryProps {
    // A record never changes, so that an entry is never drawn twice.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.record, &other.record)
    }
}

/// The record as an entry of the panel's list.
#[component]
pub(crate) fn Entry(props: &EntryProps) -> Html {
    let Record {
        time,
        callback,
        message,
        pushed,
    } = &*props.record;

    html! {
        <article class="entry" data-callback={*callback}>
            <header>
                <h3>{ *callback }</h3>
                <time>{ time }</time>
            </header>
            <h4>{ "The component got" }</h4>
            <pre class="message" tabindex="0" aria-label={format!("The message of {callback}")}>{ message }</pre>
            <h4>{ "The data layer got" }</h4>
            if let Some(pushed) = pushed {
                <dl class="pushed">
                    { for pushed.set.iter().map(|(key, value)| html! {
                        <div key={key.clone()}><dt>{ key }{ ": " }</dt><dd>{ value }</dd></div>
                    }) }
                </dl>
                <p class="unset">{ "undefined: customerly_{ " }{ unset(pushed) }{ " }" }</p>
            } else {
                <p class="unset">{ "Nothing." }</p>
            }
        </article>
    }
}

/// The keys that are `undefined`, without the beginning that all of them share.
fn unset(pushed: &Pushed) -> String {
    let keys = pushed.unset.iter();
    let names: Vec<_> = keys
        .map(|key| key.trim_start_matches("customerly_"))
        .collect();
    names.join(", ")
}
