//! How much is measured.

#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// How often each peer is measured, on a page of its own each time, in turn with the others.
    pub(crate) rounds: usize,
    /// How often each app is loaded for the start-up.
    pub(crate) loads: usize,
    /// How long the long run is.
    pub(crate) long_run: u32,
}

impl Plan {
    pub(crate) const FULL: Self = Self {
        rounds: 15,
        loads: 31,
        long_run: 1_000_000,
    };

    /// To see that everything works.
    pub(crate) const QUICK: Self = Self {
        rounds: 2,
        loads: 3,
        long_run: 50_000,
    };
}
