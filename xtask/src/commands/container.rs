//! `cargo xtask container`: the importable Google Tag Manager containers.

use std::fs;

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::workspace::Workspace;

/// The files, each with the argument that makes the example print it.
const FILES: [(&str, &[&str]); 3] = [
    ("gtm/customerly-container.json", &[]),
    ("gtm/customerly-container-with-ga4.json", &["with-ga4"]),
    ("gtm/customerly-container-update.json", &["update"]),
];

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Write nothing, and fail if a file is out of date
    #[arg(long)]
    check: bool,
}

/// Runs the crate's own example, which shows an app how to write a container.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    for (file, arguments) in FILES {
        let mut container = workspace
            .cargo()
            .args(["run", "--quiet", "--package", "yew-customerly"])
            .args(["--features", "container", "--example", "container", "--"])
            .args(arguments)
            .quiet()
            .read()
            .context("the example `container` failed: see its message above")?;
        // `read` removes the line break at the end.
        container.push('\n');
        let path = workspace.root().join(file);
        if options.check {
            let present = fs::read_to_string(&path).unwrap_or_default();
            ensure!(
                present == container,
                "{file} is missing or out of date: run `cargo xtask container`"
            );
        } else {
            fs::write(&path, container)
                .with_context(|| format!("{} cannot be written", path.display()))?;
        }
        println!("{}", path.display());
    }
    Ok(())
}
