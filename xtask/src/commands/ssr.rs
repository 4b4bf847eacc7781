//! `cargo xtask ssr`: the demo, with each page rendered on the server.

use anyhow::Result;
use clap::Args;

use crate::process;
use crate::tools::{Toolbox, toolchain};

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The port to serve on
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

/// Builds the demo for the browser, then serves until Ctrl-C. The example `demo` is both programs: in a
/// browser it is the shop, elsewhere it is the shop's server.
pub(crate) fn run(toolbox: &Toolbox<'_>, options: &Options) -> Result<()> {
    let workspace = toolbox.workspace();
    toolchain::require_wasm(workspace)?;
    toolbox.trunk_command()?.arg("build").quiet().run()?;
    let command = workspace
        .cargo()
        .args(["run", "--quiet", "--package", "yew-customerly"])
        .args(["--example", "demo", "--"])
        .arg(options.port.to_string());
    process::replace_with(command.into())
}
