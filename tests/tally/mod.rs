//! Records the effects of each fault as lines, from which `cargo xtask reliability` writes the tables of
//! docs/reliability.md.

use serde_json::json;

/// The outcome of the calls under one fault. The crate promises zero for `lost`, `doubled` and `panicked`.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Calls of callbacks, or of commands if the fault concerns commands.
    pub(crate) calls: usize,
    /// Pushes, messages and commands that are missing, without a named error in their place.
    pub(crate) lost: usize,
    /// Pushes, messages and commands that occur more often than expected.
    pub(crate) doubled: usize,
    /// Panics of the crate, and uncaught exceptions.
    pub(crate) panicked: usize,
}

impl Tally {
    /// Compares the expected and the actual number of pushes, messages or commands.
    pub(crate) fn expect(&mut self, expected: usize, actual: usize) {
        self.lost += expected.saturating_sub(actual);
        self.doubled += actual.saturating_sub(expected);
    }

    /// Prints the record line of a fault under which a test has checked every call itself.
    pub(crate) fn record(theme: &str, fault: &str, calls: usize) {
        let tally = Self {
            calls,
            ..Self::default()
        };
        tally.close(theme, fault);
    }

    /// Prints the record line, and fails if a promise is broken.
    #[track_caller]
    pub(crate) fn close(self, theme: &str, fault: &str) {
        let Self {
            calls,
            lost,
            doubled,
            panicked,
        } = self;
        // Read by xtask/src/testing/fault_record.rs.
        let entry = json!({
            "fault": {
                "theme": theme,
                "fault": fault,
                "calls": calls,
                "lost": lost,
                "doubled": doubled,
                "panicked": panicked,
            }
        });
        print(&format!("reliability-record: {entry}"));
        assert!(calls > 0, "{fault}: no calls");
        let failures = (lost, doubled, panicked);
        assert_eq!(failures, (0, 0, 0), "{fault}: lost, doubled, panicked");
    }
}

#[cfg(target_family = "wasm")]
fn print(line: &str) {
    wasm_bindgen_test::console_log!("{line}");
}

#[cfg(not(target_family = "wasm"))]
fn print(line: &str) {
    println!("{line}");
}
