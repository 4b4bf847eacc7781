//! Events that a component counts and the page shows.

use anyhow::{Context, Result};

use crate::browser::Browser;
use crate::calls::needed;
use crate::peers::{self, APPS};
use crate::plan::Plan;
use crate::site::Site;
use crate::spread::Spread;

pub(crate) const BURST: u32 = 20_000;

/// For each peer.
#[derive(Debug)]
pub(crate) struct Bursts {
    /// Microseconds per event of the first burst, until the page shows the last one.
    pub(crate) fresh: [Spread; 3],
    /// The same of the second burst, which finds compiled code.
    pub(crate) warm: [Spread; 3],
    /// Bytes per event that stay when the data layer has been emptied.
    pub(crate) growth: [Spread; 3],
    /// Milliseconds from one callback to the changed page.
    pub(crate) change: [Spread; 3],
}

pub(crate) fn bursts(browser: &mut Browser, site: &Site, plan: Plan) -> Result<Bursts> {
    let mut fresh: [Vec<f64>; 3] = Default::default();
    let mut warm: [Vec<f64>; 3] = Default::default();
    let mut growth: [Vec<f64>; 3] = Default::default();
    let mut change: [Vec<f64>; 3] = Default::default();
    for _ in 0..plan.rounds {
        for (peer, app) in APPS.iter().enumerate() {
            peers::open(browser, site, app)?;
            let burst = format!("measure.burst({BURST})");
            fresh[peer].push(browser.number(&burst)?);
            let before = needed(browser)?;
            warm[peer].push(browser.number(&burst)?);
            growth[peer].push((needed(browser)? - before) / f64::from(BURST));
            let times = browser.evaluate("measure.page(40)")?;
            let times = times.as_array().context("no list of times")?;
            for time in times {
                change[peer].push(time.as_f64().context("a time is no number")?);
            }
        }
    }
    Ok(Bursts {
        fresh: fresh.map(Spread::of),
        warm: warm.map(Spread::of),
        growth: growth.map(Spread::of),
        change: change.map(Spread::of),
    })
}
