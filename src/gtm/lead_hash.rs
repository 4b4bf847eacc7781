//! An email address as Google's enhanced conversions want it.

use sha2::{Digest, Sha256};

/// The SHA-256 of the normalised address, in lower-case hex.
pub(super) fn sha256(email: &str) -> String {
    let digest = Sha256::digest(normalise(email).as_bytes());
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let nibbles = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles
        .map(|nibble| char::from(DIGITS[usize::from(nibble)]))
        .collect()
}

/// Trimmed, lower-cased, and without dots before Gmail's hosts, where they mean nothing.
fn normalise(email: &str) -> String {
    let email = email.trim().to_lowercase();
    match email.rsplit_once('@') {
        Some((name, host @ ("gmail.com" | "googlemail.com"))) => {
            [&name.replace('.', ""), "@", host].concat()
        }
        _ => email,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_other_programs() {
        // printf ada@gmail.com | sha256sum
        assert_eq!(
            sha256("ada@gmail.com"),
            "0b1464eea2122a8b083e439ee4757813a08a3adfa0a9a415fdd862ef5e3f894e"
        );
    }

    #[test]
    fn the_same_person_has_the_same_hash() {
        assert_eq!(sha256(" A.D.A@GMail.com "), sha256("ada@gmail.com"));
        assert_eq!(normalise("a.da@googlemail.com"), "ada@googlemail.com");
        assert_eq!(normalise("A.da@Example.com"), "a.da@example.com");
        assert_eq!(normalise("no address"), "no address");
    }
}
