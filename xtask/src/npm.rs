//! Packages that npm brings, of the versions and checksums in the lock files under `xtask/npm/`.
//!
//! To take newer ones: change a `package.json` there, and beside it run
//! `npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved`.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;
use xshell::Cmd;

use crate::cache::Cache;
use crate::packages;
use crate::workspace::Workspace;

/// Packages that are fetched together.
#[derive(Debug)]
pub(crate) struct Tree {
    name: &'static str,
    manifest: &'static str,
    lock_file: &'static str,
}

macro_rules! trees {
    ($($(#[$doc:meta])* $name:ident = $folder:literal;)*) => {
        $($(#[$doc])*
        pub(crate) const $name: Tree = Tree {
            name: $folder,
            manifest: include_str!(concat!("../npm/", $folder, "/package.json")),
            lock_file: include_str!(concat!("../npm/", $folder, "/package-lock.json")),
        };)*
    };
}

trees! {
    /// What reads the data layer in the browser tests.
    DATA_LAYER = "data-layer";
    /// What finds faults of accessibility in the demo.
    AXE = "axe";
    /// wasm-opt and esbuild.
    SIZE = "size";
    /// What React apps use today.
    PEERS = "peers";
}

/// A tree that is there.
#[derive(Debug)]
pub(crate) struct Modules {
    folder: PathBuf,
}

impl Modules {
    pub(crate) fn find_or_fetch(workspace: &Workspace, cache: &Cache, tree: &Tree) -> Result<Self> {
        let folder = cache.folder().join(tree.folder_name());
        if !folder.is_dir() {
            fetch(workspace, cache, tree, &folder)?;
        }
        Ok(Self { folder })
    }

    /// Where bundlers look for packages.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.join("node_modules")
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.root().join(file)
    }

    /// A program of a package. By name, since `.bin` holds no links where scripts are ignored.
    pub(crate) fn program<'a>(&self, workspace: &'a Workspace, file: &str) -> Result<Cmd<'a>> {
        let node = which::which("node").context("npm is there, but node is not on PATH")?;
        Ok(workspace.command(node).arg(self.path(file)).quiet())
    }
}

impl Tree {
    /// The packages that are asked for, with their versions.
    pub(crate) fn packages(&self) -> Result<Vec<(String, String)>> {
        let manifest: Value = serde_json::from_str(self.manifest)?;
        let packages = manifest["dependencies"].as_object();
        let packages = packages.with_context(|| format!("{} asks for nothing", self.name))?;
        let version = |version: &Value| version.as_str().unwrap_or_default().to_owned();
        Ok(packages
            .iter()
            .map(|(name, value)| (name.clone(), version(value)))
            .collect())
    }

    /// A name of its own for each lock file, as checkouts of several versions share the cache.
    fn folder_name(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.lock_file.hash(&mut hasher);
        format!("npm-{}-{:016x}", self.name, hasher.finish())
    }
}

fn fetch(workspace: &Workspace, cache: &Cache, tree: &Tree, folder: &Path) -> Result<()> {
    let _lock = cache.lock(&tree.folder_name())?;
    // Another process may have fetched it while this one waited for the lock.
    if folder.is_dir() {
        return Ok(());
    }
    let npm = find_npm(workspace, cache)?;
    eprintln!("fetching the packages of xtask/npm/{} with npm", tree.name);
    let unfinished = folder.with_extension("unfinished");
    // Left by a run that was ended.
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished)?;
    }
    fs::create_dir(&unfinished)?;
    fs::write(unfinished.join("package.json"), tree.manifest)?;
    fs::write(unfinished.join("package-lock.json"), tree.lock_file)?;
    workspace
        .command(npm)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .args(["--loglevel=error", "--prefix"])
        .arg(&unfinished)
        .quiet()
        .ignore_stdout()
        .run()
        .with_context(|| {
            format!(
                "npm could not fetch the packages of xtask/npm/{}",
                tree.name
            )
        })?;
    // The rename makes it whole at once.
    fs::rename(&unfinished, folder).with_context(|| format!("{} cannot be made", folder.display()))
}

fn find_npm(workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
    which::which("npm").or_else(|_| {
        packages::install(workspace, cache, "npm", &["npm"])?;
        which::which("npm").context("npm was installed, but is not on PATH")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So that nothing is fetched unchecked, nor from an address that not everybody can reach.
    #[test]
    fn every_package_is_pinned_by_its_checksum() {
        for tree in [DATA_LAYER, AXE, SIZE, PEERS] {
            let lock_file: Value = serde_json::from_str(tree.lock_file).unwrap();
            let manifest: Value = serde_json::from_str(tree.manifest).unwrap();
            let packages = lock_file["packages"].as_object().unwrap();
            let root = &packages[""];
            assert_eq!(
                root["dependencies"], manifest["dependencies"],
                "{}",
                tree.name
            );
            assert!(packages.len() > 1, "{}", tree.name);
            for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
                let integrity = package["integrity"].as_str().unwrap();
                assert!(integrity.starts_with("sha512-"), "{name}");
                assert!(package.get("resolved").is_none(), "{name}");
            }
        }
    }

    #[test]
    fn another_lock_file_is_another_folder() {
        let newer = Tree {
            lock_file: "{}",
            ..SIZE
        };
        assert_ne!(SIZE.folder_name(), newer.folder_name());
        assert_ne!(SIZE.folder_name(), DATA_LAYER.folder_name());
    }
}
