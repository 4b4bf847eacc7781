//! What the project may depend on, by `deny.toml`.

use anyhow::Result;
use clap::Args;

use crate::tools::Toolbox;

#[derive(Debug, Default, Args)]
pub(crate) struct Options {
    /// Look for known vulnerabilities too, in RustSec's database, which is fetched from GitHub
    #[arg(long)]
    advisories: bool,
}

/// Checks licences, bans and sources, which needs no network once the crates are there.
pub(crate) fn check(tools: &Toolbox<'_>, options: &Options) -> Result<()> {
    let deny = tools.cargo_deny()?;
    let command = tools
        .workspace()
        .command(deny.program())
        .args(["--workspace", "check", "--hide-inclusion-graph"])
        .args(["licenses", "bans", "sources"])
        .args(options.advisories.then_some("advisories"));
    Ok(command.quiet().run()?)
}
