//! Checks a container for what Google Tag Manager refuses, or accepts and silently misreads.

use std::collections::{BTreeMap, BTreeSet};

use google_tagmanager2::api::ContainerVersion;
use serde_json::Value;

/// The ids of the triggers that every container has: Initialization and All Pages.
const SYSTEM_TRIGGERS: [&str; 2] = ["2147479573", "2147479553"];

/// The variable of a trigger's own condition, which no container declares.
const EVENT_IN_CONDITIONS: &str = "_event";

/// The problems of a container, as texts.
pub(crate) fn problems(export: &Value) -> Vec<String> {
    let mut problems = envelope(export);
    let version = &export["containerVersion"];
    problems.extend(schema(version));
    walk(version, "containerVersion", &mut |path, value| {
        problems.extend(enumeration(path, value));
    });
    problems.extend(identities(version));
    problems.extend(references(version));
    for tag in items(version, "tag") {
        problems.extend(parameters(tag, &kind(tag)));
    }
    for variable in items(version, "variable") {
        problems.extend(parameters(variable, &kind(variable)));
    }
    for trigger in items(version, "trigger") {
        for filter in ["customEventFilter", "filter"] {
            for condition in items(trigger, filter) {
                problems.extend(parameters(condition, "condition"));
            }
        }
    }
    problems
}

/// The entries of a list; none if it is absent.
pub(crate) fn items<'a>(parent: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    parent[key].as_array().into_iter().flatten()
}

/// The text under a key; empty if it is absent.
pub(crate) fn text<'a>(object: &'a Value, key: &str) -> &'a str {
    object[key].as_str().unwrap_or_default()
}

fn kind(object: &Value) -> String {
    text(object, "type").to_owned()
}

/// Checks the envelope, which is not part of Google's schema.
fn envelope(export: &Value) -> Vec<String> {
    let expected = ["exportFormatVersion", "exportTime", "containerVersion"];
    let keys: Vec<_> = export
        .as_object()
        .into_iter()
        .flat_map(|it| it.keys())
        .collect();
    let mut problems = Vec::new();
    if keys != expected {
        problems.push(format!("the envelope has {keys:?} instead of {expected:?}"));
    }
    if export["exportFormatVersion"] != 2 {
        problems.push("exportFormatVersion is not 2".to_owned());
    }
    let pattern: String = text(export, "exportTime")
        .chars()
        .map(|letter| if letter.is_ascii_digit() { '0' } else { letter })
        .collect();
    if pattern != "0000-00-00 00:00:00" {
        problems.push("exportTime is not a time".to_owned());
    }
    problems
}

/// Checks that Google's own types parse the container and write all of it back, because they drop keys
/// that they do not know.
fn schema(version: &Value) -> Vec<String> {
    let parsed = serde_json::from_value::<ContainerVersion>(version.clone());
    let rewritten = match parsed.and_then(serde_json::to_value) {
        Ok(rewritten) => rewritten,
        Err(error) => return vec![format!("does not match Google's schema: {error}")],
    };
    let mut problems = Vec::new();
    walk(version, "", &mut |path, value| {
        let kept = rewritten.pointer(path);
        let same = match (kept, value) {
            (Some(Value::Object(_)), Value::Object(_)) => true,
            (Some(Value::Array(kept)), Value::Array(value)) => kept.len() == value.len(),
            (kept, value) => kept == Some(value),
        };
        if !same {
            problems.push(format!("Google's schema does not know {path}"));
        }
    });
    problems
}

/// Visits a value and every value in it, each with its JSON pointer.
fn walk(value: &Value, path: &str, visit: &mut impl FnMut(&str, &Value)) {
    visit(path, value);
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                walk(value, &format!("{path}/{key}"), visit);
            }
        }
        Value::Array(array) => {
            for (index, value) in array.iter().enumerate() {
                walk(value, &format!("{path}/{index}"), visit);
            }
        }
        _ => {}
    }
}

/// Checks the words of enumerations: Google's types accept any string there, and exports write the words
/// in another case than its API.
fn enumeration(path: &str, value: &Value) -> Option<String> {
    let words: &[&str] = match path.rsplit('/').next()? {
        "tagFiringOption" => &["ONCE_PER_EVENT"],
        "consentStatus" => &["NOT_SET", "NOT_NEEDED", "NEEDED"],
        "type" => {
            let parent = path
                .trim_end_matches("/type")
                .trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '/');
            match parent.rsplit('/').next()? {
                "parameter" | "list" | "map" | "monitoringMetadata" | "priority" => {
                    &["TEMPLATE", "INTEGER", "BOOLEAN", "LIST", "MAP"]
                }
                "customEventFilter" | "filter" => &["EQUALS", "MATCH_REGEX"],
                "trigger" => &["CUSTOM_EVENT"],
                "builtInVariable" => &["EVENT"],
                "tag" => &["gaawe", "googtag"],
                "variable" => &["v", "c", "jsm"],
                _ => &[],
            }
        }
        _ => return None,
    };
    let known = value.as_str().is_some_and(|word| words.contains(&word));
    (!known).then(|| format!("{path} is {value}, not one of {words:?}"))
}

