//! Bursts of events, each counted by a component, until the page shows the count.

use anyhow::{Context, Result};

use crate::browser::Browser;
use crate::memory::memory_used;
use crate::peers::{self, APPS};
use crate::quartiles::Quartiles;
use crate::sample_sizes::SampleSizes;
use crate::server::Server;

/// The number of events in a burst.
pub(crate) const BURST: u32 = 20_000;

/// The results of each peer.
#[derive(Debug)]
pub(crate) struct Bursts {
    /// The first burst on a fresh page, in microseconds per event.
    pub(crate) fresh: [Quartiles; 3],
    /// The second burst on the same page, when the code is compiled.
    pub(crate) warm: [Quartiles; 3],
    /// The memory still in use after the data layer is emptied, in bytes per event.
    pub(crate) growth: [Quartiles; 3],
    /// From one callback to the updated page, in milliseconds.
    pub(crate) update: [Quartiles; 3],
}

pub(crate) fn measure(
    browser: &mut Browser,
    server: &Server,
    sizes: SampleSizes,
) -> Result<Bursts> {
    let mut fresh: [Vec<f64>; 3] = Default::default();
    let mut warm: [Vec<f64>; 3] = Default::default();
    let mut growth: [Vec<f64>; 3] = Default::default();
    let mut update: [Vec<f64>; 3] = Default::default();
    for _ in 0..sizes.rounds {
        for (peer, app) in APPS.iter().enumerate() {
            peers::open(browser, server, app)?;
            let burst = format!("measure.burst({BURST})");
            fresh[peer].push(browser.number(&burst)?);
            let before = memory_used(browser)?;
            warm[peer].push(browser.number(&burst)?);
            growth[peer].push((memory_used(browser)? - before) / f64::from(BURST));
            let times = browser.evaluate("measure.updates(40)")?;
            let times = times
                .as_array()
                .context("measure.updates returned no list")?;
            for time in times {
                update[peer].push(time.as_f64().context("a time is not a number")?);
            }
        }
    }
    Ok(Bursts {
        fresh: fresh.map(Quartiles::of),
        warm: warm.map(Quartiles::of),
        growth: growth.map(Quartiles::of),
        update: update.map(Quartiles::of),
    })
}
