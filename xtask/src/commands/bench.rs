//! `cargo xtask bench`: what the crate costs, compared with React and plain JavaScript.

use anyhow::{Context, Result};
use clap::Args;
use xtask_report::{Document, list};

use crate::apps::build_output;
use crate::apps::download::{Download, download_table};
use crate::apps::javascript;
use crate::apps::yew::{self, YewApp};
use crate::tools::npm::{PEERS, SIZE};
use crate::tools::{Browser, Toolbox};
use crate::workspace::Workspace;

const FILE: &str = "BENCHMARKS.md";

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Measure with few repetitions, and print the tables instead of writing them
    #[arg(long)]
    quick: bool,
}

pub(crate) fn run(toolbox: &Toolbox<'_>, options: &Options) -> Result<()> {
    let workspace = toolbox.workspace();
    let document = Document::open(workspace.root().join(FILE))?;
    let browser = Browser::find_or_install(workspace, toolbox.cache())?;
    let compared: Vec<&YewApp> = yew::APPS.iter().collect();
    let built: Vec<&YewApp> = yew::APPS.iter().chain(&yew::BENCHMARKS).collect();
    yew::build(toolbox, &built)?;
    javascript::build_all(toolbox)?;
    let mut downloads = Download::measure_all(workspace, &compared)?;
    for app in &javascript::APPS {
        downloads.push(Download::measure(workspace, app.name, app.about)?);
    }

    let totals = downloads
        .iter()
        .map(|download| format!("{}={}", download.app, download.total()));
    let measured = workspace
        .cargo()
        .args(["run", "--quiet", "--package", "bench", "--"])
        .arg(build_output::root(workspace))
        .args(options.quick.then_some("--quick"))
        .args(totals)
        .env("CHROMIUM", browser.chromium)
        .quiet()
        .read()
        .context("the benchmarks failed: see their message above")?;
    let tables = format!(
        "\n{measured}\n\n### Downloads\n\nIn bytes.\n\n{}\n### Versions\n\n{}\n",
        download_table(&downloads),
        list(versions(workspace)?),
    );
    if options.quick {
        println!("{tables}");
        return Ok(());
    }
    document.write(&tables)
}

/// The versions of everything that affects the figures, except the browser's, which the benchmarks print
/// themselves.
fn versions(workspace: &Workspace) -> Result<Vec<String>> {
    let mut versions = workspace.versions()?;
    for packages in [SIZE, PEERS] {
        versions.extend(packages.versions()?);
    }
    Ok(versions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_has_a_section_for_the_tables() -> Result<()> {
        let workspace = Workspace::open()?;
        Document::open(workspace.root().join(FILE))?;
        Ok(())
    }
}
