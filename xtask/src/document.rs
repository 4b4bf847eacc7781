//! A document of which a command writes one part: what it measured, between two marks.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::workspace::Workspace;

const START: &str = "<!-- measured -->\n";
const END: &str = "<!-- /measured -->";

#[derive(Debug)]
pub(crate) struct Document {
    path: PathBuf,
    before: String,
    after: String,
}

impl Document {
    /// Fails before minutes go into tables that have no place.
    pub(crate) fn open(workspace: &Workspace, file: &str) -> Result<Self> {
        let path = workspace.root().join(file);
        let text =
            fs::read_to_string(&path).with_context(|| format!("{} is missing", path.display()))?;
        let (before, after) = split(&text).with_context(|| file.to_owned())?;
        Ok(Self {
            path,
            before: before.to_owned(),
            after: after.to_owned(),
        })
    }

    /// Puts these tables in place of those that it has.
    pub(crate) fn write(&self, tables: &str) -> Result<()> {
        let Self {
            path,
            before,
            after,
        } = self;
        fs::write(path, [before, tables, after].concat())
            .with_context(|| format!("{} cannot be written", path.display()))?;
        println!("{}", path.display());
        Ok(())
    }
}

/// What stands before the tables and after them, with the marks.
fn split(text: &str) -> Result<(&str, &str)> {
    let start = text
        .find(START)
        .with_context(|| format!("it does not say where the tables begin: {START}"))?;
    let (before, rest) = text.split_at(start + START.len());
    let end = rest
        .find(END)
        .with_context(|| format!("it does not say where the tables end: {END}"))?;
    let (_, after) = rest.split_at(end);
    Ok((before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_tables_are_written_anew() -> Result<()> {
        let text = "# Benchmarks\n<!-- measured -->\nold\n<!-- /measured -->\n## Tried\n";
        let (before, after) = split(text)?;
        assert_eq!(before, "# Benchmarks\n<!-- measured -->\n");
        assert_eq!(after, "<!-- /measured -->\n## Tried\n");
        assert!(split("# Benchmarks\n").is_err());
        assert!(split("<!-- measured -->\n").is_err());
        Ok(())
    }

    #[test]
    fn the_documents_have_a_place_for_the_tables() -> Result<()> {
        let workspace = Workspace::open()?;
        for file in [crate::bench::FILE, crate::reliability::FILE] {
            Document::open(&workspace, file)?;
        }
        Ok(())
    }
}
