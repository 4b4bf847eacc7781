//! What leaves of events and pages.

use proptest::prelude::*;

use super::config;
use super::decoded::decoded;
use super::people::{email, phone};
use crate::event::{ChatEvent, List, Scalar};
use crate::gtm::catalogue::{Entry, Key};
use crate::gtm::data_layer::DataLayer;
use crate::gtm::names::LONGEST_NAME;
use crate::gtm::values::Values;

/// Texts as people write them, with what must not leave somewhere in them.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        any::<String>(),
        email(false).prop_map(|planted| planted.spelled),
        phone(false).prop_map(|planted| planted.spelled),
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

/// A judge of its own: an at sign in any spelling, or nine digits in a row with at most one character of
/// punctuation between them.
fn looks_personal(text: &str) -> bool {
    let text = decoded(text);
    let at = text.contains('@');
    let mut digits = 0;
    let mut gap = false;
    let phone = text.chars().any(|letter| {
        if letter.is_ascii_digit() {
            digits += 1;
            gap = false;
        } else if !gap && digits > 0 && " -./".contains(letter) {
            gap = true;
        } else {
            digits = 0;
        }
        digits >= 9
    });
    at || phone
}

/// What must hold for a value, whatever it was made of.
fn check(key: Key, value: Scalar) -> Result<(), TestCaseError> {
    prop_assert!(key.name().len() <= LONGEST_NAME);
    match value {
        Scalar::Text(text) => {
            // A number that spans the segments of a path is a date, not a phone's.
            let mut parts = match key {
                Key::PageLocation => text.split(['/', '?', '&', '=', '#']).collect(),
                _ => vec![text.as_str()],
            }
            .into_iter();
            prop_assert!(!parts.any(looks_personal), "{key:?}: {text}");
            prop_assert!(!text.is_empty());
            prop_assert!(text.chars().count() <= key.longest_value());
        }
        Scalar::Number(number) => prop_assert!(number.abs() < 1e15),
        Scalar::Bool(_) => {}
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_event_lets_anything_personal_out(event in event(), lets_out in any::<bool>()) {
        let layer = if lets_out {
            DataLayer::new().message_text().answer("size")
        } else {
            DataLayer::new()
        };
        let mut values = Vec::new();
        layer.values(&event, None, &mut |key, value| values.push((key, value)));
        for (key, value) in values {
            prop_assert!(Entry::of(event.kind()).keys.contains(&key));
            if !lets_out {
                prop_assert!(!matches!(key, Key::MessageText | Key::QuestionAnswer));
            }
            check(key, value)?;
        }
    }

    #[test]
    fn no_text_of_the_chats_lets_anything_personal_out(
        key in prop::sample::select(&Key::ALL[1..]),
        text in text(),
    ) {
        let layer = DataLayer::new();
        let mut values = Vec::new();
        let mut put = |key, value| values.push((key, value));
        Values::new(&layer.privacy, &mut put).text(key, Some(&text));
        for (put, value) in values {
            prop_assert_eq!(put, key);
            check(key, value)?;
        }
    }

    #[test]
    fn no_page_lets_anything_personal_out(
        location in url(),
        title in text(),
        lets_out in any::<bool>(),
    ) {
        let layer = if lets_out {
            DataLayer::new().query_parameter("email")
        } else {
            DataLayer::new()
        };
        let mut values = Vec::new();
        layer.page_values(Some(&location), Some(&title), &mut |key, value| values.push((key, value)));
        for (key, value) in values {
            prop_assert!(Key::PAGE.contains(&key));
            check(key, value)?;
        }
    }
}
