//! Measures the built apps side by side in one Chromium and prints the tables of `BENCHMARKS.md`.
//!
//! `cargo xtask bench` builds the apps and runs this program with their download sizes.

mod browser;
mod bursts;
mod callbacks;
mod memory;
mod peers;
mod quartiles;
mod renders;
mod report;
mod results;
mod sample_sizes;
mod server;
mod startup;

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use xtask_report::describe_machine;

use browser::Browser;
use peers::{OURS, PLAIN};
use results::{Downloads, Results};
use sample_sizes::SampleSizes;
use server::Server;
use startup::REQUESTING_APPS;

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let folder: PathBuf = arguments
        .next()
        .context("usage: bench FOLDER [--quick] APP=BYTES...")?
        .into();
    let mut sizes = SampleSizes::FULL;
    let mut downloads = Downloads::default();
    for argument in arguments {
        match argument.split_once('=') {
            Some((app, bytes)) => downloads.set(app, bytes.parse()?),
            None if argument == "--quick" => sizes = SampleSizes::QUICK,
            None => bail!("unknown option {argument}"),
        }
    }
    let results = measure(folder, sizes, downloads)?;
    print!("{}", report::tables(&results));
    Ok(())
}

fn measure(folder: PathBuf, sizes: SampleSizes, downloads: Downloads) -> Result<Results> {
    let chromium = env::var("CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
    let profile = folder.join("profile");
    let server = Server::start(folder)?;
    let mut browser = Browser::start(&chromium, &profile)?;
    let (browser, server) = (&mut browser, &server);

    eprintln!("measuring the startup");
    let startup = startup::measure(browser, server, sizes)?;
    let requests = REQUESTING_APPS
        .iter()
        .map(|app| {
            Ok((
                *app,
                startup::requests_to_other_hosts(browser, server, app)?,
            ))
        })
        .collect::<Result<Vec<_>>>()?;
    eprintln!("measuring callbacks");
    let callbacks = callbacks::measure(browser, server, sizes)?;
    let crossings = callbacks::crossings(browser, server, sizes)?;
    eprintln!("measuring bursts");
    let bursts = bursts::measure(browser, server, sizes)?;
    eprintln!("measuring subscribers");
    let subscribers = callbacks::subscribers(browser, server, sizes)?;
    eprintln!("measuring a long run");
    let long_runs = [
        callbacks::long_run(browser, server, sizes, OURS)?,
        callbacks::long_run(browser, server, sizes, PLAIN)?,
    ];
    let renders = renders::measure(browser, server)?;
    Ok(Results {
        machine: describe_machine(&browser.version),
        downloads,
        callbacks,
        crossings,
        bursts,
        subscribers,
        long_runs,
        long_run_events: sizes.long_run,
        renders,
        startup,
        requests,
    })
}
