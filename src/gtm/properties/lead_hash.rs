//! Email addresses as hashes.

use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::config;
use crate::gtm::lead_hash::sha256;

/// As Google describes it, and as a shell would do it: trimmed, in lower case, without dots before the
/// at sign of Gmail.
fn expected(email: &str) -> String {
    let email = email.trim().to_lowercase();
    let is_gmail = ["@gmail.com", "@googlemail.com"]
        .iter()
        .any(|host| email.ends_with(host));
    let at = email.rfind('@').unwrap_or(email.len());
    let letters = email.char_indices();
    let kept = letters.filter(|(index, letter)| !(is_gmail && *letter == '.' && *index < at));
    let kept: String = kept.map(|(_, letter)| letter).collect();
    format!("{:x}", Sha256::digest(kept))
}

fn host() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("gmail.com".to_owned()),
        Just("googlemail.com".to_owned()),
        Just("notgmail.com".to_owned()),
        "[a-z]{1,6}\\.[a-z]{2,3}",
    ]
}

/// A name that begins and ends with no dot.
const NAME: &str = "[a-z0-9]{1,4}(\\.[a-z0-9+]{1,4}){0,3}";

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text_has_the_hash_that_google_expects(
        text in prop_oneof![any::<String>(), "[ A-Za-z.@ÄßİΣ]{0,20}@?(gmail|GoogleMail)?(\\.com)? ?"],
    ) {
        prop_assert_eq!(sha256(&text), expected(&text));
    }

    #[test]
    fn case_and_space_around_it_change_no_hash(
        name in NAME,
        host in host(),
        upper in prop::collection::vec(any::<bool>(), 40),
        space in "[ \t\r\n\u{a0}]{0,3}",
    ) {
        let email = format!("{name}@{host}");
        let shouted = email.chars().zip(&upper).map(|(letter, upper)| {
            if *upper { letter.to_ascii_uppercase() } else { letter }
        });
        let shouted: String = shouted.collect();
        prop_assert_eq!(sha256(&format!("{space}{shouted}{space}")), sha256(&email));
    }

    #[test]
    fn dots_mean_nothing_at_gmail_and_something_elsewhere(name in NAME, host in host()) {
        let plain = sha256(&format!("{}@{host}", name.replace('.', "")));
        let dotted = sha256(&format!("{name}@{host}"));
        let is_gmail = matches!(&*host, "gmail.com" | "googlemail.com");
        prop_assert_eq!(plain == dotted, is_gmail || !name.contains('.'));
    }

    #[test]
    fn a_hash_is_64_digits_of_lower_case(text in any::<String>()) {
        let hash = sha256(&text);
        prop_assert_eq!(hash.len(), 64);
        prop_assert!(hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
    }
}
