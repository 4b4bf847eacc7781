//! The project's tasks. On a machine that has only Rust, each first fetches what it needs.

mod apps;
mod bench;
mod browser;
mod cache;
mod checks;
mod container;
mod demo;
mod deny;
mod document;
mod fixture;
mod machine;
mod markdown;
mod npm;
mod packages;
mod peers;
mod record;
mod reliability;
mod size;
mod ssr;
mod testing;
mod toolchain;
mod tools;
mod version;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::builder::PossibleValuesParser;
use clap::{Parser, Subcommand};

use browser::Browser;
use npm::Modules;
use tools::Toolbox;
use workspace::Workspace;

/// The tasks of this project
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Measure the crate beside React and plain JavaScript, and write the tables of BENCHMARKS.md
    Bench(bench::Options),
    /// Write the container for Google Tag Manager from the catalogue
    Container(container::Options),
    /// Serve the demo, and rebuild it as the code changes
    Demo(demo::Options),
    /// Check the licences, versions and sources of all that the project depends on
    Deny(deny::Options),
    /// Run the tests in which everything around the crate misbehaves, and write the tables of
    /// docs/reliability.md
    Reliability,
    /// Weigh small apps as a visitor downloads them: with us, without us, and with each feature
    Size(size::Options),
    /// Serve the demo with each page rendered on the server
    Ssr(ssr::Options),
    /// Run everything that must pass
    Test {
        /// Run this step alone; may be given more than once
        #[arg(long, value_name = "STEP", value_parser = PossibleValuesParser::new(checks::names()))]
        only: Vec<String>,
        /// List the steps
        #[arg(long, conflicts_with = "only")]
        list: bool,
    },
    /// Fetch all that the other tasks need, and say where each is
    Tools,
}

fn main() -> ExitCode {
    let Err(error) = run(Arguments::parse().task) else {
        return ExitCode::SUCCESS;
    };
    eprintln!("\nerror: {error}");
    for cause in error.chain().skip(1) {
        eprintln!("  caused by: {cause}");
    }
    ExitCode::FAILURE
}

fn run(task: Task) -> Result<()> {
    let workspace = Workspace::open()?;
    match task {
        Task::Bench(options) => bench::run(&Toolbox::open(&workspace)?, &options),
        Task::Container(options) => container::write(&workspace, &options),
        Task::Demo(options) => demo::serve(&workspace, options),
        Task::Deny(options) => deny::check(&Toolbox::open(&workspace)?, &options),
        Task::Reliability => reliability::run(&Toolbox::open(&workspace)?),
        Task::Size(options) => size::report(&Toolbox::open(&workspace)?, &options),
        Task::Ssr(options) => ssr::serve(&workspace, &options),
        Task::Test { list: true, .. } => {
            checks::list();
            Ok(())
        }
        Task::Test { only, .. } => checks::run(&workspace, &only),
        Task::Tools => fetch(&workspace),
    }
}

fn fetch(workspace: &Workspace) -> Result<()> {
    toolchain::require_rustfmt(workspace)?;
    toolchain::require_clippy(workspace)?;
    toolchain::require_wasm(workspace)?;
    let tools = Toolbox::open(workspace)?;
    let browser = Browser::find_or_install(workspace, tools.cache())?;
    println!("{}", browser.chromium.display());
    println!("{}", browser.chromedriver.display());
    for fixture in [fixture::DATA_LAYER, fixture::AXE] {
        let placed = fixture::place(workspace, tools.cache(), &fixture)?;
        println!("{}", placed.display());
    }
    println!("{}", fixture::bundle_react(&tools)?.display());
    let modules = Modules::find_or_fetch(workspace, tools.cache(), &npm::SIZE)?;
    println!("{}", modules.path(apps::ESBUILD).display());
    println!("{}", modules.path(apps::WASM_OPT).display());
    let modules = Modules::find_or_fetch(workspace, tools.cache(), &npm::PEERS)?;
    println!("{}", modules.root().display());
    println!("{}", tools.wasm_bindgen()?);
    println!("{}", tools.trunk()?);
    println!("{}", tools.cargo_deny()?);
    Ok(())
}
