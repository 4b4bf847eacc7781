//! A document with a section that a task writes, between two markers.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

const START: &str = "<!-- measured -->\n";
const END: &str = "<!-- /measured -->";

/// A document that is open for a new measured section.
#[derive(Debug)]
pub struct Document {
    path: PathBuf,
    /// The text up to and including the first marker.
    before: String,
    /// The text from the second marker on.
    after: String,
}

impl Document {
    /// Reads the document. Call this before the measurements, so that a document without markers fails
    /// at once and not after minutes.
    pub fn open(path: PathBuf) -> Result<Self> {
        let text = fs::read_to_string(&path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        let (before, after) = split(&text).with_context(|| {
            format!(
                "{} has no section for the results: add the lines `{}` and `{END}` to it",
                path.display(),
                START.trim_end()
            )
        })?;
        Ok(Self {
            path,
            before,
            after,
        })
    }

    /// Replaces the measured section, and prints the document's path.
    pub fn write(&self, section: &str) -> Result<()> {
        let Self {
            path,
            before,
            after,
        } = self;
        fs::write(path, [before, section, after].concat())
            .with_context(|| format!("{} cannot be written", path.display()))?;
        println!("{}", path.display());
        Ok(())
    }
}

/// Splits a text into the parts before and after the measured section; both keep their markers.
fn split(text: &str) -> Option<(String, String)> {
    let (before, rest) = text.split_once(START)?;
    let (_, after) = rest.split_once(END)?;
    Some((format!("{before}{START}"), format!("{END}{after}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_measured_section_is_replaced() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("BENCHMARKS.md");
        fs::write(
            &path,
            "# Benchmarks\n<!-- measured -->\nold\n<!-- /measured -->\n## Tried\n",
        )?;
        Document::open(path.clone())?.write("new\n")?;
        assert_eq!(
            fs::read_to_string(path)?,
            "# Benchmarks\n<!-- measured -->\nnew\n<!-- /measured -->\n## Tried\n"
        );
        Ok(())
    }

    #[test]
    fn a_document_needs_both_markers() {
        assert_eq!(split("# Benchmarks\n"), None);
        assert_eq!(split("<!-- measured -->\n"), None);
        assert_eq!(split("<!-- /measured -->\n<!-- measured -->\n"), None);
    }
}
