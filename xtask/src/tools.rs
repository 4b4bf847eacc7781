//! Trunk, wasm-bindgen and cargo-deny: found on `PATH`, found in the cache, or built into it.

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use semver::{Version, VersionReq};
use xshell::Cmd;

use crate::cache::Cache;
use crate::version;
use crate::workspace::Workspace;

/// A crate from which cargo builds programs.
#[derive(Debug)]
struct Tool {
    package: &'static str,
    programs: &'static [&'static str],
    /// The version that is built.
    version: Version,
    /// The versions that do, when found on `PATH`.
    fits: VersionReq,
    /// How long the build takes on two cores.
    duration: &'static str,
    /// What `cargo install` is told besides.
    options: &'static [&'static str],
}

impl Tool {
    fn trunk() -> Result<Self> {
        let version = Version::new(0, 21, 14);
        Ok(Self {
            package: "trunk",
            programs: &["trunk"],
            fits: format!("^{version}").parse()?,
            version,
            duration: "4 to 8 minutes",
            // Locked: newer versions of its dependencies do not compile together.
            // The features that are left out download tools, look for newer
            // versions and serve HTTPS: nothing of it is used here.
            options: &["--locked", "--no-default-features"],
        })
    }

    /// A module and the wasm-bindgen that reads it must be of one version.
    fn wasm_bindgen(version: Version) -> Result<Self> {
        Ok(Self {
            package: "wasm-bindgen-cli",
            programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            fits: format!("={version}").parse()?,
            version,
            duration: "2 to 4 minutes",
            // Not locked: the lock file of 0.2.130 names a webpki-roots that cannot be had.
            options: &[],
        })
    }

    fn cargo_deny() -> Result<Self> {
        let version = Version::new(0, 20, 2);
        Ok(Self {
            package: "cargo-deny",
            programs: &["cargo-deny"],
            fits: format!("^{version}").parse()?,
            version,
            duration: "2 to 4 minutes",
            options: &["--locked"],
        })
    }

    fn name(&self) -> String {
        format!("{}-{}", self.package, self.version)
    }
}

/// A tool that is there.
#[derive(Debug)]
pub(crate) struct Found {
    package: &'static str,
    version: Version,
    program: PathBuf,
    /// The folder to put in front of `PATH`, if the tool is not on it.
    folder: Option<PathBuf>,
}

impl Found {
    /// The first of the tool's programs.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }
}

impl fmt::Display for Found {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            package,
            version,
            program,
            ..
        } = self;
        write!(formatter, "{package} {version}: {}", program.display())
    }
}

/// Finds the tools, and builds those that are missing.
#[derive(Debug)]
pub(crate) struct Toolbox<'a> {
    workspace: &'a Workspace,
    cache: Cache,
}

impl<'a> Toolbox<'a> {
    pub(crate) fn open(workspace: &'a Workspace) -> Result<Self> {
        Ok(Self {
            workspace,
            cache: Cache::open()?,
        })
    }

