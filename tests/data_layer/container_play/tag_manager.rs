//! A small interpreter of an exported container, which plays what Google Tag Manager and Google Analytics
//! do with it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The trigger "Initialization - All Pages", which containers do not declare.
const INITIALIZATION: &str = "2147479573";

/// What a test's page writes for `undefined`.
const UNDEFINED: &str = "(undefined)";

/// A hit that reaches Google Analytics.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hit {
    pub(crate) event: String,
    pub(crate) parameters: BTreeMap<String, Value>,
}

pub(crate) struct TagManager {
    version: Value,
    /// The data layer's model, which keeps what a message does not set.
    model: Map<String, Value>,
    pub(crate) has_consent: bool,
    /// Whether the Google tag has run, without which event tags send nothing.
    has_google_tag: bool,
    /// The tags that may not fire again on this page.
    done: Vec<String>,
    pub(crate) hits: Vec<Hit>,
}

fn items<'a>(owner: &'a Value, list: &str) -> impl Iterator<Item = &'a Value> {
    owner[list].as_array().into_iter().flatten()
}

fn text<'a>(owner: &'a Value, key: &str) -> &'a str {
    owner[key].as_str().unwrap_or_default()
}

fn parameter<'a>(owner: &'a Value, list: &str, key: &str) -> &'a Value {
    items(owner, list)
        .find(|parameter| parameter["key"] == key)
        .unwrap_or(&Value::Null)
}

/// Merges objects deeply, as Google Tag Manager does.
fn merge(model: &mut Map<String, Value>, message: &Map<String, Value>) {
    for (key, value) in message {
        match (model.get_mut(key), value) {
            (Some(Value::Object(known)), Value::Object(new)) => merge(known, new),
            _ => {
                model.insert(key.clone(), value.clone());
            }
        }
    }
}

impl TagManager {
    pub(crate) fn new(export: &str, has_consent: bool) -> Self {
        let export: Value = serde_json::from_str(export).expect("JSON");
        Self {
            version: export["containerVersion"].clone(),
            model: Map::new(),
            has_consent,
            has_google_tag: false,
            done: Vec::new(),
            hits: Vec::new(),
        }
    }

    /// A page begins.
    pub(crate) fn begin_page(&mut self) {
        self.fire(&[INITIALIZATION.to_owned()]);
    }

    /// Reads a message of the data layer.
    pub(crate) fn read(&mut self, message: &Value) {
        let message = message.as_object().expect("an object");
        merge(&mut self.model, message);
        if message.contains_key("event") {
            let triggers = items(&self.version, "trigger").filter(|trigger| self.matches(trigger));
            let ids: Vec<String> = triggers
                .map(|trigger| text(trigger, "triggerId").to_owned())
                .collect();
            self.fire(&ids);
        }
    }

    /// Fires the tags of these triggers, those with the highest priority first, each once.
    fn fire(&mut self, triggers: &[String]) {
        let mut tags: Vec<Value> = items(&self.version, "tag")
            .filter(|tag| {
                let mut firing = items(tag, "firingTriggerId");
                firing.any(|id| triggers.iter().any(|trigger| *id == **trigger))
            })
            .cloned()
            .collect();
        tags.sort_by_key(|tag| {
            let priority: i32 = text(&tag["priority"], "value").parse().unwrap_or_default();
            -priority
        });
        for tag in tags {
            let id = text(&tag, "tagId").to_owned();
            if tag["paused"] == true || self.done.contains(&id) {
                continue;
            }
            // A tag that fires once is not tried again, also if it was blocked.
            if tag["tagFiringOption"] == "ONCE_PER_LOAD" {
                self.done.push(id);
            }
            if self.has_consent || tag["consentSettings"]["consentStatus"] != "NEEDED" {
                self.run(&tag);
            }
        }
    }

    fn run(&mut self, tag: &Value) {
        match text(tag, "type") {
            // Google ignores a second configuration.
            "googtag" if !self.has_google_tag && self.id(tag, "tagId").is_some() => {
                self.has_google_tag = true;
                let rows = self.rows(tag, "configSettingsTable");
                if rows.get("send_page_view") != Some(&"false".into()) {
                    self.hits.push(Hit {
                        event: "page_view".to_owned(),
                        parameters: BTreeMap::new(),
                    });
                }
            }
            "gaawe" if self.has_google_tag && self.id(tag, "measurementIdOverride").is_some() => {
                let event = self.resolve(text(parameter(tag, "parameter", "eventName"), "value"));
                self.hits.push(Hit {
                    event: event.as_str().unwrap_or_default().to_owned(),
                    parameters: self.rows(tag, "eventSettingsTable"),
                });
            }
            _ => {}
        }
    }

    /// The measurement id of a tag, if Google accepts it.
    fn id(&self, tag: &Value, key: &str) -> Option<Value> {
        let id = self.resolve(text(parameter(tag, "parameter", key), "value"));
        id.as_str()?.starts_with("G-").then_some(id)
    }

    /// The parameters of a table that have a value.
    fn rows(&self, tag: &Value, table: &str) -> BTreeMap<String, Value> {
        let rows = items(parameter(tag, "parameter", table), "list").map(|row| {
            let cell = |key| text(parameter(row, "map", key), "value");
            (
                cell("parameter").to_owned(),
                self.resolve(cell("parameterValue")),
            )
        });
        rows.filter(|(_, value)| *value != UNDEFINED && !value.is_null())
            .collect()
    }

    fn matches(&self, trigger: &Value) -> bool {
        let conditions = items(trigger, "customEventFilter").chain(items(trigger, "filter"));
        let mut conditions = conditions.map(|condition| {
            let side = |key| {
                let side = self.resolve(text(parameter(condition, "parameter", key), "value"));
                match side {
                    Value::String(text) => text,
                    other => other.to_string(),
                }
            };
            let (left, right) = (side("arg0"), side("arg1"));
            match text(condition, "type") {
                "EQUALS" => left == right,
                // The only form that our containers have: whole names.
                "MATCH_REGEX" => right
                    .strip_prefix("^(")
                    .and_then(|names| names.strip_suffix(")$"))
                    .map_or(left.contains(&right), |names| {
                        names.split('|').any(|name| name == left)
                    }),
                _ => false,
            }
        });
        conditions.all(|is_true| is_true)
    }

    /// The value of a text that may be a reference to a variable.
    fn resolve(&self, template: &str) -> Value {
        let name = template
            .strip_prefix("{{")
            .and_then(|rest| rest.strip_suffix("}}"));
        let Some(name) = name else {
            return template.into();
        };
        if name == "_event" {
            return self.model["event"].clone();
        }
        let variable = items(&self.version, "variable").find(|variable| variable["name"] == name);
        let Some(variable) = variable else {
            return Value::Null;
        };
        match text(variable, "type") {
            "c" => parameter(variable, "parameter", "value")["value"].clone(),
            _ => {
                let key = text(parameter(variable, "parameter", "name"), "value");
                self.model.get(key).cloned().unwrap_or_default()
            }
        }
    }
}
