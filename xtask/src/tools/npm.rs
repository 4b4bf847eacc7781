//! Packages from npm, with the versions and checksums of the lock files in `xtask/npm/`.
//!
//! To update them, change a `package.json` there, and next to it run
//! `npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved`.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use xshell::Cmd;

use crate::tools::apt;
use crate::tools::cache::Cache;
use crate::workspace::Workspace;

/// Packages that are installed together: a folder of `xtask/npm/`.
#[derive(Debug)]
pub(crate) struct PackageSet {
    name: &'static str,
    manifest: &'static str,
    lock_file: &'static str,
}

macro_rules! package_sets {
    ($($(#[$doc:meta])* $name:ident = $folder:literal;)*) => {
        $($(#[$doc])*
        pub(crate) const $name: PackageSet = PackageSet {
            name: $folder,
            manifest: include_str!(concat!("../../npm/", $folder, "/package.json")),
            lock_file: include_str!(concat!("../../npm/", $folder, "/package-lock.json")),
        };)*

        #[cfg(test)]
        const ALL: &[PackageSet] = &[$($name),*];
    };
}

package_sets! {
    /// Google's own reader of the data layer, for the browser tests.
    DATA_LAYER = "data-layer";
    /// The accessibility checker, for the tests of the demo.
    AXE = "axe";
    /// The database in which the tests run the BigQuery query.
    DUCKDB = "duckdb";
    /// wasm-opt and esbuild.
    SIZE = "size";
    /// React and the packages that React apps use for Customerly and Google Tag Manager.
    PEERS = "peers";
}

/// The part of a `package.json` that is read here.
#[derive(Deserialize)]
struct Manifest {
    /// Versions by name.
    dependencies: BTreeMap<String, String>,
}

impl PackageSet {
    /// The names and versions of the packages that `package.json` asks for.
    pub(crate) fn versions(&self) -> Result<Vec<String>> {
        let manifest: Manifest = serde_json::from_str(self.manifest)
            .with_context(|| format!("xtask/npm/{}/package.json cannot be read", self.name))?;
        let versions = manifest.dependencies.iter();
        Ok(versions
            .map(|(name, version)| format!("{name} {version}"))
            .collect())
    }

    /// The name of the folder in the cache. Each lock file has its own, because checkouts with different
    /// versions share the cache.
    fn folder_name(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.lock_file.hash(&mut hasher);
        format!("npm-{}-{:016x}", self.name, hasher.finish())
    }
}

/// An installed package set.
#[derive(Debug)]
pub(crate) struct Modules {
    folder: PathBuf,
}

impl Modules {
    pub(crate) fn find_or_install(
        workspace: &Workspace,
        cache: &Cache,
        packages: &PackageSet,
    ) -> Result<Self> {
        let folder = cache.folder().join(packages.folder_name());
        if !folder.is_dir() {
            install(workspace, cache, packages, &folder)?;
        }
        Ok(Self { folder })
    }

    /// The folder where bundlers look for packages.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.join("node_modules")
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.root().join(file)
    }

    /// A program of a package, by its file. `node_modules/.bin` has no links to it, because npm runs
    /// without the packages' install scripts.
    pub(crate) fn program<'a>(&self, workspace: &'a Workspace, file: &str) -> Result<Cmd<'a>> {
        Ok(node(workspace)?.arg(self.path(file)))
    }
}

/// The command that runs a script.
pub(crate) fn node(workspace: &Workspace) -> Result<Cmd<'_>> {
    let node = which::which("node")
        .context("npm is installed, but node is not on PATH: install Node.js")?;
    Ok(workspace.command(node).quiet())
}

fn install(
    workspace: &Workspace,
    cache: &Cache,
    packages: &PackageSet,
    folder: &Path,
) -> Result<()> {
    let _lock = cache.lock(&packages.folder_name())?;
    // Another process may have installed them while this one waited for the lock.
    if folder.is_dir() {
        return Ok(());
    }
    let npm = find_or_install_npm(workspace, cache)?;
    let name = packages.name;
    eprintln!("installing the packages of xtask/npm/{name} with npm");
    let unfinished = folder.with_extension("unfinished");
    // A run that was interrupted leaves it behind.
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished)?;
    }
    fs::create_dir(&unfinished)?;
    fs::write(unfinished.join("package.json"), packages.manifest)?;
    fs::write(unfinished.join("package-lock.json"), packages.lock_file)?;
    workspace
        .command(npm)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .args(["--loglevel=error", "--prefix"])
        .arg(&unfinished)
        .quiet()
        .ignore_stdout()
        .run()
        .with_context(|| {
            format!("npm could not install the packages of xtask/npm/{name}: see its message above")
        })?;
    // A folder of the final name is always complete, because renaming is atomic.
    fs::rename(&unfinished, folder)
        .with_context(|| format!("{} cannot be created", folder.display()))
}

fn find_or_install_npm(workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
    which::which("npm").or_else(|_| {
        apt::install(workspace, cache, "npm", &["npm"])?;
        which::which("npm").context("npm was installed, but is not on PATH")
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// Each download is then verified, and each address is one that everybody can reach.
    #[test]
    fn every_package_is_pinned_by_its_checksum() {
        for packages in ALL {
            let name = packages.name;
            let manifest: Value = serde_json::from_str(packages.manifest).unwrap();
            let lock_file: Value = serde_json::from_str(packages.lock_file).unwrap();
            let locked = lock_file["packages"].as_object().unwrap();
            assert_eq!(
                locked[""]["dependencies"], manifest["dependencies"],
                "{name}"
            );
            assert!(locked.len() > 1, "{name}");
            for (name, package) in locked.iter().filter(|(name, _)| !name.is_empty()) {
                let integrity = package["integrity"].as_str().unwrap();
                assert!(integrity.starts_with("sha512-"), "{name}");
                assert!(package.get("resolved").is_none(), "{name}");
            }
        }
    }

    #[test]
    fn each_lock_file_has_its_own_folder() {
        let newer = PackageSet {
            lock_file: "{}",
            ..SIZE
        };
        assert_ne!(SIZE.folder_name(), newer.folder_name());
        assert_ne!(SIZE.folder_name(), DATA_LAYER.folder_name());
    }
}
