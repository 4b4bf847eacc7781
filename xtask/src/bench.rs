//! What the crate costs, beside what people use today.

use std::fs;

use anyhow::{Context, Result};
use clap::Args;

use crate::apps::{self, App};
use crate::browser::Browser;
use crate::npm::PEERS;
use crate::peers;
use crate::size::{self, Weighed};
use crate::tools::Toolbox;
use crate::workspace::Workspace;

const FILE: &str = "BENCHMARKS.md";
const START: &str = "<!-- measured -->\n";
const END: &str = "<!-- /measured -->";

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Measure little, and print the tables instead of writing them
    #[arg(long)]
    quick: bool,
}

/// Builds, weighs and measures everything, and writes the tables.
pub(crate) fn run(tools: &Toolbox<'_>, options: &Options) -> Result<()> {
    let workspace = tools.workspace();
    let path = workspace.root().join(FILE);
    let document =
        fs::read_to_string(&path).with_context(|| format!("{} is missing", path.display()))?;
    // Before minutes go into tables that have no place.
    with_tables(&document, "")?;

    let browser = Browser::find_or_install(workspace, tools.cache())?;
    let weighed: Vec<&App> = apps::WEIGHED.iter().collect();
    let built: Vec<&App> = apps::WEIGHED.iter().chain(&apps::RIGS).collect();
    apps::build(tools, &built)?;
    peers::build(tools)?;
    let mut weights = size::weigh_all(workspace, &weighed)?;
    for peer in &peers::WEIGHED {
        weights.push(Weighed::of(workspace, peer.name, peer.about)?);
    }

    let downloads = weights
        .iter()
        .map(|app| format!("{}={}", app.name, app.download()));
    let measured = workspace
        .cargo()
        .args(["run", "--quiet", "--package", "bench", "--"])
        .arg(workspace.root().join("target/bench"))
        .args(options.quick.then_some("--quick"))
        .args(downloads)
        .env("CHROMIUM", browser.chromium)
        .quiet()
        .read()
        .context("the apps could not be measured")?;
    let tables = format!(
        "\n{measured}\n\n### Downloads\n\nIn bytes.\n\n{}\n### Versions\n\n{}\n",
        size::table(&weights),
        versions(workspace)?,
    );
    if options.quick {
        println!("{tables}");
        return Ok(());
    }
    fs::write(&path, with_tables(&document, &tables)?)
        .with_context(|| format!("{} cannot be written", path.display()))?;
    println!("{}", path.display());
    Ok(())
}

/// The document with these tables in place of those that it has.
fn with_tables(document: &str, tables: &str) -> Result<String> {
    let (before, rest) = document
        .split_once(START)
        .with_context(|| format!("{FILE} does not say where the tables begin: {START}"))?;
    let (_, after) = rest
        .split_once(END)
        .with_context(|| format!("{FILE} does not say where the tables end: {END}"))?;
    Ok([before, START, tables, END, after].concat())
}

/// Of everything that has a part in the figures but the browser, which says its own.
fn versions(workspace: &Workspace) -> Result<String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut versions = vec![workspace.command(rustc).arg("--version").quiet().read()?];
    for package in ["yew", "wasm-bindgen"] {
        versions.push(format!("{package} {}", workspace.locked_version(package)?));
    }
    for tree in [crate::npm::SIZE, PEERS] {
        let packages = tree.packages()?.into_iter();
        versions.extend(packages.map(|(name, version)| format!("{name} {version}")));
    }
    let items = versions.into_iter().map(|version| format!("- {version}\n"));
    Ok(items.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_tables_are_written_anew() -> Result<()> {
        let document = "# Benchmarks\n<!-- measured -->\nold\n<!-- /measured -->\n## Tried\n";
        let expected = "# Benchmarks\n<!-- measured -->\nnew\n<!-- /measured -->\n## Tried\n";
        assert_eq!(with_tables(document, "new\n")?, expected);
        assert!(with_tables("# Benchmarks\n", "new").is_err());
        assert!(with_tables("<!-- measured -->\n", "new").is_err());
        Ok(())
    }

    #[test]
    fn the_document_has_a_place_for_the_tables() -> Result<()> {
        let workspace = Workspace::open()?;
        let document = fs::read_to_string(workspace.root().join(FILE))?;
        with_tables(&document, "")?;
        Ok(())
    }
}
