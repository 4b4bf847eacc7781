//! The promises about what leaves and what is refused, over generated pages, payloads and names.
//!
//! `PROPTEST_CASES=200000 cargo test --lib properties` tries longer. What such a run has found is a plain
//! test beside the code that it was about.

mod decoded;
#[cfg(feature = "lead-hash")]
mod lead_hash;
mod names;
mod people;
mod redaction;
mod scrubbing;
mod values;

use proptest::test_runner::Config;

/// A thousand cases, or more where the environment says so.
pub(in crate::gtm) fn config() -> Config {
    let given = Config::default();
    Config {
        cases: given.cases.max(1000),
        failure_persistence: None,
        ..given
    }
}
