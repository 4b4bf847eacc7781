//! The reader of the data layer that the browser tests check the crate against.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::cache::Cache;
use crate::packages;
use crate::workspace::Workspace;

const PACKAGE: &str = "data-layer-helper";
const VERSION: &str = "0.1.0";
/// npm refuses the package when it is not the one with this checksum.
const INTEGRITY: &str = "sha512-1e5VML7HB2KCIL3o9z7Duq3Y86x8cMRFOMupoeRH0vQOesKKjiKWUpB3GzvX6SkuuuHpRvSoQBlSiFtrHegcDA==";
const FILE: &str = "dist/data-layer-helper.js";

/// Puts the file where the test server, which serves the root, finds it.
pub(crate) fn place(workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
    let kept = cache.folder().join(format!("{PACKAGE}-{VERSION}.js"));
    if !kept.is_file() {
        fetch(workspace, cache, &kept)?;
    }
    let folder = workspace.root().join("target/fixtures");
    let placed = folder.join(format!("{PACKAGE}.js"));
    fs::create_dir_all(&folder)
        .and_then(|()| fs::copy(&kept, &placed))
        .with_context(|| format!("{} cannot be written", placed.display()))?;
    Ok(placed)
}

fn fetch(workspace: &Workspace, cache: &Cache, kept: &Path) -> Result<()> {
    let _lock = cache.lock(PACKAGE)?;
    if kept.is_file() {
        return Ok(());
    }
    let npm = find_npm(workspace, cache)?;
    eprintln!("fetching {PACKAGE} {VERSION} with npm");
    let project = cache.folder().join(PACKAGE);
    // Left by a run that was ended.
    if project.exists() {
        fs::remove_dir_all(&project)?;
    }
    fs::create_dir(&project)?;
    fs::write(project.join("package.json"), manifest().to_string())?;
    fs::write(project.join("package-lock.json"), lock_file().to_string())?;
    workspace
        .command(npm)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .args(["--loglevel=error", "--prefix"])
        .arg(&project)
        .quiet()
        .run()
        .with_context(|| format!("npm could not fetch {PACKAGE} {VERSION}"))?;
    // The rename makes the file whole at once.
    let fetched = project.join("node_modules").join(PACKAGE).join(FILE);
    fs::rename(&fetched, kept).with_context(|| format!("{PACKAGE} has no {FILE}"))?;
    fs::remove_dir_all(&project)?;
    Ok(())
}

fn find_npm(workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
    which::which("npm").or_else(|_| {
        packages::install(workspace, cache, "npm", &["npm"])?;
        which::which("npm").context("npm was installed, but is not on PATH")
    })
}

fn manifest() -> Value {
    json!({ "private": true, "dependencies": { PACKAGE: VERSION } })
}

fn lock_file() -> Value {
    let installed = format!("node_modules/{PACKAGE}");
    json!({
        "lockfileVersion": 3,
        "packages": {
            "": { "dependencies": { PACKAGE: VERSION } },
            installed: { "version": VERSION, "integrity": INTEGRITY },
        },
    })
}
