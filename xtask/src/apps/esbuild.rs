//! Scripts, bundled and minified by esbuild for production.

use std::path::Path;

use anyhow::Result;
use xshell::Cmd;

use crate::tools::Toolbox;
use crate::tools::npm::{Modules, PEERS, SIZE};

/// The program's file in its package.
pub(crate) const PROGRAM: &str = "esbuild/bin/esbuild";

/// Minifies a script that imports no packages.
pub(crate) fn minify(toolbox: &Toolbox<'_>, source: &Path, output: &Path) -> Result<()> {
    Ok(command(toolbox, source, output)?.run()?)
}

/// Bundles a script with the packages that it imports, as a site would.
pub(crate) fn bundle(toolbox: &Toolbox<'_>, source: &Path, output: &Path) -> Result<()> {
    let packages = Modules::find_or_install(toolbox.workspace(), toolbox.cache(), &PEERS)?;
    let command = command(toolbox, source, output)?
        .args(["--bundle", "--jsx=automatic"])
        .arg("--define:process.env.NODE_ENV=\"production\"")
        .env("NODE_PATH", packages.root());
    Ok(command.run()?)
}

fn command<'a>(toolbox: &Toolbox<'a>, source: &Path, output: &Path) -> Result<Cmd<'a>> {
    let workspace = toolbox.workspace();
    let modules = Modules::find_or_install(workspace, toolbox.cache(), &SIZE)?;
    Ok(modules
        .program(workspace, PROGRAM)?
        .arg(source)
        .args(["--minify", "--format=esm", "--log-level=warning"])
        .arg(format!("--outfile={}", output.display())))
}
