//! The checkout that the tasks work on.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use cargo_lock::Lockfile;
use semver::Version;
use xshell::{Cmd, Shell};

/// Prefixes of the variables that `cargo run` sets for this program. A nested cargo would use some of
/// them itself, and rebuild what depends on them.
const CARGO_RUN_VARIABLES: [&str; 3] = ["CARGO_MANIFEST_", "CARGO_PKG_", "OUT_DIR"];

/// The root of the checkout, and a shell that works there.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    shell: Shell,
}

impl Workspace {
    pub(crate) fn open() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask/ has no parent folder")?
            .to_path_buf();
        let shell = Shell::new()?;
        shell.change_dir(&root);
        Ok(Self { root, shell })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A command that runs at the root, without the variables of `cargo run`.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Cmd<'_> {
        env::vars_os()
            .map(|(name, _)| name)
            .filter(|name| {
                let name = name.to_string_lossy();
                let mut prefixes = CARGO_RUN_VARIABLES.iter();
                prefixes.any(|prefix| name.starts_with(prefix))
            })
            .fold(self.shell.cmd(program), Cmd::env_remove)
    }

    /// The cargo that runs this program.
    pub(crate) fn cargo(&self) -> Cmd<'_> {
        self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    pub(crate) fn rustc(&self) -> Cmd<'_> {
        self.command(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
    }

    /// The version of a package that `Cargo.lock` contains once.
    pub(crate) fn locked_version(&self, package: &str) -> Result<Version> {
        let path = self.root.join("Cargo.lock");
        let lockfile =
            Lockfile::load(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        version_in(&lockfile, package)
    }

    /// The versions of the compiler, of Yew and of wasm-bindgen, for a report.
    pub(crate) fn versions(&self) -> Result<Vec<String>> {
        let mut versions = vec![self.rustc().arg("--version").quiet().read()?];
        for package in ["yew", "wasm-bindgen"] {
            versions.push(format!("{package} {}", self.locked_version(package)?));
        }
        Ok(versions)
    }
}

fn version_in(lockfile: &Lockfile, package: &str) -> Result<Version> {
    let mut versions = lockfile
        .packages
        .iter()
        .filter(|locked| locked.name.as_str() == package)
        .map(|locked| &locked.version);
    let version = versions.next().with_context(|| {
        format!("Cargo.lock contains no {package}: run `cargo update --workspace`")
    })?;
    ensure!(
        versions.next().is_none(),
        "Cargo.lock contains more than one version of {package}: run `cargo update {package}`",
    );
    Ok(version.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lockfile(versions: &[&str]) -> Lockfile {
        let package =
            |version| format!("[[package]]\nname = \"wasm-bindgen\"\nversion = \"{version}\"\n");
        let packages: String = versions.iter().map(package).collect();
        format!("version = 4\n{packages}").parse().unwrap()
    }

    #[test]
    fn a_locked_version_is_read() {
        let version = version_in(&lockfile(&["0.2.130"]), "wasm-bindgen").unwrap();
        assert_eq!(version, Version::new(0, 2, 130));
    }

    #[test]
    fn a_version_must_be_locked_once() {
        assert!(version_in(&lockfile(&["0.2.129", "0.2.130"]), "wasm-bindgen").is_err());
        assert!(version_in(&lockfile(&["0.2.130"]), "js-sys").is_err());
    }
}
