//! The demo, served and rebuilt as the code changes.

use std::ffi::OsString;
use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::toolchain;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The port to serve on, instead of the one in Trunk.toml
    #[arg(long)]
    port: Option<u16>,
    /// Open the demo in the browser
    #[arg(long)]
    open: bool,
    /// More arguments for `trunk serve`
    #[arg(last = true, value_name = "TRUNK ARGUMENT")]
    more: Vec<OsString>,
}

/// Serves until Ctrl-C.
pub(crate) fn serve(workspace: &Workspace, options: Options) -> Result<()> {
    toolchain::require_wasm(workspace)?;
    let tools = Toolbox::open(workspace)?;
    let port = options.port.map(|port| format!("--port={port}"));
    let open = options.open.then(|| "--open".to_owned());
    let command = tools
        .trunk_command()?
        .arg("serve")
        .args(port)
        .args(open)
        .args(options.more);
    hand_over(command.into())
}

/// The server takes this process's place, so that Ctrl-C reaches it alone and the
/// prompt comes back when it has ended.
#[cfg(unix)]
pub(crate) fn hand_over(mut command: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;

    Err(command.exec().into())
}

#[cfg(not(unix))]
pub(crate) fn hand_over(mut command: Command) -> Result<()> {
    let status = command.status()?;
    anyhow::ensure!(status.success(), "the server ended with {status}");
    Ok(())
}
