//! The importable container: the committed file, and containers that an app writes for its own data layer.

mod check;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use yew_customerly::EventKind;
use yew_customerly::gtm::{
    CATALOGUE, CatalogueEntry, Container, DataLayer, DataLayerError, DataLayerKey,
};

use check::{items, problems, text};

const COMMITTED: &str = include_str!("../../gtm/customerly-container.json");

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

#[test]
fn the_committed_file_is_what_the_crate_writes() {
    let written = Container::new(&DataLayer::new()).to_json();
    assert!(
        written == COMMITTED,
        "gtm/customerly-container.json does not match the catalogue: run `cargo xtask container`"
    );
}

#[test]
fn containers_follow_the_rules_of_google() -> Result<(), DataLayerError> {
    let renamed = DataLayer::builder()
        .prefix("chat_")
        .rename(EventKind::LeadGenerated, "lead")
        .rename(EventKind::ChatClosed, "lead")
        .without(EventKind::MessageRead)
        .parameter("plan", |_| None)
        .build()?;
    let container = Container::new(&renamed)
        .name("Shop")
        .measurement_id("G-A1B2C3D4E5");
    let [off, recipe] = [
        DataLayer::off(),
        DataLayer::builder().track_to_measure().build()?,
    ];
    for export in [
        committed(),
        export(&container),
        export(&container.without_google_tag()),
        export(&Container::new(&off)),
        export(&Container::new(&recipe)),
    ] {
        assert_eq!(problems(&export), [""; 0]);
        assert_ga4_rules(&export["containerVersion"]);
    }
    Ok(())
}

/// Google Analytics 4 silently drops events and parameters that break these rules.
fn assert_ga4_rules(version: &Value) {
    for tag in event_tags(version) {
        let (event, sends) = (parameter_text(tag, "eventName"), sent_parameters(tag));
        let rows = items(parameter(tag, "eventSettingsTable"), "list").count();
        assert_eq!(rows, sends.len(), "{event} sends a parameter twice");
        assert!(rows <= 25, "{event} has {rows} parameters");
        for name in sends.keys().copied().chain([event]) {
            assert!(name.len() <= 40, "{name} is too long");
            let mut letters = name.bytes();
            assert!(
                letters
                    .next()
                    .is_some_and(|letter| letter.is_ascii_alphabetic()),
                "{name}"
            );
            assert!(
                letters.all(|letter| letter.is_ascii_alphanumeric() || letter == b'_'),
                "{name}"
            );
            for prefix in ["firebase_", "ga_", "google_"] {
                assert!(!name.starts_with(prefix), "{name} has a reserved prefix");
            }
            assert!(
                !["user_id", "session_id", "currency", "value"].contains(&name),
                "{name}"
            );
        }
        assert!(
            !["page_view", "click", "error", "session_start"].contains(&event),
            "{event}"
        );
    }
}

#[test]
fn each_event_has_a_tag_and_each_key_a_variable() {
    let export = committed();
    let version = &export["containerVersion"];
    let tags = tags_by_event(version);
    assert_eq!(event_tags(version).count(), CATALOGUE.len());
    for CatalogueEntry {
        kind, event, keys, ..
    } in CATALOGUE
    {
        let (tag, sends) = (tags[event], sent_parameters(tags[event]));
        assert_eq!(sends["page_location"], "{{DLV - customerly_page_location}}");
        assert_eq!(sends["page_title"], "{{DLV - customerly_page_title}}");
        for key in keys.iter().filter(|key| !withheld(**key)) {
            let name = key.name();
            assert_eq!(sends[name], format!("{{{{DLV - {name}}}}}"), "{event}");
        }
        let lead = *kind == EventKind::LeadGenerated;
        let sent = if lead { "generate_lead" } else { event };
        assert_eq!(parameter_text(tag, "eventName"), sent);
        assert_eq!(sends.contains_key("lead_source"), lead);
        assert!(
            DataLayerKey::ALL
                .iter()
                .all(|key| !withheld(*key) || !sends.contains_key(key.name()))
        );
    }
    let variables: BTreeSet<&str> = items(version, "variable")
        .filter(|variable| variable["type"] == "v")
        .map(|variable| parameter_text(variable, "name"))
        .collect();
    assert_eq!(
        variables,
        DataLayerKey::ALL.iter().map(|key| key.name()).collect()
    );
}

/// Keys with a variable that no tag sends, because they contain what visitors write or identify them.
const fn withheld(key: DataLayerKey) -> bool {
    matches!(
        key,
        DataLayerKey::MessageText | DataLayerKey::LeadEmailSha256
    )
}

#[test]
fn no_event_is_sent_twice() {
    let export = committed();
    let version = &export["containerVersion"];
    let any = items(version, "trigger")
        .find(|trigger| trigger["customEventFilter"][0]["type"] == "MATCH_REGEX")
        .expect("the trigger for all events");
    let fires = |tag: &Value| items(tag, "firingTriggerId").any(|id| *id == any["triggerId"]);
    assert!(
        !items(version, "tag").any(fires),
        "only the site's own tags use it"
    );

    let names = event_condition(any)
        .strip_prefix("^(")
        .and_then(|rest| rest.strip_suffix(")$"));
    let names: BTreeSet<&str> = names.expect("an anchored regex").split('|').collect();
    assert_eq!(names, CATALOGUE.iter().map(|entry| entry.event).collect());

    let google_tags: Vec<&Value> = items(version, "tag")
        .filter(|tag| tag["type"] == "googtag")
        .collect();
    assert_eq!(google_tags.len(), 1);
    assert_eq!(google_tags[0]["firingTriggerId"][0], "2147479573");
}

