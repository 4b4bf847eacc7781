//! Plays the importable container with the pushes of an app, and checks what reaches Google Analytics.

mod expected;
mod tag_manager;

use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::gtm::{Container, DataLayer};
use yew_customerly::{CustomerlyProviderProps, EventKind, MessengerStatus};

use crate::support::{chat, mount, page, props};
use expected::{expected, expected_hits};
use tag_manager::{Hit, TagManager};

const CONTAINER: &str = include_str!("../../../gtm/customerly-container.json");
const UPDATE: &str = include_str!("../../../gtm/customerly-container-update.json");
const WITH_GA4: &str = include_str!("../../../gtm/customerly-container-with-ga4.json");

/// What a running app pushes for all these calls.
async fn pushes() -> Vec<Value> {
    let app = mount(CustomerlyProviderProps {
        data_layer: DataLayer::new(),
        ..props("")
    })
    .await;
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    let path = page::eval("location.pathname + location.search");
    page::run(
        "window.dataLayer = []; document.title = 'Prices';
         history.replaceState(null, '', '/prices?utm_source=mail&email=ada%40example.com')",
    );
    for (call, ..) in expected() {
        page::fire(call);
    }
    let pushes = page::eval("dataLayer");
    page::run(&format!("history.replaceState(null, '', {path})"));
    page::console();
    app.destroy();
    serde_json::from_str(&pushes).expect("an array")
}

/// What reaches Google Analytics of these pushes.
fn play(container: &str, pushes: &[Value]) -> Vec<Hit> {
    let mut manager = TagManager::new(container, true);
    manager.begin_page();
    pushes.iter().for_each(|push| manager.read(push));
    manager.hits
}

#[wasm_bindgen_test]
async fn what_matters_reaches_google_analytics_with_its_page_and_nothing_stale() {
    let pushes = pushes().await;
    assert_eq!(pushes.len(), expected().len());
    assert_eq!(play(CONTAINER, &pushes), expected_hits(false));

    // With all tags on.
    let container = EventKind::ALL
        .iter()
        .fold(Container::new(&DataLayer::new()), |container, kind| {
            container.tag(*kind, true)
        });
    let container = container.measurement_id("G-A1B2C3D4E5").to_json();
    assert_eq!(play(&container, &pushes), expected_hits(true));

    // Without any Google tag nothing is sent.
    assert_eq!(play(WITH_GA4, &pushes), []);
}

/// The id of an event's trigger.
fn trigger_id(event: &str) -> String {
    let (before, _) = CONTAINER
        .split_once(&format!("\"name\": \"CE - {event}\""))
        .expect("a trigger");
    let (_, id) = before.rsplit_once("\"triggerId\": \"").expect("an id");
    id.split('"').next().expect("an id").to_owned()
}

#[wasm_bindgen_test]
async fn each_change_of_the_container_is_noticed() {
    let pushes = pushes().await;
    let hits = expected_hits(false);
    let parameters = |value: &str| format!("\"value\": \"{value}\"");
    let firing = |id: &str| format!("\"firingTriggerId\": [\n          \"{id}\"");
    for (what, right, wrong) in [
        (
            "a trigger's event",
            parameters("customerly_chat_opened"),
            parameters("customerly_chat_open"),
        ),
        (
            "a trigger's side",
            "{{_event}}".to_owned(),
            "{{Event}}".to_owned(),
        ),
        (
            "the lead's filter",
            parameters("{{DLV - customerly_lead_email_given}}"),
            parameters("true"),
        ),
        (
            "the lead's filter's value",
            parameters("true"),
            parameters("false"),
        ),
        (
            "a mapping",
            parameters("{{DLV - customerly_page_location}}"),
            parameters("{{DLV - customerly_page_title}}"),
        ),
        (
            "a parameter's name",
            parameters("page_referrer"),
            parameters("referrer"),
        ),
        (
            "a key",
            parameters("customerly_article_title"),
            parameters("customerly_title"),
        ),
        (
            "a key of the page",
            parameters("customerly_page_title"),
            parameters("title"),
        ),
        (
            "an event's name",
            parameters("generate_lead"),
            parameters("lead"),
        ),
        ("a constant", parameters("USD"), parameters("EUR")),
        (
            "the measurement id",
            "G-XXXXXXXXXX".to_owned(),
            " G-XXXXXXXXXX".to_owned(),
        ),
        (
            "a tag's trigger",
            firing(&trigger_id("customerly_chat_opened")),
            firing(&trigger_id("customerly_survey_answered")),
        ),
        (
            "a paused tag",
            "\"paused\": true".to_owned(),
            "\"paused\": false".to_owned(),
        ),
        (
            "a firing option",
            "\"ONCE_PER_EVENT\"".to_owned(),
            "\"ONCE_PER_LOAD\"".to_owned(),
        ),
        (
            "a consent",
            "\"NOT_SET\"".to_owned(),
            "\"NEEDED\"".to_owned(),
        ),
    ] {
        // All of them, because a container has most of these several times.
        let broken = CONTAINER.replace(&right, &wrong);
        assert_ne!(broken, CONTAINER, "{what} is not in the file");
        let mut manager = TagManager::new(&broken, what != "a consent");
        manager.begin_page();
        // Twice, so that what fires once shows.
        for push in pushes.iter().chain(&pushes) {
            manager.read(push);
        }
        let twice: Vec<Hit> = hits.iter().chain(&hits[1..]).cloned().collect();
        assert_ne!(manager.hits, twice, "{what} is not noticed");
    }
}

