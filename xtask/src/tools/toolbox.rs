//! Trunk, wasm-bindgen and cargo-deny: found on `PATH` or in the cache, or built into the cache.

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use semver::Version;
use xshell::Cmd;

use crate::tools::cache::Cache;
use crate::tools::cargo_tool::CargoTool;
use crate::workspace::Workspace;

/// A tool that runs on this machine.
#[derive(Debug)]
pub(crate) struct InstalledTool {
    package: &'static str,
    version: Version,
    program: PathBuf,
    /// The folder to add to `PATH`; `None` if the tool is already on it.
    folder: Option<PathBuf>,
}

impl InstalledTool {
    /// The first of the tool's programs.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }
}

impl fmt::Display for InstalledTool {
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

    /// Trunk, with the wasm-bindgen that it runs.
    pub(crate) fn trunk_command(&self) -> Result<Cmd<'a>> {
        let trunk = self.trunk()?;
        let wasm_bindgen = self.wasm_bindgen()?;
        let command = self
            .workspace
            .command(trunk.program)
            .env("PATH", path_with(&wasm_bindgen)?)
            // Trunk downloads nothing, because its wasm-bindgen is on `PATH`. `TRUNK_OFFLINE` would
            // guarantee that, but would also forbid cargo to download the demo's dependencies.
            .env("TRUNK_SKIP_VERSION_CHECK", "true");
        // Trunk 0.21.14 fails on the usual value of NO_COLOR, 1.
        Ok(match env::var_os("NO_COLOR") {
            Some(value) if !value.is_empty() => {
                command.env_remove("NO_COLOR").env("TRUNK_COLOR", "never")
            }
            _ => command.env_remove("NO_COLOR"),
        })
    }

    pub(crate) fn trunk(&self) -> Result<InstalledTool> {
        self.find_or_build(&CargoTool::trunk()?)
    }

    pub(crate) fn wasm_bindgen(&self) -> Result<InstalledTool> {
        let version = self.workspace.locked_version("wasm-bindgen")?;
        self.find_or_build(&CargoTool::wasm_bindgen(version)?)
    }

    pub(crate) fn cargo_deny(&self) -> Result<InstalledTool> {
        self.find_or_build(&CargoTool::cargo_deny()?)
    }

    fn find_or_build(&self, tool: &CargoTool) -> Result<InstalledTool> {
        if let Some(installed) = self.on_path(tool).or_else(|| self.in_cache(tool)) {
            return Ok(installed);
        }
        let _lock = self.cache.lock(&tool.folder_name())?;
        // Another process may have built it while this one waited for the lock.
        if let Some(installed) = self.in_cache(tool) {
            return Ok(installed);
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

    fn on_path(&self, tool: &CargoTool) -> Option<InstalledTool> {
        self.probe(tool, None, |program| which::which(program).ok())
    }

    fn in_cache(&self, tool: &CargoTool) -> Option<InstalledTool> {
        let folder = self.folder(tool).join("bin");
        self.probe(tool, Some(&folder), |program| {
            which::which_in(program, Some(&folder), &folder).ok()
        })
    }

    /// Runs each program of the tool, because a file alone may have another version or be broken.
    fn probe(
        &self,
        tool: &CargoTool,
        folder: Option<&Path>,
        locate: impl Fn(&str) -> Option<PathBuf>,
    ) -> Option<InstalledTool> {
        let mut installed = None;
        for program in tool.programs {
            let path = locate(program)?;
            let output = self.workspace.command(&path).arg("--version");
            let version = version_in(&output.quiet().ignore_stderr().read().ok()?)?;
            if !tool.accepted.matches(&version) {
                return None;
            }
            installed.get_or_insert(InstalledTool {
                package: tool.package,
                version,
                program: path,
                folder: folder.map(Path::to_path_buf),
            });
        }
        installed
    }

    fn build(&self, tool: &CargoTool) -> Result<()> {
        let CargoTool {
            package,
            version,
            duration,
            ..
        } = tool;
        let folder = self.folder(tool);
        eprintln!(
            "{package} {version} is not installed: building it once into {}, which takes {duration} \
             on two cores",
            folder.display()
        );
        let install = self
            .workspace
            .cargo()
            .args(["install", package, "--version", &format!("={version}")])
            .args(tool.programs.iter().flat_map(|program| ["--bin", program]))
            .args(tool.options)
            // Builds it even if cargo has a record of it, because what is installed does not run.
            .args(["--force", "--root"])
            .arg(&folder);
        with_default_settings(install).run().with_context(|| {
            format!("{package} {version} could not be built: see cargo's message above")
        })
    }

    fn folder(&self, tool: &CargoTool) -> PathBuf {
        self.cache.folder().join(tool.folder_name())
    }
}

/// Removes the settings of the checkout, which would move the programs or build them for wasm, and
/// replaces the tools' own release profiles, which take minutes longer for programs that run for seconds.
fn with_default_settings(install: Cmd<'_>) -> Cmd<'_> {
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

/// The first word of a `--version` output that is a semantic version.
fn version_in(output: &str) -> Option<Version> {
    let mut words = output.split_whitespace();
    words.find_map(|word| Version::parse(word.trim_start_matches('v')).ok())
}

/// The value of `PATH` that finds the tool's programs first.
pub(crate) fn path_with(tool: &InstalledTool) -> Result<OsString> {
    let rest = env::var_os("PATH").unwrap_or_default();
    let folders = tool.folder.iter().cloned().chain(env::split_paths(&rest));
    env::join_paths(folders).context(
        "PATH cannot contain the cache folder because of a character in its name: set \
         YEW_CUSTOMERLY_CACHE to another folder",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_found_in_the_output() {
        let expected = Some(Version::new(0, 2, 130));
        assert_eq!(version_in("wasm-bindgen 0.2.130"), expected);
        assert_eq!(version_in("wasm-bindgen 0.2.130 (0123abcd4)\n"), expected);
        assert_eq!(version_in("tool v0.2.130"), expected);
        assert_eq!(version_in("tool 0.2"), None);
        assert_eq!(version_in(""), None);
    }
}
