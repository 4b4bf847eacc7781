//! What a visitor downloads, weighed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::apps::{self, App, BARE, CHAT, WEIGHED};
use crate::markdown::{self, grouped, signed};
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// The most that [`CHAT`] may weigh, in bytes of download: 66 KB of 1,000 bytes.
const BUDGET: u64 = 66_000;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The apps to weigh, instead of all; the budget holds for `chat`
    #[arg(value_name = "APP", value_parser = PossibleValuesParser::new(WEIGHED.map(|app| app.name)))]
    only: Vec<String>,
}

/// The bytes of an app's files.
#[derive(Clone, Copy, Debug)]
struct Weight {
    wasm: u64,
    glue: u64,
    wasm_gzip: u64,
    glue_gzip: u64,
}

impl Weight {
    fn of(workspace: &Workspace, app: &App) -> Result<Self> {
        let folder = app.folder(workspace);
        let (wasm, wasm_gzip) = weigh(workspace, &folder.join("app_bg.wasm"))?;
        let (glue, glue_gzip) = weigh(workspace, &folder.join("app.js"))?;
        Ok(Self {
            wasm,
            glue,
            wasm_gzip,
            glue_gzip,
        })
    }

    /// What goes over the line.
    fn download(&self) -> u64 {
        self.wasm_gzip + self.glue_gzip
    }
}

/// The bytes of a file, as it is and as `gzip -9` makes it. By the program, as other implementations
/// come to other figures, by up to a hundredth.
fn weigh(workspace: &Workspace, file: &Path) -> Result<(u64, u64)> {
    let metadata = fs::metadata(file).with_context(|| format!("{} is missing", file.display()))?;
    let gzip = workspace.command("gzip").args(["-9", "-n", "-c"]).arg(file);
    let compressed = gzip.quiet().output().context("gzip is needed to weigh")?;
    Ok((metadata.len(), compressed.stdout.len() as u64))
}

/// Builds, weighs and prints the apps, and fails above the budget.
pub(crate) fn report(tools: &Toolbox<'_>, options: &Options) -> Result<()> {
    let only = &options.only;
    let chosen: Vec<&App> = WEIGHED
        .iter()
        .filter(|app| only.is_empty() || only.iter().any(|name| name == app.name))
        .collect();
    apps::build(tools, &chosen)?;
    let weights = chosen
        .into_iter()
        .map(|app| Ok((app, Weight::of(tools.workspace(), app)?)))
        .collect::<Result<Vec<_>>>()?;
    print!("{}", table(&weights));
    check(&weights)
}

fn check(weights: &[(&App, Weight)]) -> Result<()> {
    let Some(weight) = find(weights, &CHAT) else {
        return Ok(());
    };
    let download = weight.download();
    ensure!(
        download <= BUDGET,
        "`chat` weighs {} bytes of download, which is {} above the budget of {}",
        grouped(download),
        grouped(download - BUDGET),
        grouped(BUDGET),
    );
    println!(
        "`chat` is {} bytes below the budget of {}",
        grouped(BUDGET - download),
        grouped(BUDGET)
    );
    Ok(())
}

fn find(weights: &[(&App, Weight)], app: &App) -> Option<Weight> {
    let found = weights.iter().find(|(other, _)| *other == app);
    found.map(|(_, weight)| *weight)
}

/// In Markdown. The price is over `chat`, of `chat` itself over `bare`.
fn table(weights: &[(&App, Weight)]) -> String {
    let download = |app| find(weights, app).map(|weight| weight.download());
    let (bare, chat) = (download(&BARE), download(&CHAT));
    let rows = weights.iter().map(|(app, weight)| {
        let base = match *app {
            app if *app == BARE => None,
            app if *app == CHAT => bare,
            _ => chat,
        };
        let price = base.map(|base| signed(weight.download() as i64 - base as i64));
        [
            format!("`{}`", app.name),
            app.about.to_owned(),
            grouped(weight.wasm),
            grouped(weight.wasm_gzip),
            grouped(weight.glue),
            grouped(weight.glue_gzip),
            grouped(weight.download()),
            price.unwrap_or_default(),
        ]
    });
    let head = [
        "app",
        "what it has",
        "wasm",
        "gzip",
        "glue",
        "gzip",
        "download",
        "price",
    ];
    markdown::table(head, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(download: u64) -> Weight {
        Weight {
            wasm: 200_000,
            glue: 20_000,
            wasm_gzip: download - 5_000,
            glue_gzip: 5_000,
        }
    }

    #[test]
    fn the_budget_is_the_most_that_passes() {
        assert!(check(&[(&BARE, weight(99_000)), (&CHAT, weight(BUDGET))]).is_ok());
        let error = check(&[(&CHAT, weight(BUDGET + 1))]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`chat` weighs 66,001 bytes of download, which is 1 above the budget of 66,000"
        );
    }

    #[test]
    fn a_price_is_over_the_app_without_the_feature() {
        let weights = [
            (&BARE, weight(55_000)),
            (&CHAT, weight(65_000)),
            (&WEIGHED[2], weight(65_300)),
        ];
        let table = table(&weights);
        let prices: Vec<&str> = table
            .lines()
            .skip(2)
            .filter_map(|line| line.trim_end_matches([' ', '|']).rsplit(' ').next())
            .collect();
        assert_eq!(prices, ["55,000", "+10,000", "+300"]);
    }
}
