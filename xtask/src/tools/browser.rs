//! Chromium and ChromeDriver.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::tools::apt;
use crate::tools::cache::Cache;
use crate::workspace::Workspace;

const CHROMIUM: Program = Program {
    variables: &["CHROMIUM", "CHROME"],
    names: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
};

const CHROMEDRIVER: Program = Program {
    variables: &["CHROMEDRIVER"],
    names: &["chromedriver"],
};

/// Includes a font, because a screenshot shows no text without one.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-dejavu-core"];

/// A browser and a driver of the same major version.
#[derive(Debug)]
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) chromedriver: PathBuf,
    /// The browser's name and version.
    pub(crate) version: String,
}

impl Browser {
    pub(crate) fn find_or_install(workspace: &Workspace, cache: &Cache) -> Result<Self> {
        let (chromium, chromedriver) = match find()? {
            Some(found) => found,
            None => {
                apt::install(workspace, cache, "Chromium with ChromeDriver", &PACKAGES)?;
                find()?.context("Chromium was installed, but is not on PATH")?
            }
        };
        let version = ProgramVersion::of(workspace, &chromium)?;
        let driver_version = ProgramVersion::of(workspace, &chromedriver)?;
        ensure!(
            version.major == driver_version.major,
            "{} has version {}, but {} has version {}: install both with the same version, or put \
             their paths into CHROMIUM and CHROMEDRIVER",
            chromium.display(),
            version.major,
            chromedriver.display(),
            driver_version.major,
        );
        Ok(Self {
            chromium,
            chromedriver,
            version: version.name,
        })
    }
}

fn find() -> Result<Option<(PathBuf, PathBuf)>> {
    Ok(CHROMIUM.find()?.zip(CHROMEDRIVER.find()?))
}

/// A program that an environment variable names, or that has one of several names on `PATH`.
struct Program {
    variables: &'static [&'static str],
    names: &'static [&'static str],
}

impl Program {
    fn find(&self) -> Result<Option<PathBuf>> {
        let mut variables = self.variables.iter();
        let chosen = variables.find_map(|name| Some((name, env::var_os(name)?)));
        if let Some((variable, value)) = chosen {
            let path = which::which(&value).with_context(|| {
                let value = value.display();
                format!("{variable} is {value}, which is not a program: correct it or unset it")
            })?;
            return Ok(Some(path));
        }
        Ok(self.names.iter().find_map(|name| which::which(name).ok()))
    }
}

/// The start of a `--version` output. The versions of browsers have four parts, so they are not semantic
/// versions.
#[derive(Debug, PartialEq)]
struct ProgramVersion {
    /// The program's name and version: `Chromium 142.0.7444.59`.
    name: String,
    major: u32,
}

impl ProgramVersion {
    fn of(workspace: &Workspace, program: &Path) -> Result<Self> {
        let command = workspace.command(program).arg("--version");
        let output = command.quiet().ignore_stderr().read()?;
        Self::parse(&output).with_context(|| {
            format!(
                "`{} --version` printed no version: {output}",
                program.display()
            )
        })
    }

    fn parse(output: &str) -> Option<Self> {
        let mut name = Vec::new();
        for word in output.split_whitespace() {
            name.push(word);
            let major = word
                .split_once('.')
                .and_then(|(major, _)| major.parse().ok());
            if let Some(major) = major {
                let name = name.join(" ");
                return Some(Self { name, major });
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_found_in_the_output() {
        for (output, name) in [
            (
                "Chromium 142.0.7444.59 built on Debian GNU/Linux 12.1 (bookworm)",
                "Chromium 142.0.7444.59",
            ),
            (
                "ChromeDriver 142.0.7444.59 (0123abcd)",
                "ChromeDriver 142.0.7444.59",
            ),
            (
                "Google Chrome 142.0.7444.59 ",
                "Google Chrome 142.0.7444.59",
            ),
        ] {
            let expected = ProgramVersion {
                name: name.to_owned(),
                major: 142,
            };
            assert_eq!(ProgramVersion::parse(output), Some(expected));
        }
        assert_eq!(ProgramVersion::parse("Google Chrome for Testing"), None);
    }
}
