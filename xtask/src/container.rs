//! The container for Google Tag Manager that is ready to import.

use std::fs;

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::workspace::Workspace;

const FILE: &str = "gtm/customerly-container.json";

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Write nothing, and fail when the file is not as it would be written
    #[arg(long)]
    check: bool,
}

/// The crate writes it itself, by the example that shows an app how to.
pub(crate) fn write(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut written = workspace
        .cargo()
        .args(["run", "--quiet", "--package", "yew-customerly"])
        .args(["--features", "container", "--example", "container"])
        .quiet()
        .read()
        .context("the container cannot be written")?;
    // Taken away by the shell that read it.
    written.push('\n');
    let path = workspace.root().join(FILE);
    if options.check {
        let present = fs::read_to_string(&path).unwrap_or_default();
        ensure!(
            present == written,
            "{FILE} is not of this catalogue: run `cargo xtask container`"
        );
    } else {
        fs::write(&path, written)
            .with_context(|| format!("{} cannot be written", path.display()))?;
    }
    println!("{}", path.display());
    Ok(())
}
