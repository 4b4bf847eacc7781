//! The time from a call of a callback until all subscribers have been notified.

use anyhow::{Result, ensure};

use crate::browser::Browser;
use crate::memory::memory_used;
use crate::peers::{self, OURS, PLAIN, REACT, SUBSCRIBERS};
use crate::quartiles::Quartiles;
use crate::sample_sizes::SampleSizes;
use crate::server::Server;

/// Enough calls for the optimising compilers to finish.
const WARM_UP: u32 = 20_000;

/// The number of parts in which a long run is measured.
const LONG_RUN_PARTS: u32 = 20;

pub(crate) const SUBSCRIBER_COUNTS: [u32; 4] = [1, 10, 100, 1_000];

/// In microseconds, except for the ratio.
#[derive(Debug)]
pub(crate) struct CallbackTimes {
    /// A push of all keys and nothing else, in plain JavaScript.
    pub(crate) push: Quartiles,
    pub(crate) empty_closure: Quartiles,
    /// A callback with one subscriber, for each peer.
    pub(crate) callback: [Quartiles; 3],
    /// The ratio of a callback to an empty closure on the same page, for each peer.
    pub(crate) in_closures: [Quartiles; 3],
}

pub(crate) fn measure(
    browser: &mut Browser,
    server: &Server,
    sizes: SampleSizes,
) -> Result<CallbackTimes> {
    let (mut push, mut empty_closure) = (Vec::new(), Vec::new());
    let mut callback: [Vec<f64>; 3] = Default::default();
    let mut in_closures: [Vec<f64>; 3] = Default::default();
    for _ in 0..sizes.rounds {
        for (peer, app) in SUBSCRIBERS.iter().enumerate() {
            peers::open(browser, server, app)?;
            browser.evaluate("measure.load('closure')")?;
            if peer != REACT {
                check_keys(browser, app)?;
            }
            for unit in ["push", "emptyClosure", "callback"] {
                time_per_call(browser, unit, WARM_UP)?;
            }
            // In turn, so that whatever slows the machine down affects all of them.
            for _ in 0..3 {
                push.push(time_per_call(browser, "push", 10_000)?);
                let unit = time_per_call(browser, "emptyClosure", 10_000)?;
                let time = time_per_call(browser, "callback", 10_000)?;
                empty_closure.push(unit);
                callback[peer].push(time);
                in_closures[peer].push(time / unit);
            }
        }
    }
    Ok(CallbackTimes {
        push: Quartiles::of(push),
        empty_closure: Quartiles::of(empty_closure),
        callback: callback.map(Quartiles::of),
        in_closures: in_closures.map(Quartiles::of),
    })
}

/// Checks that the app pushes the same keys as the bare push.
fn check_keys(browser: &mut Browser, app: &str) -> Result<()> {
    let [pushed, bare] = ["callback", "push"].map(|unit| {
        let keys = browser.evaluate(&format!("measure.keys('{unit}')"));
        keys.map(|keys| keys.to_string())
    });
    let (pushed, bare) = (pushed?, bare?);
    ensure!(
        pushed == bare,
        "{app} pushes {pushed}, but bench/page/measure.js pushes {bare}"
    );
    Ok(())
}

/// The steps that every callback takes in JavaScript, each measured alone, as a multiple of an empty
/// closure.
pub(crate) fn crossings(
    browser: &mut Browser,
    server: &Server,
    sizes: SampleSizes,
) -> Result<Vec<(String, Quartiles)>> {
    let mut steps: Vec<(String, Vec<f64>)> = Vec::new();
    for _ in 0..sizes.rounds {
        browser.open(&server.page("closure"))?;
        browser.evaluate("measure.load('closure')")?;
        browser.evaluate("measure.load('crossings')")?;
        time_per_call(browser, "emptyClosure", WARM_UP)?;
        for _ in 0..3 {
            let unit = time_per_call(browser, "emptyClosure", 10_000)?;
            let measured: Vec<(String, f64)> =
                serde_json::from_value(browser.evaluate("measure.crossings()")?)?;
            steps.resize_with(measured.len(), Default::default);
            for (step, (name, time)) in steps.iter_mut().zip(measured) {
                step.0 = name;
                step.1.push(time / unit);
            }
        }
    }
    let steps = steps.into_iter();
    Ok(steps
        .map(|(name, times)| (name, Quartiles::of(times)))
        .collect())
}

/// The time of a callback with each of the [`SUBSCRIBER_COUNTS`], for us and for plain JavaScript. The
/// React package allows one handler for each callback.
pub(crate) fn subscribers(
    browser: &mut Browser,
    server: &Server,
    sizes: SampleSizes,
) -> Result<[[Quartiles; SUBSCRIBER_COUNTS.len()]; 2]> {
    let mut times: [[Vec<f64>; SUBSCRIBER_COUNTS.len()]; 2] = Default::default();
    for _ in 0..sizes.rounds.div_ceil(2) {
        for peer in [OURS, PLAIN] {
            for (index, subscribers) in SUBSCRIBER_COUNTS.iter().enumerate() {
                let app = SUBSCRIBERS[peer];
                peers::open(browser, server, &format!("{app}?subscribers={subscribers}"))?;
                let calls = (WARM_UP * 10 / subscribers).clamp(500, 10_000);
                time_per_call(browser, "callback", calls)?;
                for _ in 0..3 {
                    times[peer][index].push(time_per_call(browser, "callback", calls)?);
                }
            }
        }
    }
    Ok(times.map(|counts| counts.map(Quartiles::of)))
}

#[derive(Debug)]
pub(crate) struct LongRun {
    /// The time per event in each part, in microseconds.
    parts: Vec<f64>,
    /// The memory in use at the end over that at the beginning, in bytes.
    pub(crate) growth: f64,
}

impl LongRun {
    /// The first quarter of the run.
    pub(crate) fn first_quarter(&self) -> Quartiles {
        Quartiles::of(self.parts.iter().copied().take(self.parts.len() / 4))
    }

    /// The last quarter of the run.
    pub(crate) fn last_quarter(&self) -> Quartiles {
        Quartiles::of(self.parts.iter().copied().rev().take(self.parts.len() / 4))
    }
}

pub(crate) fn long_run(
    browser: &mut Browser,
    server: &Server,
    sizes: SampleSizes,
    peer: usize,
) -> Result<LongRun> {
    peers::open(browser, server, SUBSCRIBERS[peer])?;
    time_per_call(browser, "callback", WARM_UP)?;
    let before = memory_used(browser)?;
    let parts = (0..LONG_RUN_PARTS)
        .map(|_| time_per_call(browser, "callback", sizes.long_run / LONG_RUN_PARTS))
        .collect::<Result<Vec<_>>>()?;
    Ok(LongRun {
        parts,
        growth: memory_used(browser)? - before,
    })
}

fn time_per_call(browser: &mut Browser, unit: &str, count: u32) -> Result<f64> {
    browser.number(&format!("measure.timePerCall('{unit}', {count})"))
}
