//! The file format of Google Tag Manager's exports, version 2, as in real exports.

use std::fmt;

use serde_json::{Map, Value, json};

use super::content::{Content, Event, variable, variable_name};
use crate::gtm::config::track_to_measure::ACTION_KEY;

/// The times and the ids of the account and the container are fixed, so that the file changes only when
/// its content does. The import ignores them.
const TIME: &str = "2025-01-01 00:00:00";
const FINGERPRINT: &str = "1735689600000";
const ACCOUNT: &str = "6000000000";
const CONTAINER: &str = "200000000";
const PUBLIC_ID: &str = "GTM-XXXXXXX";

/// Google Tag Manager's built-in trigger "Initialization - All Pages", which containers do not declare.
const INITIALIZATION: &str = "2147479573";

const MEASUREMENT_ID: &str = "Customerly - GA4 measurement ID - paste yours here";

/// The document of an export, which `Display` writes as JSON.
pub(super) struct Document(Value);

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:#}", self.0)
    }
}

impl Document {
    pub(super) fn new(content: &Content) -> Self {
        let mut ids = Ids::default();
        let folder = Folder(ids.next());
        let variables = folder.variables(content, &mut ids);
        let (triggers, trigger_ids) = folder.triggers(&content.events, &mut ids);
        let tags = folder.tags(content, &trigger_ids, &mut ids);

        let mut version = envelope(&content.name);
        for (key, items) in [
            ("tag", tags),
            ("trigger", triggers),
            ("variable", variables),
            ("folder", vec![folder.to_json(&content.name)]),
            // For a site's own tags on the trigger for all events.
            ("builtInVariable", vec![built_in("EVENT", "Event")]),
        ] {
            if !items.is_empty() {
                version.insert(key.to_owned(), items.into());
            }
        }
        version.insert("fingerprint".to_owned(), FINGERPRINT.into());
        let url = format!(
            "https://tagmanager.google.com/#/versions/accounts/{ACCOUNT}/containers/{CONTAINER}/versions/0?apiLink=version"
        );
        version.insert("tagManagerUrl".to_owned(), url.into());
        Self(json!({
            "exportFormatVersion": 2,
            "exportTime": TIME,
            "containerVersion": version,
        }))
    }
}

/// Ids for everything in the container, from one counter as in real exports.
#[derive(Default)]
struct Ids(u32);

impl Ids {
    fn next(&mut self) -> String {
        self.0 += 1;
        self.0.to_string()
    }
}

/// The part of the document that describes the container itself.
fn envelope(name: &str) -> Map<String, Value> {
    let path = format!("accounts/{ACCOUNT}/containers/{CONTAINER}");
    let url =
        format!("https://tagmanager.google.com/#/container/{path}/workspaces?apiLink=container");
    let features = [
        ("supportUserPermissions", true),
        ("supportEnvironments", true),
        ("supportWorkspaces", true),
        ("supportGtagConfigs", false),
        ("supportBuiltInVariables", true),
        ("supportClients", false),
        ("supportFolders", true),
        ("supportTags", true),
        ("supportTemplates", true),
        ("supportTriggers", true),
        ("supportVariables", true),
        ("supportVersions", true),
        ("supportZones", true),
        ("supportTransformations", false),
    ];
    let features: Map<String, Value> = features
        .into_iter()
        .map(|(feature, has)| (feature.to_owned(), has.into()))
        .collect();
    let container = json!({
        "path": path,
        "accountId": ACCOUNT,
        "containerId": CONTAINER,
        "name": name,
        "publicId": PUBLIC_ID,
        "usageContext": ["WEB"],
        "fingerprint": FINGERPRINT,
        "tagManagerUrl": url,
        "features": features,
        "tagIds": [PUBLIC_ID],
    });
    Map::from_iter([
        ("path".to_owned(), format!("{path}/versions/0").into()),
        ("accountId".to_owned(), ACCOUNT.into()),
        ("containerId".to_owned(), CONTAINER.into()),
        ("containerVersionId".to_owned(), "0".into()),
        ("container".to_owned(), container),
    ])
}

/// The id of the folder that contains everything.
struct Folder(String);

impl Folder {
    fn to_json(&self, name: &str) -> Value {
        json!({
            "accountId": ACCOUNT,
            "containerId": CONTAINER,
            "folderId": self.0,
            "name": name,
            "fingerprint": FINGERPRINT,
        })
    }

    fn variables(&self, content: &Content, ids: &mut Ids) -> Vec<Value> {
        let mut variables = vec![self.variable(
            ids,
            MEASUREMENT_ID,
            "c",
            &[template("value", &content.measurement_id)],
        )];
        variables.extend(content.keys.iter().map(|key| {
            let parameters = [
                parameter("INTEGER", "dataLayerVersion", "2"),
                parameter("BOOLEAN", "setDefaultValue", "false"),
                template("name", key),
            ];
            self.variable(ids, &variable_name(key), "v", &parameters)
        }));
        variables
    }

