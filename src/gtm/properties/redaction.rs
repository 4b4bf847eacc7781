//! Texts.

use proptest::prelude::*;

use super::config;
use super::decoded::{decoded, digits};
use super::people::{email, hidden_phone, phone};
use crate::gtm::privacy::redact;

/// What stands around a person, without a digit and in letters that no person here has.
const AROUND: &str = "[A-Z ÄÖéß日本語\"'()+,.:;<>!?\\[\\]\\\\/_-]{0,20}";

/// Letters that mean something to whoever reads addresses and numbers, in any order, and others.
pub(super) fn soup() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        3 => "[@%+＠﹫0-9A-Fa-f ._/:;?&=#()-]{0,40}",
        2 => "(%|25|40|%40|%25|%2|%EF%BC%A0|%[89A-F][0-9A-F]|[0-9]{1,4}|2026-11-22|[-+ ./@a]){0,16}",
        1 => any::<String>(),
    ];
    prop::collection::vec(part, 0..4).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_email_address_survives(before in AROUND, planted in email(false), after in AROUND) {
        let text = format!("{before}{}{after}", planted.spelled);
        let left = decoded(&redact(&text));
        prop_assert!(!left.contains('@'), "{text}: {left}");
        prop_assert!(!left.contains(&planted.said), "{text}: {left}");
        // Nor the name, whose letters nothing else has.
        let left = left.replace("(redacted)", "");
        prop_assert!(!left.contains(|letter: char| letter.is_ascii_lowercase()), "{text}: {left}");
    }

    #[test]
    fn no_phone_number_survives(before in AROUND, planted in phone(false), after in AROUND) {
        let text = format!("{before}{}{after}", planted.spelled);
        let left = redact(&text);
        prop_assert_eq!(digits(&left), "", "{}: {}", text, left);
    }

    #[test]
    fn no_phone_number_hides_behind_percent_signs(
        before in AROUND,
        planted in hidden_phone(),
        after in AROUND,
    ) {
        let text = format!("{before}{}{after}", planted.spelled);
        let left = redact(&text);
        prop_assert!(!digits(&left).contains(&planted.said), "{text}: {left}");
    }

    #[test]
    fn several_people_are_no_safer_than_one(
        crowd in prop::collection::vec((prop_oneof![email(false), phone(false)], "[ ,;\"<>]{1,3}"), 1..6),
    ) {
        let text: String = crowd.iter().flat_map(|(planted, gap)| [&*planted.spelled, gap]).collect();
        let left = redact(&text);
        prop_assert!(!decoded(&left).contains('@'), "{text}: {left}");
        let left = digits(&left);
        for (planted, _) in &crowd {
            let is_phone = planted.said.starts_with(|letter: char| letter.is_ascii_digit());
            prop_assert!(!is_phone || !left.contains(&planted.said), "{text}: {left}");
        }
    }

    #[test]
    fn no_at_sign_survives_anywhere(text in soup()) {
        let left = redact(&text);
        prop_assert!(!decoded(&left).contains('@'), "{text}: {left}");
    }

    #[test]
    fn what_is_redacted_stays_as_it_is(text in soup()) {
        let once = redact(&text).into_owned();
        let twice = redact(&once);
        prop_assert_eq!(&once, &twice);
    }

    #[test]
    fn what_is_nobodys_stays_letter_by_letter(
        text in "([A-Za-zÄéß日本 ,.:;!?()\"'/-]|%20|%C3%A9|%2C){0,200}",
        number in "[0-9]{0,6}",
    ) {
        let text = format!("{text}{number}");
        prop_assert_eq!(redact(&text), &*text);
    }
}
