//! `cargo xtask test`: every check that must pass before a merge.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::commands::{deny, size};
use crate::testing::browser_pages::{self, Selection};
use crate::testing::{self, TESTED};
use crate::tools::npm::{self, Modules};
use crate::tools::{Toolbox, toolchain};
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Run only this step; repeat the option for more steps
    #[arg(long, value_name = "STEP", value_parser = PossibleValuesParser::new(names()))]
    only: Vec<String>,
    /// In the steps browser and demo, run only the tests of this module, such as faults::panics
    #[arg(long)]
    module: Option<String>,
    /// List the steps
    #[arg(long, conflicts_with_all = ["only", "module"])]
    list: bool,
}

/// A step of the command. It installs the tools that it needs.
struct Check {
    name: &'static str,
    about: &'static str,
    run: fn(&Toolbox<'_>, &Options) -> Result<()>,
}

const CHECKS: [Check; 11] = [
    Check {
        name: "format",
        about: "rustfmt changes nothing in the code",
        run: format,
    },
    Check {
        name: "clippy",
        about: "clippy finds nothing in the workspace",
        run: clippy,
    },
    Check {
        name: "clippy-wasm",
        about: "clippy finds nothing in the library for the browser",
        run: clippy_wasm,
    },
    Check {
        name: "host",
        about: "the tests and documentation examples that need no browser",
        run: host,
    },
    Check {
        name: "query",
        about: "the marketers' BigQuery query counts what a made-up export has",
        run: query,
    },
    Check {
        name: "docs",
        about: "the documentation builds without warnings",
        run: docs,
    },
    Check {
        name: "deny",
        about: "the licenses, versions and sources of all dependencies",
        run: deny,
    },
    Check {
        name: "browser",
        about: "the tests inside headless Chromium",
        run: browser,
    },
    Check {
        name: "build",
        about: "Trunk builds the demo into dist/",
        run: build,
    },
    Check {
        name: "demo",
        about: "the tests that control Chromium: the demo in dist/, its server, and other pages",
        run: demo,
    },
    Check {
        name: "size",
        about: "the download of an app is within the budget",
        run: size,
    },
];

fn names() -> [&'static str; CHECKS.len()] {
    CHECKS.each_ref().map(|check| check.name)
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    if options.list {
        list();
        return Ok(());
    }
    run_checks(&Toolbox::open(workspace)?, options)
}

fn list() {
    for Check { name, about, .. } in &CHECKS {
        println!("{name:<12} {about}");
    }
}

/// Runs the named steps, or all steps if none is named. Stops at the first step that fails.
fn run_checks(tools: &Toolbox<'_>, options: &Options) -> Result<()> {
    let only = &options.only;
    let chosen: Vec<&Check> = CHECKS
        .iter()
        .filter(|check| only.is_empty() || only.iter().any(|name| name == check.name))
        .collect();
    let mut times = Vec::new();
    for (index, Check { name, about, run }) in chosen.iter().enumerate() {
        println!("\n[{}/{}] {name}: {about}", index + 1, chosen.len());
        let start = Instant::now();
        run(tools, options).with_context(|| {
            format!("step {name} failed: to run it alone, use `cargo xtask test --only {name}`")
        })?;
        times.push((*name, start.elapsed()));
    }
    println!("\n{}", summary(&times));
    Ok(())
}

/// The duration of each step. The last line is the one that CI systems read.
fn summary(times: &[(&str, Duration)]) -> String {
    let total: Duration = times.iter().map(|(_, time)| time).sum();
    let rows = times.iter().copied().chain([("total", total)]);
    rows.map(|(name, time)| format!("{name:<12} {:>7.1} s\n", time.as_secs_f64()))
        .chain([format!("{} passed, 0 failed", times.len())])
        .collect()
}

fn format(tools: &Toolbox<'_>, _: &Options) -> Result<()> {
    let workspace = tools.workspace();
    toolchain::require_rustfmt(workspace)?;
    let command = workspace.cargo().args(["fmt", "--all", "--check"]);
    Ok(command.quiet().run()?)
}

fn clippy(tools: &Toolbox<'_>, _: &Options) -> Result<()> {
    let workspace = tools.workspace();
    toolchain::require_clippy(workspace)?;
    let command = workspace
        .cargo()
        .args(["clippy", "--workspace", "--all-targets", "--all-features"])
        .args(["--", "-D", "warnings"]);
    Ok(command.quiet().run()?)
}

fn clippy_wasm(tools: &Toolbox<'_>, _: &Options) -> Result<()> {
    let workspace = tools.workspace();
    toolchain::require_clippy(workspace)?;
    toolchain::require_wasm(workspace)?;
    let command = workspace
        .cargo()
        .args(["clippy", "--package", "yew-customerly"])
        .args(["--all-targets", "--all-features"])
        .args(["--target", toolchain::WASM, "--", "-D", "warnings"]);
    Ok(command.quiet().run()?)
}

fn host(tools: &Toolbox<'_>, _: &Options) -> Result<()> {
    let command = tools.workspace().cargo();
    let command = command.args(["test", "--all-features"]).args(TESTED);
    Ok(command.quiet().run()?)
}

/// Runs the query in DuckDB, and variants of it that must give other numbers.
fn query(tools: &Toolbox<'_>, _: &Options) -> Result<()> {
    let workspace = tools.workspace();
    let modules = Modules::find_or_install(workspace, tools.cache(), &npm::DUCKDB)?;
    let script = workspace
        .root()
        .join("tests/bigquery/conversations_by_page.cjs");
    Ok(npm::node(workspace)?
        .arg(script)
        .arg(modules.root())
        .run()?)
}

fn docs(tools: &Toolbox<'_>, _: &Options) -> Result<()> {
    let command = tools.workspace().cargo();
    let command = command.args(["doc", "--no-deps", "--all-features"]);
    Ok(command.env("RUSTDOCFLAGS", "-D warnings").quiet().run()?)
}

fn deny(tools: &Toolbox<'_>, _: &Options) -> Result<()> {
    deny::run(tools, &deny::Options::default())
}

fn browser(tools: &Toolbox<'_>, options: &Options) -> Result<()> {
    let selection = Selection {
        module: options.module.as_deref(),
        with_output: false,
    };
    browser_pages::run(tools, selection).map(drop)
}

fn build(tools: &Toolbox<'_>, _: &Options) -> Result<()> {
    toolchain::require_wasm(tools.workspace())?;
    Ok(tools.trunk_command()?.arg("build").quiet().run()?)
}

fn demo(tools: &Toolbox<'_>, options: &Options) -> Result<()> {
    let workspace = tools.workspace();
    ensure!(
        workspace.root().join("dist/index.html").is_file(),
        "dist/ contains no demo: run `cargo xtask test --only build` first"
    );
    let command = testing::with_driver(tools)?.args(["--test", "driver"]);
    let filter = options.module.as_ref().map(|module| format!("{module}::"));
    Ok(command.args(["--", "--ignored"]).args(filter).run()?)
}

fn size(tools: &Toolbox<'_>, _: &Options) -> Result<()> {
    size::run(tools, &size::Options::budget())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_ends_with_the_number_of_steps() {
        let times = [
            ("format", Duration::from_millis(400)),
            ("clippy-wasm", Duration::from_millis(61_250)),
        ];
        let expected = "\
format           0.4 s
clippy-wasm     61.2 s
total           61.6 s
2 passed, 0 failed";
        assert_eq!(summary(&times), expected);
    }

    #[test]
    fn the_names_are_distinct() {
        let mut distinct = names().to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), CHECKS.len());
    }
}