#[wasm_bindgen_test]
async fn a_consent_that_comes_late_counts_from_then_on() {
    let pushes = pushes().await;
    let needed = CONTAINER.replace("NOT_SET", "NEEDED");
    let mut manager = TagManager::new(&needed, false);
    manager.begin_page();
    for push in &pushes {
        manager.read(push);
    }
    assert_eq!(manager.hits, []);
    manager.has_consent = true;
    for push in &pushes {
        manager.read(push);
    }
    // One page view, which comes before the event that follows the consent.
    assert_eq!(manager.hits, expected_hits(false));

    // Neither if the Google tag fires on the page's beginning only, nor without its priority.
    let without = |right: &str, wrong: &str| {
        let broken = needed.replacen(right, wrong, 1);
        assert_ne!(broken, needed);
        let mut manager = TagManager::new(&broken, false);
        manager.begin_page();
        manager.has_consent = true;
        pushes.iter().for_each(|push| manager.read(push));
        manager.hits
    };
    let any = needed
        .split_once("\"2147479573\",\n          \"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(id, _)| format!("\"2147479573\",\n          \"{id}\""));
    let any = any.expect("a second trigger");
    assert_eq!(without(&any, "\"2147479573\""), []);
    // The Google tag stands before the others in the file, so a lower priority shows.
    assert_ne!(
        without("\"value\": \"10\"", "\"value\": \"-1\""),
        expected_hits(false)
    );
}

#[wasm_bindgen_test]
fn a_page_view_of_the_app_counts_after_a_late_consent_without_an_event_of_the_chat() {
    let data_layer = DataLayer::builder().page_views().build();
    let container = Container::new(&data_layer.expect("valid")).measurement_id("G-A1B2C3D4E5");
    let needed = container.to_json().replace("NOT_SET", "NEEDED");
    let mut manager = TagManager::new(&needed, false);
    manager.begin_page();
    let view = |route: &str| {
        let location = format!("https://shop.example/#/{route}");
        serde_json::json!({ "event": "customerly_page_view", "customerly_page_location": location })
    };
    manager.read(&view("prices"));
    assert_eq!(manager.hits, []);
    manager.has_consent = true;
    manager.read(&view("contact"));
    let [hit] = &manager.hits[..] else {
        panic!("{:?}", manager.hits);
    };
    assert_eq!(hit.event, "page_view");
    assert_eq!(
        hit.parameters["page_location"],
        "https://shop.example/#/contact"
    );
}

#[wasm_bindgen_test]
async fn an_update_over_an_earlier_import_keeps_what_was_filled_in() {
    let pushes = pushes().await;
    let filled = CONTAINER
        .replace("G-XXXXXXXXXX", "G-A1B2C3D4E5")
        .replace("\"USD\"", "\"EUR\"");
    let mut merged: Value = serde_json::from_str(&filled).expect("JSON");
    let update: Value = serde_json::from_str(UPDATE).expect("JSON");
    // Google Tag Manager replaces what has the same name, and gives it the ids that it has.
    for list in ["tag", "trigger", "variable"] {
        let all = merged["containerVersion"][list]
            .as_array_mut()
            .expect("a list");
        for item in all.iter_mut() {
            let mut updated = update["containerVersion"][list]
                .as_array()
                .into_iter()
                .flatten();
            let Some(mut new) = updated.find(|new| new["name"] == item["name"]).cloned() else {
                continue;
            };
            for key in ["tagId", "triggerId", "variableId", "firingTriggerId"] {
                if !item[key].is_null() {
                    new[key] = item[key].clone();
                }
            }
            *item = new;
        }
    }
    let hits = play(&merged.to_string(), &pushes);
    assert_eq!(hits.len(), expected_hits(false).len());
    let lead = hits.iter().find(|hit| hit.event == "generate_lead");
    assert_eq!(lead.expect("a lead").parameters["currency"], "EUR");
}
