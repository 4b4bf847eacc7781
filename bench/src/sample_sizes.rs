//! How many measurements are taken.

#[derive(Clone, Copy, Debug)]
pub(crate) struct SampleSizes {
    /// How often each peer is measured. Each round alternates between the peers and loads a fresh page
    /// for each.
    pub(crate) rounds: usize,
    /// How often each app is loaded to measure its startup.
    pub(crate) loads: usize,
    /// The number of events in the long run.
    pub(crate) long_run: u32,
}

impl SampleSizes {
    pub(crate) const FULL: Self = Self {
        rounds: 15,
        loads: 31,
        long_run: 1_000_000,
    };

    /// Enough to check that everything works.
    pub(crate) const QUICK: Self = Self {
        rounds: 2,
        loads: 3,
        long_run: 50_000,
    };
}
