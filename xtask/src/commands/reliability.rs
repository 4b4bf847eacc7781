//! `cargo xtask reliability`: whether the crate keeps its promises when everything around it misbehaves.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use xshell::Cmd;
use xtask_report::{Document, describe_machine, list};

use crate::testing;
use crate::testing::fault_record::Record;
use crate::tools::{Browser, Toolbox};

const FILE: &str = "docs/reliability.md";

/// The test target of the fault tests that control a browser from outside.
pub(crate) const DRIVEN: &str = "faults";

/// The prefix of the test targets of the fault tests that run inside the browser.
const IN_BROWSER: &str = "faults_";

/// Runs all fault tests, and writes the tables if all pass.
pub(crate) fn run(tools: &Toolbox<'_>) -> Result<()> {
    let workspace = tools.workspace();
    let document = Document::open(workspace.root().join(FILE))?;
    let browser = Browser::find_or_install(workspace, tools.cache())?;
    let mut record = Record::default();

    let names = names_in(&workspace.root().join("tests"))?;
    ensure!(
        !names.is_empty(),
        "no file is named tests/{IN_BROWSER}*.rs: the fault tests are missing"
    );
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

    let machine = describe_machine(&browser.version);
    let mut versions = vec![browser.version];
    versions.extend(workspace.versions()?);
    document.write(&format!(
        "\nMeasured on {machine}.\n\n{}\n### Versions\n\n{}\n",
        record.tables()?,
        list(versions)
    ))
}

/// The sorted names of the fault tests in the folder.
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

/// Runs tests, prints their output, and adds its record lines to the record.
fn gather(tests: Cmd<'_>, record: &mut Record) -> Result<()> {
    let shown = tests.to_string();
    let mut child = Command::from(tests)
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{shown}` does not start"))?;
    let output = child.stdout.take().context("the output is not piped")?;
    let outcome = read_all(BufReader::new(output), record);
    let status = child.wait()?;
    ensure!(
        status.success(),
        "a fault test failed: see its message above (`{shown}`: {status})"
    );
    outcome
}

/// Reads to the end even after an error, because the tests would stop at a closed pipe.
fn read_all(output: impl BufRead, record: &mut Record) -> Result<()> {
    let mut outcome = Ok(());
    for line in output.lines() {
        let line = line?;
        println!("{line}");
        outcome = outcome.and_then(|()| record.read(&line));
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Workspace;

    #[test]
    fn the_document_has_a_section_for_the_tables() -> Result<()> {
        let workspace = Workspace::open()?;
        Document::open(workspace.root().join(FILE))?;
        Ok(())
    }

    #[test]
    fn the_fault_tests_are_found_by_their_names() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let folder = folder.path();
        fs::create_dir(folder.join("faults"))?;
        for file in [
            "faults_page.rs",
            "faults_late.rs",
            "faults_page.js",
            "page.rs",
        ] {
            fs::write(folder.join(file), "")?;
        }
        assert_eq!(names_in(folder)?, ["faults_late", "faults_page"]);
        Ok(())
    }

    #[test]
    fn the_output_is_read_to_the_end_even_after_an_error() {
        let output = "reliability-record: {\ntest result: ok. 3 passed\n";
        let mut output = output.as_bytes();
        assert!(read_all(&mut output, &mut Record::default()).is_err());
        assert!(output.is_empty());
    }
}
