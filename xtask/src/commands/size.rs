//! `cargo xtask size`: what a visitor downloads, and what each feature adds.

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::apps::download::{Download, check_budget, download_table};
use crate::apps::yew::{self, APPS, BARE, CHAT, YewApp};
use crate::tools::Toolbox;

/// The most that [`CHAT`] may download, in bytes: its download today, and a little for the paths in panic
/// messages, which differ from machine to machine. Knowing whose a command is took 5,000 bytes, telling an id
/// from a phone number 3,200, and what other scripts do around the chat 4,100: several bundles, a page that
/// starts the chat itself, slots that it takes away, scripts that are no launcher. The goal is 66,000; lower
/// the budget with each step towards it.
const BUDGET: u64 = 100_600;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The apps to measure [default: all]; only `chat` has a budget
    #[arg(value_name = "APP", value_parser = PossibleValuesParser::new(APPS.map(|app| app.name)))]
    apps: Vec<String>,
}

impl Options {
    /// The apps that the budget needs.
    pub(crate) fn budget() -> Self {
        Self {
            apps: [BARE, CHAT].map(|app| app.name.to_owned()).to_vec(),
        }
    }
}

/// Builds the apps and prints their downloads. Fails if `chat` is above the budget.
pub(crate) fn run(toolbox: &Toolbox<'_>, options: &Options) -> Result<()> {
    let names = &options.apps;
    let chosen: Vec<&YewApp> = APPS
        .iter()
        .filter(|app| names.is_empty() || names.iter().any(|name| name == app.name))
        .collect();
    yew::build(toolbox, &chosen)?;
    let downloads = Download::measure_all(toolbox.workspace(), &chosen)?;
    print!("{}", download_table(&downloads));
    check_budget(&downloads, BUDGET)
}
