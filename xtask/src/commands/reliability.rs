//! `cargo xtask reliability`: whether the crate keeps its promises when everything around it misbehaves.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use xshell::Cmd;
use xtask_report::{Document, describe_machine, list};

use crate::testing;
use crate::testing::browser_pages::{self, Selection};
use crate::testing::fault_record::Record;
use crate::tools::{Browser, Toolbox};

const FILE: &str = "docs/reliability.md";

/// The subject of the fault tests that drive a browser, and the faults that another subject's site serves.
const DRIVEN: [&str; 2] = ["faults::", "loading::bundles::"];

/// Runs all fault tests, and writes the tables if all pass.
pub(crate) fn run(tools: &Toolbox<'_>) -> Result<()> {
    let workspace = tools.workspace();
    let document = Document::open(workspace.root().join(FILE))?;
    let browser = Browser::find_or_install(workspace, tools.cache())?;
    let mut record = Record::default();

    // Faults are tested beside other things too, and in the library itself.
    let all = Selection {
        module: None,
        with_output: true,
    };
    let output = browser_pages::run(tools, all)?;
    output.lines().try_for_each(|line| record.read(line))?;
    let with_driver = testing::with_driver(tools)?
        .args(["--test", "driver", "--", "--ignored", "--nocapture"])
        .args(DRIVEN);
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
    fn the_output_is_read_to_the_end_even_after_an_error() {
        let output = "reliability-record: {\ntest result: ok. 3 passed\n";
        let mut output = output.as_bytes();
        assert!(read_all(&mut output, &mut Record::default()).is_err());
        assert!(output.is_empty());
    }
}
