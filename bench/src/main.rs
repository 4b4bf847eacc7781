//! Measures the built apps side by side in one Chromium, and prints the tables of `BENCHMARKS.md`.
//!
//! `cargo xtask bench` builds the apps, says what they weigh, and runs this.

mod browser;
mod bursts;
mod calls;
#[path = "../../xtask/src/machine.rs"]
mod machine;
#[path = "../../xtask/src/markdown.rs"]
#[allow(dead_code)] // What only the table of sizes needs.
mod markdown;
mod peers;
mod plan;
mod renders;
mod report;
mod site;
mod spread;
mod startup;

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use browser::Browser;
use bursts::Bursts;
use calls::{Calls, LongRun, NUMBERS};
use peers::{OURS, PLAIN};
use plan::Plan;
use renders::Component;
use report::Downloads;
use site::Site;
use spread::Spread;
use startup::Starts;

/// All that was measured.
struct Results {
    machine: String,
    downloads: Downloads,
    calls: Calls,
    /// The steps of a callback that JavaScript takes.
    crossings: Vec<(String, Spread)>,
    bursts: Bursts,
    subscribers: [[Spread; NUMBERS.len()]; 2],
    long_runs: [LongRun; 2],
    /// The events of each.
    long_run: u32,
    renders: Vec<Component>,
    starts: Starts,
    requests: Vec<(&'static str, usize)>,
}

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let folder: PathBuf = arguments
        .next()
        .context("usage: bench FOLDER [--quick] APP=BYTES...")?
        .into();
    let mut plan = Plan::FULL;
    let mut downloads = Downloads::default();
    for argument in arguments {
        match argument.split_once('=') {
            Some((app, bytes)) => downloads.set(app, bytes.parse()?),
            None if argument == "--quick" => plan = Plan::QUICK,
            None => bail!("{argument} is no option"),
        }
    }
    let results = measure(folder, plan, downloads)?;
    print!("{}", report::tables(&results));
    Ok(())
}

fn measure(folder: PathBuf, plan: Plan, downloads: Downloads) -> Result<Results> {
    let chromium = env::var("CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
    let profile = folder.join("profile");
    let site = Site::serve(folder)?;
    let mut browser = Browser::start(&chromium, &profile)?;
    let (browser, site) = (&mut browser, &site);

    eprintln!("measuring the start");
    let starts = startup::starts(browser, site, plan)?;
    let requests = report::REQUESTING
        .iter()
        .map(|app| Ok((*app, startup::requests_to_others(browser, site, app)?)))
        .collect::<Result<Vec<_>>>()?;
    eprintln!("measuring callbacks");
    let calls = calls::calls(browser, site, plan)?;
    let crossings = calls::crossings(browser, site, plan)?;
    eprintln!("measuring bursts");
    let bursts = bursts::bursts(browser, site, plan)?;
    eprintln!("measuring subscribers");
    let subscribers = calls::subscribers(browser, site, plan)?;
    eprintln!("measuring a long run");
    let long_runs = [
        calls::long_run(browser, site, plan, OURS)?,
        calls::long_run(browser, site, plan, PLAIN)?,
    ];
    let renders = renders::renders(browser, site)?;
    Ok(Results {
        machine: machine::describe(&browser.version),
        downloads,
        calls,
        crossings,
        bursts,
        subscribers,
        long_runs,
        long_run: plan.long_run,
        renders,
        starts,
        requests,
    })
}
