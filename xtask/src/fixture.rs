//! What the tests check the crate and its demo with, and npm brings.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::cache::Cache;
use crate::npm::{self, Modules, Tree};
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

/// Puts the file where the tests find it; their server serves the root.
pub(crate) fn place(workspace: &Workspace, cache: &Cache, fixture: &Fixture) -> Result<PathBuf> {
    let fetched = Modules::find_or_fetch(workspace, cache, &fixture.tree)?.path(fixture.file);
    let folder = workspace.root().join("target/fixtures");
    let placed = folder.join(fixture.placed);
    fs::create_dir_all(&folder)
        .and_then(|()| fs::copy(&fetched, &placed))
        .with_context(|| format!("{} cannot be written", placed.display()))?;
    Ok(placed)
}
