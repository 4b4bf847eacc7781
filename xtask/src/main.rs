//! The project's tasks. Each one installs the tools that it needs, so a machine with only Rust is enough.

mod apps;
mod commands;
mod process;
mod testing;
mod tools;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, Parser, Subcommand};

use commands::{bench, container, demo, deny, reliability, size, ssr, test};
use tools::Toolbox;
use workspace::Workspace;

/// Builds, tests and measures yew-customerly
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    after_help = "`cargo xtask help <COMMAND>` lists the options of a command."
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compare the crate with React and plain JavaScript, and update BENCHMARKS.md
    Bench(bench::Options),
    /// Write the importable Google Tag Manager container into gtm/
    Container(container::Options),
    /// Serve the demo, and rebuild it when the code changes
    Demo(demo::Options),
    /// Check the licenses, versions and sources of all dependencies
    Deny(deny::Options),
    /// Run the fault tests, and update docs/reliability.md
    Reliability,
    /// Measure what small apps download: without the crate, with it, and with each feature
    Size(size::Options),
    /// Serve the demo with each page rendered on the server
    Ssr(ssr::Options),
    /// Run every check that must pass before a change is merged
    Test(test::Options),
    /// Install everything that the other commands need, and print the paths
    Tools,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<()> {
    let Some(command) = arguments.command else {
        Arguments::command().print_help()?;
        return Ok(());
    };
    let workspace = Workspace::open()?;
    let toolbox = || Toolbox::open(&workspace);
    match command {
        Command::Bench(options) => bench::run(&toolbox()?, &options),
        Command::Container(options) => container::run(&workspace, &options),
        Command::Demo(options) => demo::run(&toolbox()?, options),
        Command::Deny(options) => deny::run(&toolbox()?, &options),
        Command::Reliability => reliability::run(&toolbox()?),
        Command::Size(options) => size::run(&toolbox()?, &options),
        Command::Ssr(options) => ssr::run(&toolbox()?, &options),
        Command::Test(options) => test::run(&workspace, &options),
        Command::Tools => commands::tools::run(&toolbox()?),
    }
}
