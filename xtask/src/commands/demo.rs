//! `cargo xtask demo`: the demo, rebuilt when the code changes.

use std::ffi::OsString;

use anyhow::Result;
use clap::Args;

use crate::process;
use crate::tools::{Toolbox, toolchain};

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The port to serve on [default: the port in Trunk.toml]
    #[arg(long)]
    port: Option<u16>,
    /// Open the demo in the browser
    #[arg(long)]
    open: bool,
    /// More arguments for `trunk serve`
    #[arg(last = true, value_name = "TRUNK ARGUMENT")]
    trunk_arguments: Vec<OsString>,
}

/// Serves until Ctrl-C.
pub(crate) fn run(toolbox: &Toolbox<'_>, options: Options) -> Result<()> {
    toolchain::require_wasm(toolbox.workspace())?;
    let port = options.port.map(|port| format!("--port={port}"));
    let open = options.open.then_some("--open");
    let command = toolbox
        .trunk_command()?
        .arg("serve")
        .args(port)
        .args(open)
        .args(options.trunk_arguments);
    process::replace_with(command.into())
}
