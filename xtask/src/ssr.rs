//! The demo, rendered on a server.

use anyhow::Result;
use clap::Args;

use crate::demo;
use crate::toolchain;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The port to serve on
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

/// Builds the browser's half, then serves until Ctrl-C. The demo's program is both: in a browser
/// the shop, on the host its server.
pub(crate) fn serve(workspace: &Workspace, options: &Options) -> Result<()> {
    toolchain::require_wasm(workspace)?;
    let tools = Toolbox::open(workspace)?;
    tools.trunk_command()?.arg("build").quiet().run()?;
    let command = workspace
        .cargo()
        .args(["run", "--quiet", "--package", "yew-customerly"])
        .args(["--example", "demo", "--"])
        .arg(options.port.to_string());
    demo::hand_over(command.into())
}
