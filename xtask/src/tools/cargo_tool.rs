//! The tools that `cargo install` builds, and which of their versions are accepted.

use anyhow::Result;
use semver::{Version, VersionReq};

/// A crate that contains programs.
#[derive(Debug)]
pub(crate) struct CargoTool {
    pub(crate) package: &'static str,
    pub(crate) programs: &'static [&'static str],
    /// The version to install.
    pub(crate) version: Version,
    /// The versions that are accepted when they are already installed.
    pub(crate) accepted: VersionReq,
    /// The time that the build takes on two cores.
    pub(crate) duration: &'static str,
    /// More options for `cargo install`.
    pub(crate) options: &'static [&'static str],
}

impl CargoTool {
    pub(crate) fn trunk() -> Result<Self> {
        let version = Version::new(0, 21, 14);
        Ok(Self {
            package: "trunk",
            programs: &["trunk"],
            accepted: format!("^{version}").parse()?,
            version,
            duration: "4 to 8 minutes",
            // Locked, because newer versions of its dependencies do not compile together. The features
            // that are left out download tools, look for newer versions of Trunk and serve HTTPS; no task
            // uses them.
            options: &["--locked", "--no-default-features"],
        })
    }

    /// Accepts no other version, because a module's wasm-bindgen and the one that processes it must be the
    /// same.
    pub(crate) fn wasm_bindgen(version: Version) -> Result<Self> {
        Ok(Self {
            package: "wasm-bindgen-cli",
            programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            accepted: format!("={version}").parse()?,
            version,
            duration: "2 to 4 minutes",
            // Not locked, because the lock file of 0.2.130 names a webpki-roots that is not available.
            options: &[],
        })
    }

    pub(crate) fn cargo_deny() -> Result<Self> {
        let version = Version::new(0, 20, 2);
        Ok(Self {
            package: "cargo-deny",
            programs: &["cargo-deny"],
            accepted: format!("^{version}").parse()?,
            version,
            duration: "2 to 4 minutes",
            options: &["--locked"],
        })
    }

    /// The name of its folder in the cache.
    pub(crate) fn folder_name(&self) -> String {
        format!("{}-{}", self.package, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(tool: &CargoTool, version: &str) -> bool {
        tool.accepted.matches(&Version::parse(version).unwrap())
    }

    #[test]
    fn a_compatible_trunk_is_accepted() {
        let trunk = CargoTool::trunk().unwrap();
        assert!(accepts(&trunk, "0.21.14"));
        assert!(accepts(&trunk, "0.21.15"));
        assert!(!accepts(&trunk, "0.21.13"));
        assert!(!accepts(&trunk, "0.22.0-beta.1"));
        assert!(!accepts(&trunk, "0.22.0"));
    }

    #[test]
    fn only_the_same_wasm_bindgen_is_accepted() {
        let wasm_bindgen = CargoTool::wasm_bindgen(Version::new(0, 2, 130)).unwrap();
        assert!(accepts(&wasm_bindgen, "0.2.130"));
        assert!(!accepts(&wasm_bindgen, "0.2.129"));
        assert!(!accepts(&wasm_bindgen, "0.2.131"));
    }
}
