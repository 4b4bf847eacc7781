//! Scripts from npm that the tests run beside the crate, in the folder from which the tests read them.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::apps::esbuild;
use crate::tools::npm::{self, Modules, PackageSet};
use crate::tools::{Cache, Toolbox};
use crate::workspace::Workspace;

/// A file of an npm package.
#[derive(Debug)]
pub(crate) struct Fixture {
    packages: PackageSet,
    /// The file's path in `node_modules`.
    source: &'static str,
    /// The file's name in the folder of the fixtures.
    name: &'static str,
}

/// Google's own reader of the data layer.
pub(crate) const DATA_LAYER: Fixture = Fixture {
    packages: npm::DATA_LAYER,
    source: "data-layer-helper/dist/data-layer-helper.js",
    name: "data-layer-helper.js",
};

/// The accessibility checker.
pub(crate) const AXE: Fixture = Fixture {
    packages: npm::AXE,
    source: "axe-core/axe.min.js",
    name: "axe-core.js",
};

fn folder(workspace: &Workspace) -> PathBuf {
    workspace.root().join("target/fixtures")
}

/// Copies the fixture to where the tests read it.
pub(crate) fn place(workspace: &Workspace, cache: &Cache, fixture: &Fixture) -> Result<PathBuf> {
    let source =
        Modules::find_or_install(workspace, cache, &fixture.packages)?.path(fixture.source);
    let folder = folder(workspace);
    let target = folder.join(fixture.name);
    fs::create_dir_all(&folder)
        .and_then(|()| fs::copy(&source, &target))
        .with_context(|| {
            format!(
                "{} cannot be copied to {}",
                source.display(),
                target.display()
            )
        })?;
    Ok(target)
}

/// Bundles a page that uses Customerly's own React package, for the tests of that package and this crate
/// on one page.
pub(crate) fn bundle_react(toolbox: &Toolbox<'_>) -> Result<PathBuf> {
    let workspace = toolbox.workspace();
    let source = workspace.root().join("tests/faults/others/react.jsx");
    let bundle = folder(workspace).join("react.js");
    esbuild::bundle(toolbox, &source, &bundle)?;
    Ok(bundle)
}
