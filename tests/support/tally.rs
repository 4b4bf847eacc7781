//! What a fault did: lines that `cargo xtask reliability` gathers into docs/reliability.md.

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
        record(&format!(
            "fault\t{theme}\t{fault}\t{calls}\t{lost}\t{doubled}\t{panicked}"
        ));
        assert!(calls > 0, "{fault}: nothing was tried");
        let broken = (lost, doubled, panicked);
        assert_eq!(broken, (0, 0, 0), "{fault}: lost, doubled, panicked");
    }
}

#[cfg(target_family = "wasm")]
fn record(line: &str) {
    wasm_bindgen_test::console_log!("{line}");
}

#[cfg(not(target_family = "wasm"))]
fn record(line: &str) {
    println!("{line}");
}
