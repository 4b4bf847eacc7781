//! An event in the log: the message that a component gets, and the push.

use std::rc::Rc;

use js_sys::Date;
use yew::prelude::*;
use yew_customerly::prelude::*;

use crate::data_layer_push::DataLayerPush;

/// The most characters of a line that are shown: an attachment holds a whole file.
const MAX_LINE_LENGTH: usize = 120;

#[derive(Debug, PartialEq)]
pub(crate) struct EventRecord {
    time: String,
    callback: &'static str,
    message: String,
    push: Option<DataLayerPush>,
}

impl EventRecord {
    /// Must be called during the event's dispatch, when its push is the latest one.
    pub(crate) fn new(event: &ChatEvent) -> Self {
        Self {
            time: Date::new_0().to_locale_time_string("en-GB").into(),
            callback: event.kind().callback(),
            message: format_event(event),
            push: DataLayerPush::latest(),
        }
    }
}

/// The event's `Debug` output, in fewer and shorter lines.
fn format_event(event: &ChatEvent) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in format!("{event:#?}").lines() {
        let line = truncate(line);
        // `Some(`, its value and `)` are three lines; join them.
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

fn truncate(line: &str) -> String {
    match line.char_indices().nth(MAX_LINE_LENGTH) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line.to_owned(),
    }
}

#[derive(Properties)]
pub(crate) struct LogEntryProps {
    pub(crate) record: Rc<EventRecord>,
}

impl PartialEq for LogEntryProps {
    // A record never changes, so comparing pointers avoids re-rendering.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.record, &other.record)
    }
}

#[component]
pub(crate) fn LogEntry(props: &LogEntryProps) -> Html {
    let EventRecord {
        time,
        callback,
        message,
        push,
    } = &*props.record;

    html! {
        <article class="entry" data-callback={*callback}>
            <header>
                <h3>{ *callback }</h3>
                <time>{ time }</time>
            </header>
            <h4>{ "Message to the component" }</h4>
            <pre class="message" tabindex="0" aria-label={format!("Message of {callback}")}>{ message }</pre>
            <h4>{ "Push to the data layer" }</h4>
            if let Some(push) = push {
                <dl class="pushed">
                    { for push.set.iter().map(|(key, value)| html! {
                        <div key={key.clone()}><dt>{ key }{ ": " }</dt><dd>{ value }</dd></div>
                    }) }
                </dl>
                <p class="unset">{ "undefined: customerly_{ " }{ unset_keys(push) }{ " }" }</p>
            } else {
                <p class="unset">{ "None" }</p>
            }
        </article>
    }
}

/// The keys that are `undefined`, without their common prefix.
fn unset_keys(push: &DataLayerPush) -> String {
    let keys = push.unset.iter();
    let names: Vec<_> = keys
        .map(|key| key.trim_start_matches("customerly_"))
        .collect();
    names.join(", ")
}
