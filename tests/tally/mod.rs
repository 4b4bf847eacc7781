//! What a fault did: record lines, from which `cargo xtask reliability` makes the tables of
//! docs/reliability.md.

use serde_json::json;

/// What came of the calls that were made under one fault. Promised are zero lost, doubled and panicked.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Calls of callbacks, or of commands where the fault concerns those.
    pub(crate) calls: usize,
    /// Pushes, messages and commands that never came, nor a named error in their place.
    pub(crate) lost: usize,
    /// Pushes, messages and commands that came once too often.
    pub(crate) doubled: usize,
    /// Panics of the crate, and exceptions that nobody caught.
    pub(crate) panicked: usize,
}

impl Tally {
    /// Counts one kind of thing that was to come `expected` times.
    pub(crate) fn expect(&mut self, expected: usize, came: usize) {
        self.lost += expected.saturating_sub(came);
        self.doubled += came.saturating_sub(expected);
    }

    /// Puts the figures on record, and fails when a promise was broken.
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
        assert!(calls > 0, "{fault}: nothing was tried");
        let broken = (lost, doubled, panicked);
        assert_eq!(broken, (0, 0, 0), "{fault}: lost, doubled, panicked");
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
