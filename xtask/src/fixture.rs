//! What the tests check the crate and its demo with, and npm brings.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::cache::Cache;
use crate::packages;
use crate::workspace::Workspace;

/// A package of which the tests need one file.
#[derive(Debug)]
pub(crate) struct Package {
    name: &'static str,
    version: &'static str,
    /// npm refuses the package when it is not the one with this checksum.
    integrity: &'static str,
    file: &'static str,
}

/// The reader of the data layer.
pub(crate) const DATA_LAYER: Package = Package {
    name: "data-layer-helper",
    version: "0.1.0",
    integrity: "sha512-1e5VML7HB2KCIL3o9z7Duq3Y86x8cMRFOMupoeRH0vQOesKKjiKWUpB3GzvX6SkuuuHpRvSoQBlSiFtrHegcDA==",
    file: "dist/data-layer-helper.js",
};

/// The checker of accessibility.
pub(crate) const AXE: Package = Package {
    name: "axe-core",
    version: "4.14.1",
    integrity: "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
    file: "axe.min.js",
};

/// Puts the file where the tests find it; their server serves the root.
pub(crate) fn place(workspace: &Workspace, cache: &Cache, package: &Package) -> Result<PathBuf> {
    let Package { name, version, .. } = package;
    let kept = cache.folder().join(format!("{name}-{version}.js"));
    if !kept.is_file() {
        fetch(workspace, cache, package, &kept)?;
    }
    let folder = workspace.root().join("target/fixtures");
    let placed = folder.join(format!("{name}.js"));
    fs::create_dir_all(&folder)
        .and_then(|()| fs::copy(&kept, &placed))
        .with_context(|| format!("{} cannot be written", placed.display()))?;
    Ok(placed)
}

fn fetch(workspace: &Workspace, cache: &Cache, package: &Package, kept: &Path) -> Result<()> {
    let Package {
        name,
        version,
        file,
        ..
    } = package;
    let _lock = cache.lock(name)?;
    if kept.is_file() {
        return Ok(());
    }
    let npm = find_npm(workspace, cache)?;
    eprintln!("fetching {name} {version} with npm");
    let project = cache.folder().join(name);
    // Left by a run that was ended.
    if project.exists() {
        fs::remove_dir_all(&project)?;
    }
    fs::create_dir(&project)?;
    fs::write(project.join("package.json"), package.manifest().to_string())?;
    fs::write(
        project.join("package-lock.json"),
        package.lock_file().to_string(),
    )?;
    workspace
        .command(npm)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .args(["--loglevel=error", "--prefix"])
        .arg(&project)
        .quiet()
        .run()
        .with_context(|| format!("npm could not fetch {name} {version}"))?;
    // The rename makes the file whole at once.
    let fetched = project.join("node_modules").join(name).join(file);
    fs::rename(&fetched, kept).with_context(|| format!("{name} has no {file}"))?;
    fs::remove_dir_all(&project)?;
    Ok(())
}

fn find_npm(workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
    which::which("npm").or_else(|_| {
        packages::install(workspace, cache, "npm", &["npm"])?;
        which::which("npm").context("npm was installed, but is not on PATH")
    })
}

impl Package {
    fn manifest(&self) -> Value {
        json!({ "private": true, "dependencies": { self.name: self.version } })
    }

    fn lock_file(&self) -> Value {
        let installed = format!("node_modules/{}", self.name);
        json!({
            "lockfileVersion": 3,
            "packages": {
                "": { "dependencies": { self.name: self.version } },
                installed: { "version": self.version, "integrity": self.integrity },
            },
        })
    }
}