    pub(crate) fn workspace(&self) -> &'a Workspace {
        self.workspace
    }

    pub(crate) fn cache(&self) -> &Cache {
        &self.cache
    }

    /// Trunk, with the wasm-bindgen that it calls.
    pub(crate) fn trunk_command(&self) -> Result<Cmd<'a>> {
        let trunk = self.trunk()?;
        let wasm_bindgen = self.wasm_bindgen()?;
        let command = self
            .workspace
            .command(trunk.program)
            .env("PATH", path_with(&wasm_bindgen)?)
            // With its wasm-bindgen on `PATH`, trunk downloads nothing. `TRUNK_OFFLINE`
            // would say so, but forbid cargo to fetch the demo's dependencies too.
            .env("TRUNK_SKIP_VERSION_CHECK", "true");
        // Trunk 0.21.14 stops at the usual value of this variable, 1.
        Ok(match env::var_os("NO_COLOR") {
            Some(value) if !value.is_empty() => {
                command.env_remove("NO_COLOR").env("TRUNK_COLOR", "never")
            }
            _ => command.env_remove("NO_COLOR"),
        })
    }

    pub(crate) fn trunk(&self) -> Result<Found> {
        self.find_or_build(&Tool::trunk()?)
    }

    pub(crate) fn wasm_bindgen(&self) -> Result<Found> {
        let version = self.workspace.locked_version("wasm-bindgen")?;
        self.find_or_build(&Tool::wasm_bindgen(version)?)
    }

    pub(crate) fn cargo_deny(&self) -> Result<Found> {
        self.find_or_build(&Tool::cargo_deny()?)
    }

    fn find_or_build(&self, tool: &Tool) -> Result<Found> {
        if let Some(found) = self.on_path(tool).or_else(|| self.in_cache(tool)) {
            return Ok(found);
        }
        let _lock = self.cache.lock(&tool.name())?;
        // Another process may have built it while this one waited for the lock.
        if let Some(found) = self.in_cache(tool) {
            return Ok(found);
        }
        self.build(tool)?;
        self.in_cache(tool).with_context(|| {
            format!(
                "{} was built, but does not run: remove {} and try again",
                tool.package,
                self.folder(tool).display()
            )
        })
    }

    fn on_path(&self, tool: &Tool) -> Option<Found> {
        self.check(tool, None, |program| which::which(program).ok())
    }

    fn in_cache(&self, tool: &Tool) -> Option<Found> {
        let folder = self.folder(tool).join("bin");
        self.check(tool, Some(&folder), |program| {
            which::which_in(program, Some(&folder), &folder).ok()
        })
    }

    /// Runs each program of the tool, since a file alone may be of another version or broken.
    fn check(
        &self,
        tool: &Tool,
        folder: Option<&Path>,
        locate: impl Fn(&str) -> Option<PathBuf>,
    ) -> Option<Found> {
        let mut found = None;
        for program in tool.programs {
            let path = locate(program)?;
            let output = self.workspace.command(&path).arg("--version");
            let version = version::semantic(&output.quiet().ignore_stderr().read().ok()?)?;
            if !tool.fits.matches(&version) {
                return None;
            }
            found.get_or_insert(Found {
                package: tool.package,
                version,
                program: path,
                folder: folder.map(Path::to_path_buf),
            });
        }
        found
    }

    fn build(&self, tool: &Tool) -> Result<()> {
        let Tool {
            package,
            version,
            duration,
            ..
        } = tool;
        let folder = self.folder(tool);
        eprintln!(
            "{package} {version} is not on this machine: building it once into {}, \
             which takes {duration} on two cores",
            folder.display()
        );
        let install = self
            .workspace
            .cargo()
            .args(["install", package, "--version", &format!("={version}")])
            .args(tool.programs.iter().flat_map(|program| ["--bin", program]))
            .args(tool.options)
            // Whatever cargo has noted as installed there, it does not run.
            .args(["--force", "--root"])
            .arg(&folder);
        default_build(install)
            .run()
            .with_context(|| format!("{package} {version} could not be built: see above"))
    }

    fn folder(&self, tool: &Tool) -> PathBuf {
        self.cache.folder().join(tool.name())
    }
}

/// Settings that are meant for the checkout would send the programs elsewhere or
/// build them for wasm; the tools' own release profiles take minutes more for
/// programs that run for seconds.
fn default_build(install: Cmd<'_>) -> Cmd<'_> {
    [
        "CARGO_TARGET_DIR",
        "CARGO_BUILD_TARGET_DIR",
        "CARGO_BUILD_TARGET",
        "CARGO_ENCODED_RUSTFLAGS",
        "RUSTFLAGS",
    ]
    .into_iter()
    .fold(install, Cmd::env_remove)
    .env("CARGO_PROFILE_RELEASE_LTO", "off")
    .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
    .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
    .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
}

/// `PATH` with the tool in front, unless it is on it already.
pub(crate) fn path_with(tool: &Found) -> Result<OsString> {
    let rest = env::var_os("PATH").unwrap_or_default();
    let folders = tool.folder.iter().cloned().chain(env::split_paths(&rest));
    env::join_paths(folders)
        .context("PATH cannot hold the name of the cache folder: choose another")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(tool: &Tool, version: &str) -> bool {
        tool.fits.matches(&Version::parse(version).unwrap())
    }

    #[test]
    fn a_compatible_trunk_fits() {
        let trunk = Tool::trunk().unwrap();
        assert!(fits(&trunk, "0.21.14"));
        assert!(fits(&trunk, "0.21.15"));
        assert!(!fits(&trunk, "0.21.13"));
        assert!(!fits(&trunk, "0.22.0-beta.1"));
        assert!(!fits(&trunk, "0.22.0"));
    }

    #[test]
    fn only_the_same_wasm_bindgen_fits() {
        let wasm_bindgen = Tool::wasm_bindgen(Version::new(0, 2, 130)).unwrap();
        assert!(fits(&wasm_bindgen, "0.2.130"));
        assert!(!fits(&wasm_bindgen, "0.2.129"));
        assert!(!fits(&wasm_bindgen, "0.2.131"));
    }
}
