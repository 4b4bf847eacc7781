//! The file format of Google Tag Manager's exports, version 2, as in real exports.

use std::fmt;

use serde_json::{Map, Value, json};

use super::content::{Content, Event, LEAD_CURRENCY, LEAD_VALUE, MEASUREMENT_ID};
use super::reference::{reference, variable, variable_name};
use crate::gtm::catalogue::DataLayerKey;
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
        let triggers = folder.triggers(content, &mut ids);
        let tags = folder.tags(content, &triggers, &mut ids);

        let mut version = envelope(&content.name);
        for (key, items) in [
            ("tag", tags),
            ("trigger", triggers.items),
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
        let has_lead = content.events.iter().any(Event::is_lead);
        let constants = [
            (MEASUREMENT_ID, &*content.measurement_id, true),
            (LEAD_VALUE, "0", has_lead),
            (LEAD_CURRENCY, "USD", has_lead),
        ];
        let constants = constants
            .into_iter()
            .filter(|(.., is_used)| content.constants && *is_used);
        let mut variables: Vec<Value> = constants
            .map(|(name, value, _)| self.variable(ids, name, "c", &[template("value", value)]))
            .collect();
        variables.extend(content.keys.iter().map(|key| {
            let parameters = [
                parameter("INTEGER", "dataLayerVersion", "2"),
                parameter("BOOLEAN", "setDefaultValue", "false"),
                template("name", key),
            ];
            self.variable(ids, &variable_name(key), "v", &parameters)
        }));
        variables.extend(content.scripts.iter().map(|(name, code)| {
            let parameters = [template("javascript", code)];
            self.variable(ids, name, "jsm", &parameters)
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

    fn triggers(&self, content: &Content, ids: &mut Ids) -> Triggers {
        let mut triggers = Triggers::default();
        for event in content.events.iter().chain(&content.page_view) {
            let id = ids.next();
            let name = condition("EQUALS", "{{_event}}", &event.pushed);
            let mut trigger = self.trigger(&id, &label("CE", event), &name);
            let mut filters = Vec::new();
            if let Some(action) = event.action {
                filters.push(condition("EQUALS", &variable(ACTION_KEY), action));
            }
            if event.is_lead() {
                let given = variable(DataLayerKey::LeadEmailGiven.name());
                filters.push(condition("EQUALS", &given, "true"));
            }
            if !filters.is_empty() {
                trigger["filter"] = filters.into();
            }
            triggers.items.push(trigger);
            triggers.of_events.push(id);
        }
        if !content.events.is_empty() {
            let all = condition("MATCH_REGEX", "{{_event}}", &any_of(&content.events));
            let id = ids.next();
            let trigger = self.trigger(&id, "CE - Customerly - any event", &all);
            triggers.items.push(trigger);
            triggers.of_any_event = Some(id);
        }
        triggers
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

    fn tags(&self, content: &Content, triggers: &Triggers, ids: &mut Ids) -> Vec<Value> {
        let id = reference(MEASUREMENT_ID);
        let mut tags = Vec::new();
        if content.google_tag {
            tags.push(self.google_tag(content, triggers, ids));
        }
        let events = content.events.iter().chain(&content.page_view);
        for (event, trigger) in events.zip(&triggers.of_events) {
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
            let mut tag = self.tag(ids, &name, "gaawe", &parameters, &[trigger]);
            if !event.is_on {
                tag["paused"] = true.into();
            }
            tags.push(tag);
        }
        tags
    }

    /// The Google tag. It fires when a page begins; if a consent that the marketer requires was missing then,
    /// Google never tries it again by itself. So it also fires on the chat's events and on the app's page
    /// views, before their tags. A stream whose setting ignores duplicate configurations counts no further page view.
    fn google_tag(&self, content: &Content, triggers: &Triggers, ids: &mut Ids) -> Value {
        let mut parameters = vec![template("tagId", &reference(MEASUREMENT_ID))];
        let page_view = content.page_view.as_ref();
        if page_view.is_some_and(|event| event.is_on) {
            let rows = [row("send_page_view", "false")];
            parameters.push(json!({ "type": "LIST", "key": "configSettingsTable", "list": rows }));
        }
        let any = triggers.of_any_event.as_deref();
        let page = triggers.of_page_view(content);
        let firing: Vec<&str> = [INITIALIZATION]
            .into_iter()
            .chain(any)
            .chain(page)
            .collect();
        let name = "GA4 - Google tag - Customerly";
        let mut tag = self.tag(ids, name, "googtag", &parameters, &firing);
        tag["priority"] = json!({ "type": "INTEGER", "value": "10" });
        tag
    }

    fn tag(
        &self,
        ids: &mut Ids,
        name: &str,
        kind: &str,
        parameters: &[Value],
        triggers: &[impl AsRef<str>],
    ) -> Value {
        let triggers: Vec<&str> = triggers.iter().map(AsRef::as_ref).collect();
        json!({
            "accountId": ACCOUNT,
            "containerId": CONTAINER,
            "tagId": ids.next(),
            "name": name,
            "type": kind,
            "parameter": parameters,
            "fingerprint": FINGERPRINT,
            "firingTriggerId": triggers,
            "parentFolderId": self.0,
            "tagFiringOption": "ONCE_PER_EVENT",
            "monitoringMetadata": { "type": "MAP" },
            "consentSettings": { "consentStatus": "NOT_SET" },
        })
    }
}

/// The triggers, and which is for what.
#[derive(Default)]
struct Triggers {
    items: Vec<Value>,
    /// The ids of those for a single event, in the order of the events.
    of_events: Vec<String>,
    of_any_event: Option<String>,
}

impl Triggers {
    /// The id of the page view's trigger, which is the last one for a single event.
    fn of_page_view(&self, content: &Content) -> Option<&str> {
        content.page_view.as_ref()?;
        self.of_events.last().map(String::as_str)
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
