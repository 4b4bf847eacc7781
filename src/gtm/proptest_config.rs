//! How many cases the property tests of this room try.
//!
//! `PROPTEST_CASES=200000 cargo test --lib gtm` tries more. A failure that such a run finds becomes a
//! plain test beside the code that it is about.

use proptest::test_runner::Config;

/// At least 1000 cases per property.
pub(super) fn proptest_config() -> Config {
    let config = Config::default();
    Config {
        cases: config.cases.max(1000),
        failure_persistence: None,
        ..config
    }
}