    fn variable(&self, ids: &mut Ids, name: &str, kind: &str, parameters: &[Value]) -> Value {
        json!({
            "accountId": ACCOUNT,
            "containerId": CONTAINER,
            "variableId": ids.next(),
            "name": name,
            "type": kind,
            "parameter": parameters,
            "fingerprint": FINGERPRINT,
            "parentFolderId": self.0,
        })
    }

    /// The triggers, and the ids of the triggers for a single event.
    fn triggers(&self, events: &[Event], ids: &mut Ids) -> (Vec<Value>, Vec<String>) {
        let mut triggers = Vec::new();
        let mut event_ids = Vec::new();
        for event in events {
            let id = ids.next();
            let name = condition("EQUALS", "{{_event}}", &event.pushed);
            let mut trigger = self.trigger(&id, &label("CE", event), &name);
            if let Some(action) = event.action {
                let action = condition("EQUALS", &variable(ACTION_KEY), action);
                trigger["filter"] = json!([action]);
            }
            triggers.push(trigger);
            event_ids.push(id);
        }
        if !events.is_empty() {
            let all = condition("MATCH_REGEX", "{{_event}}", &any_of(events));
            triggers.push(self.trigger(&ids.next(), "CE - Customerly - any event", &all));
        }
        (triggers, event_ids)
    }

    fn trigger(&self, id: &str, name: &str, condition: &Value) -> Value {
        json!({
            "accountId": ACCOUNT,
            "containerId": CONTAINER,
            "triggerId": id,
            "name": name,
            "type": "CUSTOM_EVENT",
            "customEventFilter": [condition],
            "fingerprint": FINGERPRINT,
            "parentFolderId": self.0,
        })
    }

    fn tags(&self, content: &Content, trigger_ids: &[String], ids: &mut Ids) -> Vec<Value> {
        let id = format!("{{{{{MEASUREMENT_ID}}}}}");
        let mut tags = Vec::new();
        if content.google_tag {
            let parameters = [template("tagId", &id)];
            let name = "GA4 - Google tag - Customerly";
            tags.push(self.tag(ids, name, "googtag", &parameters, INITIALIZATION));
        }
        for (event, trigger) in content.events.iter().zip(trigger_ids) {
            let rows: Vec<Value> = event
                .parameters
                .iter()
                .map(|(name, value)| row(name, value))
                .collect();
            let parameters = [
                parameter("BOOLEAN", "sendEcommerceData", "false"),
                parameter("BOOLEAN", "enhancedUserId", "false"),
                json!({ "type": "LIST", "key": "eventSettingsTable", "list": rows }),
                template("eventName", &event.sent),
                template("measurementIdOverride", &id),
            ];
            let name = label("GA4 - Event", event);
            tags.push(self.tag(ids, &name, "gaawe", &parameters, trigger));
        }
        tags
    }

    fn tag(
        &self,
        ids: &mut Ids,
        name: &str,
        kind: &str,
        parameters: &[Value],
        trigger: &str,
    ) -> Value {
        json!({
            "accountId": ACCOUNT,
            "containerId": CONTAINER,
            "tagId": ids.next(),
            "name": name,
            "type": kind,
            "parameter": parameters,
            "fingerprint": FINGERPRINT,
            "firingTriggerId": [trigger],
            "parentFolderId": self.0,
            "tagFiringOption": "ONCE_PER_EVENT",
            "monitoringMetadata": { "type": "MAP" },
            "consentSettings": { "consentStatus": "NOT_SET" },
        })
    }
}

/// The name of a trigger or a tag. Google Tag Manager requires unique names, as those of pushed events are.
fn label(prefix: &str, event: &Event) -> String {
    match event.action {
        Some(action) => format!("{prefix} - {}, {action}", event.pushed),
        None => format!("{prefix} - {}", event.pushed),
    }
}

/// A regular expression for the names of all events. It is anchored, because Google Tag Manager searches.
/// Names have only letters, digits and underscores, so nothing needs escaping.
fn any_of(events: &[Event]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for event in events {
        if !names.contains(&event.pushed.as_str()) {
            names.push(&event.pushed);
        }
    }
    format!("^({})$", names.join("|"))
}

fn built_in(kind: &str, name: &str) -> Value {
    json!({ "accountId": ACCOUNT, "containerId": CONTAINER, "type": kind, "name": name })
}

fn condition(kind: &str, left: &str, right: &str) -> Value {
    json!({ "type": kind, "parameter": [template("arg0", left), template("arg1", right)] })
}

fn row(name: &str, value: &str) -> Value {
    let cells = [
        template("parameter", name),
        template("parameterValue", value),
    ];
    json!({ "type": "MAP", "map": cells })
}

fn template(key: &str, value: &str) -> Value {
    parameter("TEMPLATE", key, value)
}

fn parameter(kind: &str, key: &str, value: &str) -> Value {
    json!({ "type": kind, "key": key, "value": value })
}
