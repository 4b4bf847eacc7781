//! The tags, triggers and variables of the container for the default names.

use std::collections::BTreeSet;

use serde_json::Value;
use yew_customerly::EventKind;
use yew_customerly::gtm::{CATALOGUE, CatalogueEntry, Container, DataLayer, DataLayerKey};

use super::check::{items, problems, text};
use super::{
    committed, event_condition, event_tags, export, parameter_text, sent_parameters, tags_by_event,
};

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
fn the_google_tag_is_tried_again_with_the_chats_events_and_page_views() {
    let export = committed();
    let version = &export["containerVersion"];
    let google_tag = items(version, "tag")
        .find(|tag| tag["type"] == "googtag")
        .expect("the Google tag");
    let trigger = |name: &str| {
        let mut triggers = items(version, "trigger");
        let trigger = triggers.find(|trigger| text(trigger, "name") == name);
        trigger.expect(name)["triggerId"].clone()
    };
    let expected = serde_json::json!([
        "2147479573",
        trigger("CE - Customerly - any event"),
        trigger("CE - customerly_page_view")
    ]);
    assert_eq!(google_tag["firingTriggerId"], expected);
    assert_eq!(google_tag["tagFiringOption"], "ONCE_PER_EVENT");
    assert_eq!(google_tag["priority"]["value"], "10");
    let others = items(version, "tag").filter(|tag| tag["type"] != "googtag");
    for tag in others {
        assert!(tag["priority"].is_null(), "{tag} would come first");
    }
}
