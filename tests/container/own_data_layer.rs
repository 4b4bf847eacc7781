//! Containers that an app writes for its own data layer.

use std::collections::BTreeSet;

use serde_json::Value;
use yew_customerly::EventKind;
use yew_customerly::gtm::{Container, DataLayer, DataLayerError, DataLayerKey};

use super::check::{items, problems, text};
use super::{
    COMMITTED_WITH_GA4, committed, event_condition, event_tags, export, parameter, parameter_text,
    sent_parameters, tags_by_event,
};

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
