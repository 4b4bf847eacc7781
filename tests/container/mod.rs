//! The importable container: the committed file, and containers that an app writes for its own data layer.

mod check;
mod files;
mod own_data_layer;
mod tags;

use std::collections::BTreeMap;

use serde_json::Value;
use yew_customerly::gtm::Container;

use check::{items, text};

const COMMITTED: &str = include_str!("../../gtm/customerly-container.json");
const COMMITTED_WITH_GA4: &str = include_str!("../../gtm/customerly-container-with-ga4.json");
const COMMITTED_UPDATE: &str = include_str!("../../gtm/customerly-container-update.json");

fn export(container: &Container) -> Value {
    serde_json::from_str(&container.to_json()).expect("JSON")
}

fn committed() -> Value {
    serde_json::from_str(COMMITTED).expect("JSON")
}

fn parameter<'a>(owner: &'a Value, key: &str) -> &'a Value {
    items(owner, "parameter")
        .find(|parameter| parameter["key"] == key)
        .unwrap_or(&Value::Null)
}

fn parameter_text<'a>(owner: &'a Value, key: &str) -> &'a str {
    text(parameter(owner, key), "value")
}

/// The right side of a trigger's condition: the name of an event, or a regex.
fn event_condition(trigger: &Value) -> &str {
    parameter_text(&trigger["customEventFilter"][0], "arg1")
}

fn event_tags(version: &Value) -> impl Iterator<Item = &Value> {
    items(version, "tag").filter(|tag| tag["type"] == "gaawe")
}

/// The tag of each event in the data layer.
fn tags_by_event(version: &Value) -> BTreeMap<&str, &Value> {
    let triggers: BTreeMap<&str, &Value> = items(version, "trigger")
        .map(|trigger| (text(trigger, "triggerId"), trigger))
        .collect();
    let by_event = event_tags(version).map(|tag| {
        let trigger = triggers[tag["firingTriggerId"][0].as_str().expect("an id")];
        (event_condition(trigger), tag)
    });
    by_event.collect()
}

/// The parameters that a tag sends to Google Analytics 4.
fn sent_parameters(tag: &Value) -> BTreeMap<&str, &str> {
    items(parameter(tag, "eventSettingsTable"), "list")
        .map(|row| (text(&row["map"][0], "value"), text(&row["map"][1], "value")))
        .collect()
}
