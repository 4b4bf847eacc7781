//! Chromium and its driver.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::cache::Cache;
use crate::packages;
use crate::version;
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

/// Without a font, a screenshot shows no text.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-dejavu-core"];

/// A browser and a driver that fit each other.
#[derive(Debug)]
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) chromedriver: PathBuf,
}

impl Browser {
    pub(crate) fn find_or_install(workspace: &Workspace, cache: &Cache) -> Result<Self> {
        let browser = match Self::find()? {
            Some(browser) => browser,
            None => {
                let missing = "Chromium with its ChromeDriver";
                packages::install(workspace, cache, missing, &PACKAGES)?;
                Self::find()?.context("Chromium was installed, but is not on PATH")?
            }
        };
        let chromium = major(workspace, &browser.chromium)?;
        let chromedriver = major(workspace, &browser.chromedriver)?;
        ensure!(
            chromium == chromedriver,
            "{} is of version {chromium}, but {} of version {chromedriver}: install \
             both of one version, or name their paths in CHROMIUM and CHROMEDRIVER",
            browser.chromium.display(),
            browser.chromedriver.display(),
        );
        Ok(browser)
    }

    /// As it tells its name and version itself.
    pub(crate) fn version(&self, workspace: &Workspace) -> Result<String> {
        let output = told_version(workspace, &self.chromium)?;
        version::named(&output).with_context(|| format!("no browser's version: {output}"))
    }

    fn find() -> Result<Option<Self>> {
        let chromium = CHROMIUM.find()?;
        let chromedriver = CHROMEDRIVER.find()?;
        Ok(chromium
            .zip(chromedriver)
            .map(|(chromium, chromedriver)| Self {
                chromium,
                chromedriver,
            }))
    }
}

/// A program that a variable may name, else looked for under some names.
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
                format!("{variable} names {value}, which is not a program: correct or unset it")
            })?;
            return Ok(Some(path));
        }
        Ok(self.names.iter().find_map(|name| which::which(name).ok()))
    }
}

fn major(workspace: &Workspace, program: &Path) -> Result<u32> {
    let output = told_version(workspace, program)?;
    version::major(&output)
        .with_context(|| format!("{} does not tell its version: {output}", program.display()))
}

fn told_version(workspace: &Workspace, program: &Path) -> Result<String> {
    let command = workspace.command(program).arg("--version").quiet();
    Ok(command.ignore_stderr().read()?)
}