/// Checks that every item has an id that is unique in the container and a name that is unique in its list.
fn identities(version: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    let mut ids = BTreeSet::new();
    for list in ["tag", "trigger", "variable", "folder"] {
        let mut names = BTreeSet::new();
        for item in items(version, list) {
            let (id, name) = (text(item, &format!("{list}Id")), text(item, "name"));
            if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_digit()) || !ids.insert(id) {
                problems.push(format!("the {list} {name:?} has no unique id: {id:?}"));
            }
            if name.is_empty() || !names.insert(name) {
                problems.push(format!("there is more than one {list} {name:?}"));
            }
            for same in ["accountId", "containerId"] {
                if item[same] != version[same] {
                    problems.push(format!("the {list} {name:?} has another {same}"));
                }
            }
        }
    }
    problems
}

/// Checks that every `{{name}}`, trigger and folder that an item refers to exists.
fn references(version: &Value) -> Vec<String> {
    let named = |list, key: &'static str| items(version, list).map(move |item| text(item, key));
    let variables: BTreeSet<&str> = named("variable", "name")
        .chain(named("builtInVariable", "name"))
        .chain([EVENT_IN_CONDITIONS])
        .collect();
    let triggers: BTreeSet<&str> = named("trigger", "triggerId")
        .chain(SYSTEM_TRIGGERS)
        .collect();
    let folders: BTreeSet<&str> = named("folder", "folderId").collect();

    let mut problems = Vec::new();
    walk(version, "", &mut |path, value| {
        let Some(value) = value.as_str() else { return };
        for part in value.split("{{").skip(1) {
            let name = part.split_once("}}").map(|(name, _)| name);
            if !name.is_some_and(|name| variables.contains(name)) {
                problems.push(format!("{path}: there is no variable {name:?}"));
            }
        }
        if path.ends_with("/parentFolderId") && !folders.contains(value) {
            problems.push(format!("{path}: there is no folder {value}"));
        }
        if path.contains("/firingTriggerId/") && !triggers.contains(value) {
            problems.push(format!("{path}: there is no trigger {value}"));
        }
    });
    for tag in items(version, "tag") {
        // An event that fires two triggers of one tag is sent once; but no event needs two.
        let most = if tag["type"] == "googtag" { 3 } else { 1 };
        if !(1..=most).contains(&items(tag, "firingTriggerId").count()) {
            problems.push(format!(
                "{} fires on no trigger, or on too many",
                tag["name"]
            ));
        }
    }
    problems
}

/// Checks that a tag, variable or condition has exactly the parameters of its kind. Google's schema does
/// not specify them.
fn parameters(owner: &Value, kind: &str) -> Vec<String> {
    let expected: &[(&str, &str)] = match kind {
        "gaawe" => &[
            ("enhancedUserId", "BOOLEAN"),
            ("eventName", "TEMPLATE"),
            ("eventSettingsTable", "LIST"),
            ("measurementIdOverride", "TEMPLATE"),
            ("sendEcommerceData", "BOOLEAN"),
        ],
        "googtag" if typed(owner, "parameter").len() > 1 => {
            &[("configSettingsTable", "LIST"), ("tagId", "TEMPLATE")]
        }
        "googtag" => &[("tagId", "TEMPLATE")],
        "v" => &[
            ("dataLayerVersion", "INTEGER"),
            ("name", "TEMPLATE"),
            ("setDefaultValue", "BOOLEAN"),
        ],
        "c" => &[("value", "TEMPLATE")],
        "jsm" => &[("javascript", "TEMPLATE")],
        "condition" => &[("arg0", "TEMPLATE"), ("arg1", "TEMPLATE")],
        _ => &[],
    };
    let mut problems = Vec::new();
    if typed(owner, "parameter") != expected.iter().copied().collect() {
        let name = text(owner, "name");
        problems.push(format!(
            "the {kind} {name:?} does not have the parameters {expected:?}"
        ));
    }
    for table in items(owner, "parameter").filter(|parameter| parameter["type"] == "LIST") {
        for row in items(table, "list") {
            let cells = BTreeMap::from([("parameter", "TEMPLATE"), ("parameterValue", "TEMPLATE")]);
            if row["type"] != "MAP" || typed(row, "map") != cells {
                problems.push(format!("{row} is not a row of {}", table["key"]));
            }
        }
    }
    problems
}

fn typed<'a>(owner: &'a Value, list: &str) -> BTreeMap<&'a str, &'a str> {
    let parameters = items(owner, list);
    parameters
        .map(|parameter| (text(parameter, "key"), text(parameter, "type")))
        .collect()
}
