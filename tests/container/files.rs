//! The files in `gtm/`, which the crate writes.

use std::collections::BTreeSet;

use serde_json::Value;
use yew_customerly::gtm::{Container, DataLayer};

use super::check::{items, problems, text};
use super::{COMMITTED, COMMITTED_UPDATE, COMMITTED_WITH_GA4, committed};

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
        ("a number for a text", "\"tagId\": \"53\"", "\"tagId\": 53"),
    ] {
        let broken = COMMITTED.replacen(right, wrong, 1);
        assert_ne!(broken, COMMITTED, "{mistake} is not in the file");
        let broken = serde_json::from_str(&broken).expect("JSON");
        assert_ne!(problems(&broken), [""; 0], "{mistake} is not detected");
    }
}