#[test]
fn a_container_follows_the_apps_data_layer() -> Result<(), DataLayerError> {
    let layer = DataLayer::builder()
        .rename(EventKind::NewConversation, "chat_started")
        .without(EventKind::MessageRead)
        .parameter("plan", |_| None)
        .build()?;
    let container = Container::new(&layer).measurement_id("G-A1B2C3D4E5");
    let export = export(&container.clone().without_google_tag());
    let version = &export["containerVersion"];
    let tags = tags_by_event(version);
    assert_eq!(
        parameter_text(tags["chat_started"], "eventName"),
        "chat_started"
    );
    assert_eq!(
        sent_parameters(tags["chat_started"])["plan"],
        "{{DLV - plan}}"
    );
    assert!(!tags.contains_key("customerly_new_conversation"));
    assert!(!tags.contains_key("customerly_message_read"));
    assert!(!items(version, "tag").any(|tag| tag["type"] == "googtag"));
    assert!(container.to_json().contains("\"G-A1B2C3D4E5\""));
    Ok(())
}

#[test]
fn the_readme_of_the_container_names_only_existing_events_and_keys() {
    let page = include_str!("../../gtm/README.md");
    let events = CATALOGUE.iter().map(|entry| entry.event);
    let known: BTreeSet<&str> = events
        .chain(DataLayerKey::ALL.iter().map(|key| key.name()))
        .collect();
    let words = page.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    for word in words.filter(|word| word.starts_with("customerly_")) {
        assert!(known.contains(word), "{word}");
    }
    let export = committed();
    let count = |list| items(&export["containerVersion"], list).count();
    let (tags, triggers, variables) = (count("tag"), count("trigger"), count("variable"));
    let preview = format!("{tags} tags, {triggers} triggers and {variables} variables");
    assert!(page.contains(&preview), "the import adds {preview}");
}

/// The recipe pushes ten events under one name, so each trigger must also check the action.
#[test]
fn the_triggers_of_the_recipe_check_the_action() -> Result<(), DataLayerError> {
    let layer = DataLayer::builder().track_to_measure().build()?;
    let export = export(&Container::new(&layer));
    let shared: Vec<&Value> = items(&export["containerVersion"], "trigger")
        .filter(|trigger| event_condition(trigger) == "customerly_Event")
        .collect();
    let actions: BTreeSet<&str> = shared
        .iter()
        .map(|trigger| parameter_text(&trigger["filter"][0], "arg1"))
        .collect();
    assert_eq!((shared.len(), actions.len()), (10, 10));
    assert!(actions.contains("new chat lead"));
    Ok(())
}

/// Proves that [`problems`] detects each kind of mistake.
#[test]
fn the_check_detects_each_mistake() {
    for (mistake, right, wrong) in [
        (
            "a key of the envelope",
            "\"exportTime\"",
            "\"exportedTime\"",
        ),
        (
            "a key of the version",
            "\"builtInVariable\"",
            "\"builtInVariables\"",
        ),
        (
            "a key of a container",
            "\"usageContext\"",
            "\"usageContexts\"",
        ),
        ("a feature", "\"supportZones\"", "\"supportsZones\""),
        (
            "a key of a tag",
            "\"firingTriggerId\"",
            "\"firingTriggerIds\"",
        ),
        (
            "a key of a trigger",
            "\"customEventFilter\"",
            "\"customEventFilters\"",
        ),
        ("a key of a variable", "\"variableId\"", "\"variableID\""),
        (
            "a tag's parameter",
            "\"measurementIdOverride\"",
            "\"measurementId\"",
        ),
        ("a table", "\"eventSettingsTable\"", "\"eventParameters\""),
        ("a table's cell", "\"parameterValue\"", "\"value\""),
        (
            "a variable's parameter",
            "\"dataLayerVersion\"",
            "\"datalayerVersion\"",
        ),
        ("a condition's side", "\"arg1\"", "\"arg2\""),
        ("a type", "\"TEMPLATE\"", "\"template\""),
        ("a kind of trigger", "\"CUSTOM_EVENT\"", "\"customEvent\""),
        (
            "a kind of condition",
            "\"MATCH_REGEX\"",
            "\"MATCHES_REGEX\"",
        ),
        ("a kind of tag", "\"gaawe\"", "\"gaawc\""),
        ("a word", "\"ONCE_PER_EVENT\"", "\"oncePerEvent\""),
        (
            "a variable's name",
            "{{DLV - customerly_survey_id}}",
            "{{DLV - survey_id}}",
        ),
        (
            "a constant's name",
            "{{Customerly - GA4",
            "{{Customerly GA4",
        ),
        ("a trigger's id", "\"2147479573\"", "\"2147479574\""),
        (
            "a folder's id",
            "\"parentFolderId\": \"1\"",
            "\"parentFolderId\": \"9\"",
        ),
        (
            "an id twice",
            "\"variableId\": \"3\"",
            "\"variableId\": \"2\"",
        ),
        ("a number for a text", "\"tagId\": \"49\"", "\"tagId\": 49"),
    ] {
        let broken = COMMITTED.replacen(right, wrong, 1);
        assert_ne!(broken, COMMITTED, "{mistake} is not in the file");
        let broken = serde_json::from_str(&broken).expect("JSON");
        assert_ne!(problems(&broken), [""; 0], "{mistake} is not detected");
    }
}
