//! What one call of a callback takes until everybody has its message.

use anyhow::{Result, ensure};

use crate::browser::Browser;
use crate::peers::{self, OURS, PLAIN, REACT, SUBSCRIBERS};
use crate::plan::Plan;
use crate::site::Site;
use crate::spread::Spread;

/// Until the optimising compilers have seen enough.
const WARM_UP: u32 = 20_000;

/// Of a long run.
const PARTS: u32 = 20;

pub(crate) const NUMBERS: [u32; 4] = [1, 10, 100, 1_000];

/// In microseconds, but for the ratio.
#[derive(Debug)]
pub(crate) struct Calls {
    /// A push of all keys and nothing else, in plain JavaScript.
    pub(crate) push: Spread,
    pub(crate) empty_closure: Spread,
    /// For each peer, with one subscriber.
    pub(crate) callback: [Spread; 3],
    /// The same in calls of the empty closure, on the same page.
    pub(crate) in_closures: [Spread; 3],
}

pub(crate) fn calls(browser: &mut Browser, site: &Site, plan: Plan) -> Result<Calls> {
    let (mut push, mut empty_closure) = (Vec::new(), Vec::new());
    let mut callback: [Vec<f64>; 3] = Default::default();
    let mut in_closures: [Vec<f64>; 3] = Default::default();
    for _ in 0..plan.rounds {
        for (peer, app) in SUBSCRIBERS.iter().enumerate() {
            peers::open(browser, site, app)?;
            browser.evaluate("measure.load('closure')")?;
            if peer != REACT {
                same_keys(browser, app)?;
            }
            for unit in ["push", "emptyClosure", "callback"] {
                call(browser, unit, WARM_UP)?;
            }
            // In turn, so that what slows the machine down slows all of them down.
            for _ in 0..3 {
                push.push(call(browser, "push", 10_000)?);
                let unit = call(browser, "emptyClosure", 10_000)?;
                let time = call(browser, "callback", 10_000)?;
                empty_closure.push(unit);
                callback[peer].push(time);
                in_closures[peer].push(time / unit);
            }
        }
    }
    Ok(Calls {
        push: Spread::of(push),
        empty_closure: Spread::of(empty_closure),
        callback: callback.map(Spread::of),
        in_closures: in_closures.map(Spread::of),
    })
}

/// The bare push, plain JavaScript and the crate must not drift apart in what they push.
fn same_keys(browser: &mut Browser, app: &str) -> Result<()> {
    let [pushed, bare] = ["callback", "push"].map(|unit| {
        let keys = browser.evaluate(&format!("measure.keys('{unit}')"));
        keys.map(|keys| keys.to_string())
    });
    let (pushed, bare) = (pushed?, bare?);
    ensure!(
        pushed == bare,
        "{app} pushes {pushed}, and bench/page/measure.js {bare}"
    );
    Ok(())
}

/// What a callback must do in JavaScript, whoever writes it, and what each step takes alone, in calls of
/// the empty closure.
pub(crate) fn crossings(
    browser: &mut Browser,
    site: &Site,
    plan: Plan,
) -> Result<Vec<(String, Spread)>> {
    let mut steps: Vec<(String, Vec<f64>)> = Vec::new();
    for _ in 0..plan.rounds {
        browser.open(&site.page("closure"))?;
        browser.evaluate("measure.load('closure')")?;
        browser.evaluate("measure.load('crossings')")?;
        call(browser, "emptyClosure", WARM_UP)?;
        for _ in 0..3 {
            let unit = call(browser, "emptyClosure", 10_000)?;
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
        .map(|(name, times)| (name, Spread::of(times)))
        .collect())
}

/// What a callback takes with each of [`NUMBERS`] of subscribers, for us and for plain JavaScript: the
/// React package has one place for each callback.
pub(crate) fn subscribers(
    browser: &mut Browser,
    site: &Site,
    plan: Plan,
) -> Result<[[Spread; NUMBERS.len()]; 2]> {
    let mut times: [[Vec<f64>; NUMBERS.len()]; 2] = Default::default();
    for _ in 0..plan.rounds.div_ceil(2) {
        for peer in [OURS, PLAIN] {
            for (index, number) in NUMBERS.iter().enumerate() {
                let app = SUBSCRIBERS[peer];
                peers::open(browser, site, &format!("{app}?subscribers={number}"))?;
                let count = (WARM_UP * 10 / number).clamp(500, 10_000);
                call(browser, "callback", count)?;
                for _ in 0..3 {
                    times[peer][index].push(call(browser, "callback", count)?);
                }
            }
        }
    }
    Ok(times.map(|numbers| numbers.map(Spread::of)))
}

/// One long run, in microseconds per event.
#[derive(Debug)]
pub(crate) struct LongRun {
    /// Its twentieths.
    parts: Vec<f64>,
    /// What the page needs more at the end, in bytes.
    pub(crate) growth: f64,
}

impl LongRun {
    /// The first quarter of its parts.
    pub(crate) fn first(&self) -> Spread {
        Spread::of(self.parts.iter().copied().take(self.parts.len() / 4))
    }

    /// The last quarter of its parts.
    pub(crate) fn last(&self) -> Spread {
        Spread::of(self.parts.iter().copied().rev().take(self.parts.len() / 4))
    }
}

pub(crate) fn long_run(
    browser: &mut Browser,
    site: &Site,
    plan: Plan,
    peer: usize,
) -> Result<LongRun> {
    peers::open(browser, site, SUBSCRIBERS[peer])?;
    call(browser, "callback", WARM_UP)?;
    let before = needed(browser)?;
    let parts = (0..PARTS)
        .map(|_| call(browser, "callback", plan.long_run / PARTS))
        .collect::<Result<Vec<_>>>()?;
    Ok(LongRun {
        parts,
        growth: needed(browser)? - before,
    })
}

/// The bytes that the page needs: its JavaScript heap after a collection and its wasm memory.
pub(crate) fn needed(browser: &mut Browser) -> Result<f64> {
    Ok(browser.heap()? + browser.number("measure.wasmBytes()")?)
}

fn call(browser: &mut Browser, unit: &str, count: u32) -> Result<f64> {
    browser.number(&format!("measure.call('{unit}', {count})"))
}
