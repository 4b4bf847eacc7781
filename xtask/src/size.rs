//! What a visitor downloads, weighed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::apps::{self, App, BARE, BY_HAND, CHAT, WEIGHED};
use crate::markdown::{self, grouped, signed};
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// The most that [`CHAT`] may weigh, in bytes of download: what it weighs, and a little for paths in panics,
/// which differ from machine to machine. The goal is 66,000; whoever comes nearer lowers this.
const BUDGET: u64 = 87_500;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The apps to weigh, instead of all; the budget holds for `chat`
    #[arg(value_name = "APP", value_parser = PossibleValuesParser::new(WEIGHED.map(|app| app.name)))]
    only: Vec<String>,
}

impl Options {
    /// No more than the budget is about.
    pub(crate) fn budget() -> Self {
        Self {
            only: [BARE, CHAT].map(|app| app.name.to_owned()).to_vec(),
        }
    }
}

/// An app and the bytes of its files.
#[derive(Debug)]
pub(crate) struct Weighed {
    pub(crate) name: &'static str,
    about: &'static str,
    /// As it is and compressed; none of an app in plain JavaScript.
    wasm: Option<[u64; 2]>,
    script: [u64; 2],
}

impl Weighed {
    pub(crate) fn of(
        workspace: &Workspace,
        name: &'static str,
        about: &'static str,
    ) -> Result<Self> {
        let folder = apps::folder(workspace, name);
        let wasm = folder.join("app_bg.wasm");
        Ok(Self {
            name,
            about,
            wasm: if wasm.is_file() {
                Some(weigh(workspace, &wasm)?)
            } else {
                None
            },
            script: weigh(workspace, &folder.join("app.js"))?,
        })
    }

    /// What goes over the line.
    pub(crate) fn download(&self) -> u64 {
        let [_, script] = self.script;
        script + self.wasm.map_or(0, |[_, wasm]| wasm)
    }
}

/// The bytes of a file, as it is and as `gzip -9` makes it. By the program, as other implementations
/// come to other figures, by up to a hundredth.
fn weigh(workspace: &Workspace, file: &Path) -> Result<[u64; 2]> {
    let metadata = fs::metadata(file).with_context(|| format!("{} is missing", file.display()))?;
    let gzip = workspace.command("gzip").args(["-9", "-n", "-c"]).arg(file);
    let compressed = gzip.quiet().output().context("gzip is needed to weigh")?;
    Ok([metadata.len(), compressed.stdout.len() as u64])
}

/// Builds, weighs and prints the apps, and fails above the budget.
pub(crate) fn report(tools: &Toolbox<'_>, options: &Options) -> Result<()> {
    let only = &options.only;
    let chosen: Vec<&App> = WEIGHED
        .iter()
        .filter(|app| only.is_empty() || only.iter().any(|name| name == app.name))
        .collect();
    apps::build(tools, &chosen)?;
    let weighed = weigh_all(tools.workspace(), &chosen)?;
    print!("{}", table(&weighed));
    check(&weighed)
}

/// Weighs what was built.
pub(crate) fn weigh_all(workspace: &Workspace, apps: &[&App]) -> Result<Vec<Weighed>> {
    apps.iter()
        .map(|app| Weighed::of(workspace, app.name, app.about))
        .collect()
}

fn check(weighed: &[Weighed]) -> Result<()> {
    let Some(download) = download(weighed, &CHAT) else {
        return Ok(());
    };
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

fn download(weighed: &[Weighed], app: &App) -> Option<u64> {
    let found = weighed.iter().find(|other| other.name == app.name);
    found.map(Weighed::download)
}

/// In Markdown. The price is over `chat`, of `chat` itself and of what is not ours over `bare`; an app in
/// plain JavaScript has none.
pub(crate) fn table(weighed: &[Weighed]) -> String {
    let (bare, chat) = (download(weighed, &BARE), download(weighed, &CHAT));
    let rows = weighed.iter().map(|app| {
        let base = match app.name {
            _ if app.wasm.is_none() => None,
            name if name == BARE.name => None,
            name if name == CHAT.name || name == BY_HAND.name => bare,
            _ => chat,
        };
        let price = base.map(|base| signed(app.download() as i64 - base as i64));
        let [wasm, wasm_gzip] = match app.wasm {
            Some(bytes) => bytes.map(grouped),
            None => Default::default(),
        };
        let [script, script_gzip] = app.script.map(grouped);
        [
            format!("`{}`", app.name),
            app.about.to_owned(),
            wasm,
            wasm_gzip,
            script,
            script_gzip,
            grouped(app.download()),
            price.unwrap_or_default(),
        ]
    });
    let head = [
        "app",
        "what it has",
        "wasm",
        "gzip",
        "script",
        "gzip",
        "download",
        "price",
    ];
    markdown::table(head, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighed(name: &'static str, download: u64) -> Weighed {
        Weighed {
            name,
            about: "",
            wasm: Some([200_000, download - 5_000]),
            script: [20_000, 5_000],
        }
    }

    #[test]
    fn the_budget_is_the_most_that_passes() {
        assert!(check(&[weighed("bare", 99_000), weighed("chat", BUDGET)]).is_ok());
        let error = check(&[weighed("chat", BUDGET + 1)]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`chat` weighs 87,501 bytes of download, which is 1 above the budget of 87,500"
        );
    }

    #[test]
    fn a_price_is_over_the_app_without_the_feature() {
        let script = Weighed {
            wasm: None,
            ..weighed("plain", 6_000)
        };
        let table = table(&[
            weighed("bare", 55_000),
            weighed("chat", 65_000),
            weighed("consent", 65_300),
            script,
        ]);
        let prices: Vec<&str> = table
            .lines()
            .skip(2)
            .filter_map(|line| line.rsplit('|').nth(1))
            .map(str::trim)
            .collect();
        assert_eq!(prices, ["", "+10,000", "+300", ""]);
    }
}
