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

#[test]
fn the_committed_files_are_what_the_crate_writes() {
    let container = Container::new(&DataLayer::new());
    for (written, committed) in [
        (container.to_json(), COMMITTED),
        (
            container.clone().without_google_tag().to_json(),
            COMMITTED_WITH_GA4,
        ),
        (container.update().to_json(), COMMITTED_UPDATE),
    ] {
        assert!(
            written == committed,
            "a file in gtm/ does not match the catalogue: run `cargo xtask container`"
        );
    }
}

/// The names in a list of the container.
fn names<'a>(version: &'a Value, list: &'a str) -> BTreeSet<&'a str> {
    items(version, list)
        .map(|item| text(item, "name"))
        .collect()
}

#[test]
fn an_update_touches_nothing_that_the_marketer_filled_in() {
    let first = committed();
    let update: Value = serde_json::from_str(COMMITTED_UPDATE).expect("JSON");
    let (first, update) = (&first["containerVersion"], &update["containerVersion"]);
    let constants = items(first, "variable").filter(|variable| variable["type"] == "c");
    let constants: BTreeSet<&str> = constants.map(|constant| text(constant, "name")).collect();
    assert_eq!(constants.len(), 3);
    assert!(names(update, "variable").is_disjoint(&constants));
    assert!(!names(update, "tag").contains("GA4 - Google tag - Customerly"));
    // Google Tag Manager finds what the update refers to by name.
    let json = update.to_string();
    for constant in constants {
        assert!(json.contains(&format!("{{{{{constant}}}}}")), "{constant}");
    }
    for list in ["tag", "trigger", "variable"] {
        assert!(names(update, list).is_subset(&names(first, list)), "{list}");
    }
    assert_eq!(
        names(update, "tag").len() + 1,
        names(first, "tag").len(),
        "everything else is in it"
    );
    assert_eq!(names(update, "trigger"), names(first, "trigger"));
}

#[test]
fn the_tags_for_what_a_person_acts_on_are_on() {
    let export = committed();
    let on = event_tags(&export["containerVersion"]).filter(|tag| tag["paused"] != true);
    let on: BTreeSet<&str> = on.map(|tag| parameter_text(tag, "eventName")).collect();
    let expected = BTreeSet::from([
        "customerly_chat_closed",
        "customerly_chat_opened",
        "customerly_chatflow_notification_clicked",
        "customerly_help_center_article_opened",
        "customerly_new_conversation",
        "customerly_profiling_question_answered",
        "customerly_survey_answered",
        "generate_lead",
    ]);
    assert_eq!(on, expected);
}

#[test]
fn a_lead_counts_only_with_an_email_address_and_has_a_value() {
    let export = committed();
    let version = &export["containerVersion"];
    let tags = tags_by_event(version);
    let sends = sent_parameters(tags["customerly_lead_generated"]);
    assert_eq!(sends["value"], "{{Customerly - value of a lead}}");
    assert_eq!(sends["currency"], "{{Customerly - currency of a lead}}");
    assert_eq!(sends["lead_source"], "customerly");
    let trigger = items(version, "trigger")
        .find(|trigger| event_condition(trigger) == "customerly_lead_generated")
        .expect("a trigger");
    let filter = &trigger["filter"][0];
    assert_eq!(filter["type"], "EQUALS");
    assert_eq!(
        parameter_text(filter, "arg0"),
        "{{DLV - customerly_lead_email_given}}"
    );
    assert_eq!(parameter_text(filter, "arg1"), "true");
    // An app's own value takes its place.
    let own = DataLayer::builder()
        .parameter("value", |_| None)
        .parameter("currency", |_| None)
        .build()
        .expect("valid names");
    let export = self::export(&Container::new(&own));
    let tags = tags_by_event(&export["containerVersion"]);
    let sends = sent_parameters(tags["customerly_lead_generated"]);
    assert_eq!(sends["value"], "{{DLV - value}}");
    assert_eq!(problems(&export), [""; 0]);
}

#[test]
fn the_google_tag_is_tried_again_with_the_chats_events() {
    let export = committed();
    let version = &export["containerVersion"];
    let google_tag = items(version, "tag")
        .find(|tag| tag["type"] == "googtag")
        .expect("the Google tag");
    let any = items(version, "trigger")
        .find(|trigger| text(trigger, "name") == "CE - Customerly - any event")
        .expect("the trigger for all events");
    let expected = serde_json::json!(["2147479573", any["triggerId"]]);
    assert_eq!(google_tag["firingTriggerId"], expected);
    assert_eq!(google_tag["tagFiringOption"], "ONCE_PER_EVENT");
    assert_eq!(google_tag["priority"]["value"], "10");
    let others = items(version, "tag").filter(|tag| tag["type"] != "googtag");
    for tag in others {
        assert!(tag["priority"].is_null(), "{tag} would come first");
    }
}

