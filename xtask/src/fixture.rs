//! What the tests check the crate and its demo with, and npm brings.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::cache::Cache;
use crate::npm::{self, Modules, Tree};
use crate::peers;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// A file of a package that the tests need.
#[derive(Debug)]
pub(crate) struct Fixture {
    tree: Tree,
    file: &'static str,
    placed: &'static str,
}

/// The reader of the data layer.
pub(crate) const DATA_LAYER: Fixture = Fixture {
    tree: npm::DATA_LAYER,
    file: "data-layer-helper/dist/data-layer-helper.js",
    placed: "data-layer-helper.js",
};

/// The checker of accessibility.
pub(crate) const AXE: Fixture = Fixture {
    tree: npm::AXE,
    file: "axe-core/axe.min.js",
    placed: "axe-core.js",
};

fn folder(workspace: &Workspace) -> PathBuf {
    workspace.root().join("target/fixtures")
}

/// Bundles Customerly's own React package with a page of it, for the tests of both on one page.
pub(crate) fn bundle_react(tools: &Toolbox<'_>) -> Result<PathBuf> {
    let workspace = tools.workspace();
    let source = workspace.root().join("tests/faults/others/react.jsx");
    let bundle = folder(workspace).join("react.js");
    peers::bundle_to(tools, &source, &bundle)?;
    Ok(bundle)
}

/// Puts the file where the tests find it; their server serves the root.
pub(crate) fn place(workspace: &Workspace, cache: &Cache, fixture: &Fixture) -> Result<PathBuf> {
    let fetched = Modules::find_or_fetch(workspace, cache, &fixture.tree)?.path(fixture.file);
    let folder = folder(workspace);
    let placed = folder.join(fixture.placed);
    fs::create_dir_all(&folder)
        .and_then(|()| fs::copy(&fetched, &placed))
        .with_context(|| format!("{} cannot be written", placed.display()))?;
    Ok(placed)
}
