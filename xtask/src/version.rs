//! Versions as programs print them.

use semver::Version;

/// The first word of a `--version` output that is a semantic version.
pub(crate) fn semantic(output: &str) -> Option<Version> {
    output
        .split_whitespace()
        .find_map(|word| Version::parse(word.trim_start_matches('v')).ok())
}

/// The major version in a browser's `--version` output, whose versions have four parts.
pub(crate) fn major(output: &str) -> Option<u32> {
    output.split_whitespace().find_map(|word| {
        let (major, _) = word.split_once('.')?;
        major.parse().ok()
    })
}

/// A browser's name and version in its `--version` output, without what comes behind them.
pub(crate) fn named(output: &str) -> Option<String> {
    let is_version = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    let words: Vec<&str> = output.split_whitespace().collect();
    let version = words.iter().position(|word| is_version(word))?;
    Some(words.get(..=version)?.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn semantic_versions_are_found() {
        let expected = Some(Version::new(0, 2, 130));
        assert_eq!(semantic("wasm-bindgen 0.2.130"), expected);
        assert_eq!(semantic("wasm-bindgen 0.2.130 (0123abcd4)\n"), expected);
        assert_eq!(semantic("tool v0.2.130"), expected);
        assert_eq!(semantic("tool 0.2"), None);
        assert_eq!(semantic(""), None);
    }

    #[test]
    fn major_versions_are_found() {
        let chromium = "Chromium 142.0.7444.59 built on Debian GNU/Linux 12 (bookworm)";
        assert_eq!(major(chromium), Some(142));
        assert_eq!(major("ChromeDriver 142.0.7444.59 (0123abcd)"), Some(142));
        assert_eq!(major("Google Chrome for Testing"), None);
    }

    #[test]
    fn a_browser_is_named_with_its_version() {
        let chromium = "Chromium 142.0.7444.59 built on Debian GNU/Linux 12 (bookworm)";
        assert_eq!(named(chromium).as_deref(), Some("Chromium 142.0.7444.59"));
        let chrome = "Google Chrome 142.0.7444.59 ";
        assert_eq!(
            named(chrome).as_deref(),
            Some("Google Chrome 142.0.7444.59")
        );
        assert_eq!(named("Google Chrome for Testing"), None);
    }
}