#[test]
fn page_views_of_the_app_take_the_place_of_googles() -> Result<(), DataLayerError> {
    let layer = DataLayer::builder().prefix("chat_").page_views().build()?;
    let own = export(&Container::new(&layer));
    assert_eq!(problems(&own), [""; 0]);
    for (export, event, is_on) in [
        (committed(), "customerly_page_view", false),
        (own, "chat_page_view", true),
    ] {
        let version = &export["containerVersion"];
        let tag = tags_by_event(version)[event];
        assert_eq!(parameter_text(tag, "eventName"), "page_view");
        assert_eq!(tag["paused"] != true, is_on);
        let expected = ["page_location", "page_referrer", "page_title"];
        assert!(sent_parameters(tag).into_keys().eq(expected));
        let google_tag = items(version, "tag").find(|tag| tag["type"] == "googtag");
        let rows = parameter(google_tag.expect("the Google tag"), "configSettingsTable");
        let rows: Vec<String> = items(rows, "list")
            .map(|row| {
                format!(
                    "{}={}",
                    text(&row["map"][0], "value"),
                    text(&row["map"][1], "value")
                )
            })
            .collect();
        let expected: &[&str] = if is_on {
            &["send_page_view=false"]
        } else {
            &[]
        };
        assert_eq!(rows, expected);
    }
    Ok(())
}

#[test]
fn ids_of_conversations_are_sent_only_if_the_app_pushes_them() -> Result<(), DataLayerError> {
    let layer = DataLayer::builder().conversation_ids().build()?;
    for (export, expected) in [
        (committed(), false),
        (export(&Container::new(&layer)), true),
    ] {
        let tags = tags_by_event(&export["containerVersion"]);
        let sends = sent_parameters(tags["customerly_message_read"]);
        for key in [DataLayerKey::ConversationId, DataLayerKey::MessageId] {
            assert_eq!(sends.contains_key(key.name()), expected, "{key:?}");
        }
    }
    Ok(())
}

#[test]
fn an_app_switches_tags_on_and_off() {
    let container = Container::new(&DataLayer::new())
        .tag(EventKind::MessageRead, true)
        .tag(EventKind::ChatOpened, false);
    let export = export(&container);
    let tags = tags_by_event(&export["containerVersion"]);
    assert_ne!(tags["customerly_message_read"]["paused"], true);
    assert_eq!(tags["customerly_chat_opened"]["paused"], true);
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
        serde_json::from_str(COMMITTED_WITH_GA4).expect("JSON"),
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
            assert!(!["user_id", "session_id"].contains(&name), "{name}");
        }
        assert_eq!(sends.contains_key("value"), sends.contains_key("currency"));
        // A page view is sent in place of Google's own.
        assert!(
            !["click", "error", "session_start"].contains(&event),
            "{event}"
        );
    }
}

#[test]
fn each_event_has_a_tag_and_each_key_a_variable() {
    let export = committed();
    let version = &export["containerVersion"];
    let tags = tags_by_event(version);
    // And the page view.
    assert_eq!(event_tags(version).count(), CATALOGUE.len() + 1);
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

/// Keys with a variable that no tag sends by default, because they contain what visitors write or identify
/// them.
const fn withheld(key: DataLayerKey) -> bool {
    matches!(
        key,
        DataLayerKey::MessageText
            | DataLayerKey::LeadEmailSha256
            | DataLayerKey::ConversationId
            | DataLayerKey::MessageId
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
        !event_tags(version).any(fires),
        "only the Google tag and the site's own tags use it"
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
        assert!(
            known.contains(word) || word == "customerly_page_view",
            "{word}"
        );
    }
    for committed in [COMMITTED, COMMITTED_WITH_GA4] {
        let export: Value = serde_json::from_str(committed).expect("JSON");
        let version = &export["containerVersion"];
        let count = |list| items(version, list).count();
        let (tags, triggers, variables) = (count("tag"), count("trigger"), count("variable"));
        let preview = format!("{tags} tags, {triggers} triggers and {variables} variables");
        assert!(page.contains(&preview), "the import adds {preview}");
        // Each item that the page names exists.
        let all: BTreeSet<&str> = ["tag", "trigger", "variable"]
            .into_iter()
            .flat_map(|list| names(version, list))
            .collect();
        let code = page.split('`').skip(1).step_by(2);
        for name in code.filter(|name| {
            ["Customerly - ", "CE - ", "DLV - ", "GA4 - Event"]
                .iter()
                .any(|start| name.starts_with(start))
                && !name.ends_with('…')
        }) {
            assert!(all.contains(name), "there is no {name}");
        }
    }
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
        ("a number for a text", "\"tagId\": \"50\"", "\"tagId\": 50"),
    ] {
        let broken = COMMITTED.replacen(right, wrong, 1);
        assert_ne!(broken, COMMITTED, "{mistake} is not in the file");
        let broken = serde_json::from_str(&broken).expect("JSON");
        assert_ne!(problems(&broken), [""; 0], "{mistake} is not detected");
    }
}
