//! No event and no page pushes personal data by default.

use proptest::prelude::*;

use super::event_values::{Page, event_values, page_values};
use crate::event::{ChatEvent, List, Scalar};
use crate::gtm::catalogue::{CatalogueEntry, DataLayerKey};
use crate::gtm::config::DataLayer;
use crate::gtm::ga4::LONGEST_NAME;
use crate::gtm::privacy::tests::decoded::{decoded, has_email};
use crate::gtm::privacy::tests::people::{email, phone};
use crate::gtm::privacy::{PrivacySettings, Sanitizer};
use crate::gtm::proptest_config::proptest_config;

/// Texts with email addresses and phone numbers in them.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        any::<String>(),
        email(false).prop_map(|person| person.spelling),
        phone(false).prop_map(|person| person.spelling),
        "[ -~]{0,120}",
    ];
    prop::collection::vec(part, 0..4).prop_map(|parts| parts.join(" "))
}

fn url() -> impl Strategy<Value = String> {
    (text(), text(), text(), text()).prop_map(|(path, name, value, fragment)| {
        format!("https://a.example/{path}?utm_term={value}&{name}=1&email={value}#/{fragment}")
    })
}

fn event() -> impl Strategy<Value = ChatEvent> {
    let text = || proptest::option::of(text());
    prop_oneof![
        text().prop_map(|email| ChatEvent::LeadGenerated { email }),
        text().prop_map(|message| ChatEvent::NewConversation {
            message,
            attachments: List::default(),
        }),
        (text(), text()).prop_map(|(attribute, answer)| ChatEvent::ProfilingQuestionAnswered {
            attribute,
            value: answer.map(Scalar::Text),
        }),
        any::<f64>().prop_map(|number| ChatEvent::ProfilingQuestionAnswered {
            attribute: Some("size".to_owned()),
            value: Some(Scalar::Number(number)),
        }),
        text().prop_map(|message| ChatEvent::MessengerLoadFailed {
            status: Some(401),
            message
        }),
    ]
}

/// An independent check: whether the text has an email address in any encoding, or digits after a plus
/// sign.
fn looks_personal(text: &str) -> bool {
    let text = decoded(text);
    let mut parts = text.split('+');
    let mut before = parts.next().unwrap_or_default();
    let has_phone = parts.any(|after| {
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let is_separate = !before.ends_with(|letter: char| letter.is_ascii_alphanumeric());
        before = after;
        is_separate && (9..=15).contains(&digits)
    });
    has_email(&text) || has_phone
}

/// Checks what must be true for any value.
fn check(key: DataLayerKey, value: Scalar) -> Result<(), TestCaseError> {
    prop_assert!(key.name().len() <= LONGEST_NAME);
    match value {
        Scalar::Text(text) => {
            // Digits in several segments of a path are a date and not a phone number.
            let mut parts = match key {
                DataLayerKey::PageLocation | DataLayerKey::PageReferrer => {
                    text.split(['/', '?', '&', '=', '#']).collect()
                }
                _ => vec![text.as_str()],
            }
            .into_iter();
            prop_assert!(!parts.any(looks_personal), "{key:?}: {text}");
            prop_assert!(!text.is_empty() || key == DataLayerKey::PageReferrer);
            prop_assert!(text.chars().count() <= key.longest_value());
        }
        Scalar::Number(number) => prop_assert!(number.abs() < 1e15),
        Scalar::Bool(_) => {}
    }
    Ok(())
}

proptest! {
    #![proptest_config(proptest_config())]

    #[test]
    fn no_event_reveals_a_person(event in event(), opt_in in any::<bool>()) {
        let layer = if opt_in {
            let layer = DataLayer::builder().message_text().answer("size");
            layer.build().expect("no names")
        } else {
            DataLayer::new()
        };
        let mut values = Vec::new();
        event_values(&layer, &event, None, &mut |key, value| values.push((key, value)));
        for (key, value) in values {
            prop_assert!(CatalogueEntry::of(event.kind()).keys.contains(&key));
            if !opt_in {
                prop_assert!(!matches!(key, DataLayerKey::MessageText | DataLayerKey::QuestionAnswer));
            }
            check(key, value)?;
        }
    }

    #[test]
    fn no_text_from_the_chat_reveals_a_person(
        key in prop::sample::select(&DataLayerKey::ALL[1..]),
        text in text(),
    ) {
        let privacy = PrivacySettings::default();
        let mut values = Vec::new();
        let mut set = |key, value| values.push((key, value));
        Sanitizer::new(&privacy, &mut set).set_text(key, Some(&text));
        for (set, value) in values {
            prop_assert_eq!(set, key);
            check(key, value)?;
        }
    }

    #[test]
    fn no_page_reveals_a_person(
        location in url(),
        referrer in prop_oneof![Just(String::new()), url()],
        title in text(),
        opt_in in any::<bool>(),
    ) {
        let layer = if opt_in {
            let layer = DataLayer::builder().query_parameter("email");
            layer.build().expect("no names")
        } else {
            DataLayer::new()
        };
        let mut values = Vec::new();
        let mut set = |key, value| values.push((key, value));
        let page = Page {
            url: Some(&location),
            title: Some(&title),
            referrer: Some(&referrer),
        };
        page_values(layer.privacy(), page, &mut set);
        for (key, value) in values {
            prop_assert!(DataLayerKey::PAGE.contains(&key));
            check(key, value)?;
        }
    }
}
