//! Everything that was measured.

use crate::bursts::Bursts;
use crate::callbacks::{CallbackTimes, LongRun, SUBSCRIBER_COUNTS};
use crate::quartiles::Quartiles;
use crate::renders::Component;
use crate::startup::StartupTimes;

pub(crate) struct Results {
    pub(crate) machine: String,
    pub(crate) downloads: Downloads,
    pub(crate) callbacks: CallbackTimes,
    /// The steps that every callback takes in JavaScript.
    pub(crate) crossings: Vec<(String, Quartiles)>,
    pub(crate) bursts: Bursts,
    /// Our callback times and those of plain JavaScript.
    pub(crate) subscribers: [[Quartiles; SUBSCRIBER_COUNTS.len()]; 2],
    /// Our long run and that of plain JavaScript.
    pub(crate) long_runs: [LongRun; 2],
    /// The number of events in a long run.
    pub(crate) long_run_events: u32,
    pub(crate) renders: Vec<Component>,
    pub(crate) startup: StartupTimes,
    /// The number of requests to other hosts, for each app of
    /// [`REQUESTING_APPS`](crate::startup::REQUESTING_APPS).
    pub(crate) requests: Vec<(&'static str, usize)>,
}

/// The download sizes of the apps, in bytes.
#[derive(Debug, Default)]
pub(crate) struct Downloads(Vec<(String, u64)>);

impl Downloads {
    pub(crate) fn set(&mut self, app: &str, bytes: u64) {
        self.0.push((app.to_owned(), bytes));
    }

    pub(crate) fn of(&self, app: &str) -> Option<u64> {
        let found = self.0.iter().find(|(name, _)| name == app);
        found.map(|(_, bytes)| *bytes)
    }
}
