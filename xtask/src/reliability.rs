//! Whether the crate keeps its promises when everything around it misbehaves.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use xshell::Cmd;

use crate::browser::Browser;
use crate::document::Document;
use crate::machine;
use crate::markdown;
use crate::record::Record;
use crate::testing;
use crate::tools::Toolbox;

pub(crate) const FILE: &str = "docs/reliability.md";

/// The fault tests that drive a browser from outside.
pub(crate) const DRIVEN: &str = "faults";

/// How the files of the fault tests begin that run in the browser themselves.
const IN_BROWSER: &str = "faults_";

/// Runs all fault tests, and writes the tables when all have passed.
pub(crate) fn run(tools: &Toolbox<'_>) -> Result<()> {
    let workspace = tools.workspace();
    let document = Document::open(workspace, FILE)?;
    let browser = Browser::find_or_install(workspace, tools.cache())?;
    let mut record = Record::default();

    let names = names_in(&workspace.root().join("tests"))?;
    ensure!(!names.is_empty(), "there is no tests/{IN_BROWSER}*.rs");
    let in_browser = testing::in_browser(tools)?
        .arg("--no-fail-fast")
        .args(names.iter().flat_map(|name| ["--test", name]))
        .args(["--", "--nocapture"]);
    let with_driver = testing::with_driver(tools)?.args(["--test", DRIVEN]).args([
        "--",
        "--ignored",
        "--nocapture",
    ]);
    gather(in_browser, &mut record)?;
    gather(with_driver, &mut record)?;

    let mut versions = vec![browser.version(workspace)?];
    let machine = machine::describe(&versions[0]);
    versions.extend(workspace.versions()?);
    document.write(&format!(
        "\nMeasured on {machine}.\n\n{}\n### Versions\n\n{}\n",
        record.tables()?,
        markdown::list(versions)
    ))
}

/// The names of the fault tests in that folder, in order.
fn names_in(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        let is_source = path.extension().is_some_and(|extension| extension == "rs");
        if is_source && name.starts_with(IN_BROWSER) {
            names.push(name.to_owned());
        }
    }
    names.sort_unstable();
    Ok(names)
}

/// Runs tests, shows what they say, and takes up what is for the record.
fn gather(tests: Cmd<'_>, record: &mut Record) -> Result<()> {
    let shown = tests.to_string();
    let mut child = Command::from(tests)
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{shown} does not start"))?;
    let said = child.stdout.take().context("its output was piped")?;
    let read = read_all(BufReader::new(said), record);
    let status = child.wait()?;
    ensure!(status.success(), "a promise is broken: {shown}: {status}");
    read
}

/// To the end, whatever is read: tests would stop at a closed pipe.
fn read_all(said: impl BufRead, record: &mut Record) -> Result<()> {
    let mut outcome = Ok(());
    for line in said.lines() {
        let line = line?;
        println!("{line}");
        outcome = outcome.and_then(|()| record.read(&line));
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fault_tests_are_found_by_their_names() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("yew-customerly-{}", std::process::id()));
        fs::create_dir_all(folder.join("faults"))?;
        for file in [
            "faults_page.rs",
            "faults_late.rs",
            "faults_page.js",
            "page.rs",
        ] {
            fs::write(folder.join(file), "")?;
        }
        let names = names_in(&folder);
        fs::remove_dir_all(&folder)?;
        assert_eq!(names?, ["faults_late", "faults_page"]);
        Ok(())
    }

    #[test]
    fn what_tests_say_is_read_to_the_end_whatever_it_is() {
        let said = "fault\tbroken\nfault\tnetwork\tblocked\t1\t0\t0\t0\nleak\tmounts\t1\t0\t0\n";
        let mut said = said.as_bytes();
        assert!(read_all(&mut said, &mut Record::default()).is_err());
        assert!(said.is_empty());
    }
}
