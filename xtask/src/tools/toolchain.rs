//! The components of Rust that a task needs. `rust-toolchain.toml` names them, but only rustup reads that
//! file, and only in some cases.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

pub(crate) const WASM: &str = "wasm32-unknown-unknown";

pub(crate) fn require_rustfmt(workspace: &Workspace) -> Result<()> {
    require_component(workspace, "rustfmt", "fmt")
}

pub(crate) fn require_clippy(workspace: &Workspace) -> Result<()> {
    require_component(workspace, "clippy", "clippy")
}

pub(crate) fn require_wasm(workspace: &Workspace) -> Result<()> {
    let libraries = workspace
        .rustc()
        .args(["--print", "target-libdir", "--target", WASM])
        .quiet()
        .read()
        .context("rustc does not run")?;
    if Path::new(&libraries).is_dir() {
        return Ok(());
    }
    add(workspace, "target", WASM)
}

fn require_component(workspace: &Workspace, component: &str, command: &str) -> Result<()> {
    let probe = workspace.cargo().args([command, "--version"]).quiet();
    if probe.ignore_stdout().ignore_stderr().run().is_ok() {
        return Ok(());
    }
    add(workspace, "component", component)
}

fn add(workspace: &Workspace, kind: &str, name: &str) -> Result<()> {
    let command = format!("rustup {kind} add {name}");
    let Ok(rustup) = which::which("rustup") else {
        bail!(
            "Rust's {kind} {name} is missing: install your system's package of it, or run `{command}`"
        );
    };
    eprintln!("Rust's {kind} {name} is missing: running `{command}`");
    workspace
        .command(rustup)
        .args([kind, "add", name])
        .quiet()
        .run()
        .with_context(|| format!("Rust's {kind} {name} is missing, and `{command}` failed"))
}
