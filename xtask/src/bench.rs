//! What the crate costs, beside what people use today.

use anyhow::{Context, Result};
use clap::Args;

use crate::apps::{self, App};
use crate::browser::Browser;
use crate::document::Document;
use crate::markdown;
use crate::npm::PEERS;
use crate::peers;
use crate::size::{self, Weighed};
use crate::tools::Toolbox;
use crate::workspace::Workspace;

pub(crate) const FILE: &str = "BENCHMARKS.md";

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Measure little, and print the tables instead of writing them
    #[arg(long)]
    quick: bool,
}

/// Builds, weighs and measures everything, and writes the tables.
pub(crate) fn run(tools: &Toolbox<'_>, options: &Options) -> Result<()> {
    let workspace = tools.workspace();
    let document = Document::open(workspace, FILE)?;
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
    document.write(&tables)
}

/// Of everything that has a part in the figures but the browser, which says its own.
fn versions(workspace: &Workspace) -> Result<String> {
    let mut versions = workspace.versions()?;
    for tree in [crate::npm::SIZE, PEERS] {
        let packages = tree.packages()?.into_iter();
        versions.extend(packages.map(|(name, version)| format!("{name} {version}")));
    }
    Ok(markdown::list(versions))
}
