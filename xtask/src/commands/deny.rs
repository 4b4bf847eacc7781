//! `cargo xtask deny`: whether the dependencies comply with `deny.toml`.

use anyhow::Result;
use clap::Args;

use crate::tools::Toolbox;

#[derive(Debug, Default, Args)]
pub(crate) struct Options {
    /// Also look for known vulnerabilities, in the RustSec database, which is downloaded from GitHub
    #[arg(long)]
    advisories: bool,
}

/// Without the advisories, cargo-deny needs no network, once the crates are downloaded.
pub(crate) fn run(toolbox: &Toolbox<'_>, options: &Options) -> Result<()> {
    let cargo_deny = toolbox.cargo_deny()?;
    let command = toolbox
        .workspace()
        .command(cargo_deny.program())
        .args(["--workspace", "check", "--hide-inclusion-graph"])
        .args(["licenses", "bans", "sources"])
        .args(options.advisories.then_some("advisories"));
    Ok(command.quiet().run()?)
}
