//! Redaction of texts.

use proptest::prelude::*;

use super::decoded::{decoded, digits, has_email};
use super::people::{email, hidden_phone, phone};
use crate::gtm::privacy::redaction::redact;
use crate::gtm::proptest_config::proptest_config;

/// Text around an address or a number: no digits, and no lower-case ASCII letters, as addresses have.
const AROUND: &str = "[A-Z ÄÖéß日本語\"'()+,.:;<>!?\\[\\]\\\\/_-]{0,20}";

/// Characters that matter in addresses and numbers, in any order, and others.
pub(super) fn fragments() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        3 => "[@%+＠﹫0-9A-Fa-f ._/:;?&=#()-]{0,40}",
        2 => "(%|25|40|%40|%25|%2|%EF%BC%A0|%[89A-F][0-9A-F]|[0-9]{1,4}|2026-11-22|[-+ ./@a]){0,16}",
        1 => any::<String>(),
    ];
    prop::collection::vec(part, 0..4).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(proptest_config())]

    #[test]
    fn no_email_address_survives(before in AROUND, person in email(false), after in AROUND) {
        let text = format!("{before}{}{after}", person.spelling);
        let left = decoded(&redact(&text));
        prop_assert!(!left.contains('@'), "{text}: {left}");
        prop_assert!(!left.contains(&person.secret), "{text}: {left}");
        // Only the address has lower-case letters, so none of it is left.
        let left = left.replace("(redacted)", "");
        prop_assert!(!left.contains(|letter: char| letter.is_ascii_lowercase()), "{text}: {left}");
    }

    #[test]
    fn no_phone_number_survives(before in AROUND, person in phone(false), after in AROUND) {
        let text = format!("{before}{}{after}", person.spelling);
        let left = redact(&text);
        prop_assert_eq!(digits(&left), "", "{}: {}", text, left);
    }

    #[test]
    fn no_percent_encoded_phone_number_survives(
        before in AROUND,
        person in hidden_phone(),
        after in AROUND,
    ) {
        let text = format!("{before}{}{after}", person.spelling);
        let left = redact(&text);
        prop_assert!(!digits(&left).contains(&person.secret), "{text}: {left}");
    }

    #[test]
    fn each_of_several_addresses_and_numbers_is_redacted(
        crowd in prop::collection::vec((prop_oneof![email(false), phone(false)], "[ ,;\"<>]{1,3}"), 1..6),
    ) {
        let text: String = crowd.iter().flat_map(|(person, gap)| [&*person.spelling, gap]).collect();
        let left = redact(&text);
        prop_assert!(!decoded(&left).contains('@'), "{text}: {left}");
        let left = digits(&left);
        for (person, _) in &crowd {
            let is_phone = person.secret.starts_with(|letter: char| letter.is_ascii_digit());
            prop_assert!(!is_phone || !left.contains(&person.secret), "{text}: {left}");
        }
    }

    #[test]
    fn no_email_address_survives_anywhere(text in fragments()) {
        let left = redact(&text);
        prop_assert!(!has_email(&left), "{text}: {left}");
    }

    #[test]
    fn redaction_is_idempotent(text in fragments()) {
        let once = redact(&text).into_owned();
        let twice = redact(&once);
        prop_assert_eq!(&once, &twice);
    }

    #[test]
    fn text_without_addresses_and_numbers_stays(
        text in "([A-Za-zÄéß日本 ,.:;!?()\"'/-]|%20|%C3%A9|%2C){0,200}",
        number in "[0-9]{0,6}",
    ) {
        let text = format!("{text}{number}");
        prop_assert_eq!(redact(&text), &*text);
    }
}
