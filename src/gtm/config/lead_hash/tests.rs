use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::{normalise, sha256};
use crate::gtm::proptest_config::proptest_config;

#[test]
fn the_hash_matches_other_implementations() {
    // printf ada@gmail.com | sha256sum
    assert_eq!(
        sha256("ada@gmail.com"),
        "0b1464eea2122a8b083e439ee4757813a08a3adfa0a9a415fdd862ef5e3f894e"
    );
}

#[test]
fn spellings_of_one_address_have_one_hash() {
    assert_eq!(sha256(" A.D.A@GMail.com "), sha256("ada@gmail.com"));
    assert_eq!(normalise("a.da@googlemail.com"), "ada@googlemail.com");
    assert_eq!(normalise("a.da+Lamps+2@gmail.com"), "ada@gmail.com");
    assert_eq!(normalise("A.da+x@Example.com"), "a.da+x@example.com");
    assert_eq!(normalise("a da@b.example"), "ada@b.example");
    assert_eq!(normalise("no-address"), "no-address");
}

/// The examples of Google's page "Format user data".
#[test]
fn googles_examples_are_normalised_as_there() {
    for (email, normalised) in [
        (
            "cloudy.sanfrancisco+shopping@gmail.com",
            "cloudysanfrancisco@gmail.com",
        ),
        ("user.name+NYC@Example.com", "user.name+nyc@example.com"),
    ] {
        assert_eq!(normalise(email), normalised);
    }
}

#[test]
fn only_gmails_hosts_lose_what_follows_a_plus_sign() {
    for email in [
        "a.da+shop@mail.gmail.com",
        "a.da+shop@notgmail.com",
        "a.da+shop@gmail.com.example",
        "a.da+shop@gmail.de",
    ] {
        assert_eq!(normalise(email), email);
    }
    // Whatever follows the plus sign, but not the host.
    for email in ["ada+@gmail.com", "ada++@gmail.com", "ada+b@c@gmail.com"] {
        assert_eq!(normalise(email), "ada@gmail.com");
    }
}

/// Google's description, implemented independently.
fn expected(email: &str) -> String {
    let email: String = email.split_whitespace().collect();
    let email = email.to_lowercase();
    let is_gmail = ["@gmail.com", "@googlemail.com"]
        .iter()
        .any(|host| email.ends_with(host));
    let at = email.rfind('@').unwrap_or(email.len());
    let plus = email.find('+').unwrap_or(at);
    let letters = email.char_indices();
    let kept = letters
        .filter(|(index, letter)| !(is_gmail && *index < at && (*letter == '.' || *index >= plus)));
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

/// A name without a dot at its start or end.
const NAME: &str = "[a-z0-9]{1,4}(\\.[a-z0-9+]{1,4}){0,3}";

proptest! {
    #![proptest_config(proptest_config())]

    #[test]
    fn any_text_has_the_hash_that_google_expects(
        text in prop_oneof![any::<String>(), "[ A-Za-z.+@ÄßİΣ]{0,20}@?(gmail|GoogleMail)?(\\.com)? ?"],
    ) {
        prop_assert_eq!(sha256(&text), expected(&text));
    }

    #[test]
    fn case_and_surrounding_white_space_do_not_change_the_hash(
        name in NAME,
        host in host(),
        upper in prop::collection::vec(any::<bool>(), 40),
        space in "[ \t\r\n\u{a0}]{0,3}",
    ) {
        let email = format!("{name}@{host}");
        let mixed = email.chars().zip(&upper).map(|(letter, upper)| {
            if *upper { letter.to_ascii_uppercase() } else { letter }
        });
        let mixed: String = mixed.collect();
        prop_assert_eq!(sha256(&format!("{space}{mixed}{space}")), sha256(&email));
    }

    #[test]
    fn dots_make_no_difference_only_at_gmail(name in NAME, host in host()) {
        let plain = sha256(&format!("{}@{host}", name.replace('.', "")));
        let dotted = sha256(&format!("{name}@{host}"));
        let is_gmail = matches!(&*host, "gmail.com" | "googlemail.com");
        prop_assert_eq!(plain == dotted, is_gmail || !name.contains('.'));
    }

    #[test]
    fn a_tag_makes_no_difference_only_at_gmail(
        name in NAME,
        tag in "[a-z0-9.+]{0,6}",
        host in host(),
    ) {
        let plain = sha256(&format!("{name}@{host}"));
        let tagged = sha256(&format!("{name}+{tag}@{host}"));
        prop_assert_eq!(plain == tagged, matches!(&*host, "gmail.com" | "googlemail.com"));
    }

    #[test]
    fn a_hash_is_64_lower_case_hexadecimal_digits(text in any::<String>()) {
        let hash = sha256(&text);
        prop_assert_eq!(hash.len(), 64);
        prop_assert!(hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
    }
}
