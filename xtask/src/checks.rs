//! Everything that must pass, in order.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::deny;
use crate::reliability;
use crate::size;
use crate::testing::{self, TESTED};
use crate::toolchain;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// A step of `cargo xtask test`, which fetches what it needs itself.
struct Check {
    name: &'static str,
    about: &'static str,
    run: fn(&Toolbox<'_>) -> Result<()>,
}

const CHECKS: [Check; 10] = [
    Check {
        name: "format",
        about: "the code is formatted as rustfmt does",
        run: format,
    },
    Check {
        name: "clippy",
        about: "clippy finds nothing in the workspace",
        run: clippy,
    },
    Check {
        name: "clippy-wasm",
        about: "clippy finds nothing in what is built for the browser",
        run: clippy_wasm,
    },
    Check {
        name: "host",
        about: "tests and examples in the docs, without a browser",
        run: host,
    },
    Check {
        name: "docs",
        about: "the docs build without a warning",
        run: docs,
    },
    Check {
        name: "deny",
        about: "licences, versions and sources of all dependencies",
        run: deny,
    },
    Check {
        name: "browser",
        about: "tests in headless Chromium",
        run: browser,
    },
    Check {
        name: "build",
        about: "trunk builds the demo into dist/",
        run: build,
    },
    Check {
        name: "demo",
        about: "a walk through the demo in dist/, also rendered on a server, and other pages",
        run: demo,
    },
    Check {
        name: "size",
        about: "what an app downloads is within the budget",
        run: size,
    },
];

pub(crate) fn names() -> [&'static str; CHECKS.len()] {
    CHECKS.each_ref().map(|check| check.name)
}

pub(crate) fn list() {
    for Check { name, about, .. } in &CHECKS {
        println!("{name:<12} {about}");
    }
}

/// Runs the named steps, or all when none is named, up to the first that fails.
pub(crate) fn run(workspace: &Workspace, only: &[String]) -> Result<()> {
    let tools = Toolbox::open(workspace)?;
    let chosen: Vec<&Check> = CHECKS
        .iter()
        .filter(|check| only.is_empty() || only.iter().any(|name| name == check.name))
        .collect();
    let mut times = Vec::new();
    for (index, Check { name, about, run }) in chosen.iter().enumerate() {
        println!("\n[{}/{}] {name}: {about}", index + 1, chosen.len());
        let start = Instant::now();
        run(&tools).with_context(|| {
            format!("step {name} failed (to run it alone: `cargo xtask test --only {name}`)")
        })?;
        times.push((*name, start.elapsed()));
    }
    println!("\n{}", summary(&times));
    Ok(())
}

/// Ends with the line that CI systems read.
fn summary(times: &[(&str, Duration)]) -> String {
    let total: Duration = times.iter().map(|(_, time)| time).sum();
    let rows = times.iter().copied().chain([("total", total)]);
    rows.map(|(name, time)| format!("{name:<12} {:>7.1} s\n", time.as_secs_f64()))
        .chain([format!("{} passed, 0 failed", times.len())])
        .collect()
}

fn format(tools: &Toolbox<'_>) -> Result<()> {
    let workspace = tools.workspace();
    toolchain::require_rustfmt(workspace)?;
    let command = workspace.cargo().args(["fmt", "--all", "--check"]);
    Ok(command.quiet().run()?)
}

fn clippy(tools: &Toolbox<'_>) -> Result<()> {
    let workspace = tools.workspace();
    toolchain::require_clippy(workspace)?;
    let command = workspace
        .cargo()
        .args(["clippy", "--workspace", "--all-targets", "--all-features"])
        .args(["--", "-D", "warnings"]);
    Ok(command.quiet().run()?)
}

fn clippy_wasm(tools: &Toolbox<'_>) -> Result<()> {
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

fn host(tools: &Toolbox<'_>) -> Result<()> {
    let command = tools.workspace().cargo();
    let command = command.args(["test", "--all-features"]).args(TESTED);
    Ok(command.quiet().run()?)
}

fn docs(tools: &Toolbox<'_>) -> Result<()> {
    let command = tools.workspace().cargo();
    let command = command.args(["doc", "--no-deps", "--all-features"]);
    Ok(command.env("RUSTDOCFLAGS", "-D warnings").quiet().run()?)
}

fn deny(tools: &Toolbox<'_>) -> Result<()> {
    deny::check(tools, &deny::Options::default())
}

fn browser(tools: &Toolbox<'_>) -> Result<()> {
    Ok(testing::in_browser(tools)?
        .args(["--lib", "--tests"])
        .run()?)
}

fn build(tools: &Toolbox<'_>) -> Result<()> {
    toolchain::require_wasm(tools.workspace())?;
    Ok(tools.trunk_command()?.arg("build").quiet().run()?)
}

fn demo(tools: &Toolbox<'_>) -> Result<()> {
    let workspace = tools.workspace();
    ensure!(
        workspace.root().join("dist/index.html").is_file(),
        "dist/ holds no demo: `cargo xtask test --only build` puts it there"
    );
    let tests = ["demo", "loading", "policy", reliability::DRIVEN];
    let tests = tests.iter().flat_map(|name| ["--test", name]);
    let command = testing::with_driver(tools)?.args(tests);
    Ok(command.args(["--", "--ignored"]).run()?)
}

fn size(tools: &Toolbox<'_>) -> Result<()> {
    size::report(tools, &size::Options::budget())
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
