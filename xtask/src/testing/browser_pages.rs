//! The tests that run inside a browser, each module on a page of its own.
//!
//! The page's messenger lives as long as its page, so most modules need a fresh page. All tests are
//! linked into one binary, which runs once for each page, with the page's module as the filter.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::testing::cargo_test;
use crate::tools::Toolbox;

/// How many pages run at a time. With more, the tests of two cores starve each other.
const AT_ONCE: usize = 2;

/// Which tests to run, and how.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Selection<'a> {
    /// The module whose pages run, such as `faults` or `faults::panics`; `None` for all tests, those of
    /// the library included.
    pub(crate) module: Option<&'a str>,
    /// Whether the tests' own output is returned.
    pub(crate) with_output: bool,
}

/// The tests of one page.
#[derive(Debug, PartialEq)]
struct Page {
    binary: PathBuf,
    /// The module of the tests, such as `faults::panics`; `None` for the whole binary.
    module: Option<String>,
    tests: usize,
}

impl Page {
    fn name(&self) -> &str {
        self.module.as_deref().unwrap_or("the library's own")
    }

    /// The substring that the names of this page's tests have, and no others.
    fn filter(&self) -> Option<String> {
        Some(format!("{}::", self.module.as_deref()?))
    }
}

/// Runs the selected tests and returns their output. Fails after all pages have run if a test failed on
/// any of them.
pub(crate) fn run(tools: &Toolbox<'_>, selection: Selection<'_>) -> Result<String> {
    let runner = Runner::new(tools)?;
    let pages = runner.pages(tools, selection)?;
    let waiting = Mutex::new(pages.iter());
    let finished = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().ok().and_then(|mut pages| pages.next());
                    let Some(page) = next else { break };
                    let outcome = runner.run(page, selection.with_output);
                    if let Ok(mut finished) = finished.lock() {
                        finished.push((page, outcome));
                    }
                }
            });
        }
    });
    let finished = finished.into_inner().unwrap_or_default();
    ensure!(finished.len() == pages.len(), "a page was never run");
    report(finished)
}

/// Collects the output of all pages, or names those that failed.
fn report(finished: Vec<(&Page, Result<String>)>) -> Result<String> {
    let mut output = String::new();
    let mut failed = Vec::new();
    for (page, outcome) in finished {
        match outcome {
            Ok(text) => output.push_str(&text),
            Err(error) => {
                eprintln!("\n{error:#}");
                failed.push(page.name());
            }
        }
    }
    if !failed.is_empty() {
        bail!(
            "tests failed on these pages: {}. To run one page alone, use \
             `cargo xtask test --only browser --module {}`",
            failed.join(", "),
            failed[0],
        );
    }
    Ok(output)
}

/// Runs the binaries of tests in a browser.
struct Runner {
    program: PathBuf,
    /// The command that compiles the tests. Its environment is what the program needs.
    cargo: Command,
    root: PathBuf,
}

impl Runner {
    fn new(tools: &Toolbox<'_>) -> Result<Self> {
        let wasm_bindgen = tools.wasm_bindgen()?;
        Ok(Self {
            program: wasm_bindgen
                .program()
                .with_file_name("wasm-bindgen-test-runner"),
            cargo: cargo_test::in_browser(tools)?.into(),
            root: tools.workspace().root().to_owned(),
        })
    }

    /// The program, for one binary.
    fn command(&self, binary: &Path) -> Command {
        let environment = self.cargo.get_envs();
        let environment = environment.filter_map(|(name, value)| Some((name, value?)));
        let mut command = Command::new(&self.program);
        // Its server serves the current folder.
        command
            .arg(binary)
            .envs(environment)
            .current_dir(&self.root);
        command
    }

    /// Compiles the tests and finds their pages.
    fn pages(&self, tools: &Toolbox<'_>, selection: Selection<'_>) -> Result<Vec<Page>> {
        let messages = cargo_test::in_browser(tools)?
            .args(["--all-features", "--no-run", "--message-format=json"])
            .args(["--lib", "--test", BINARY])
            .read()?;
        let mut pages = Vec::new();
        for (target, binary) in binaries(&messages)? {
            let list = self.command(&binary).arg("--list").output()?;
            ensure!(
                list.status.success(),
                "the tests of {} cannot be listed: {}",
                binary.display(),
                String::from_utf8_lossy(&list.stderr)
            );
            let list = String::from_utf8_lossy(&list.stdout).into_owned();
            pages.extend(pages_in(&list, &binary, target == BINARY));
        }
        if let Some(module) = selection.module {
            let module = format!("{module}::");
            pages.retain(|page| {
                page.filter()
                    .is_some_and(|filter| filter.starts_with(&module))
            });
        }
        ensure!(
            !pages.is_empty(),
            "no page has such tests: `tests/browser.rs` declares the modules"
        );
        Ok(pages)
    }

    /// Runs the tests of a page and returns their output.
    fn run(&self, page: &Page, with_output: bool) -> Result<String> {
        let start = Instant::now();
        let mut command = self.command(&page.binary);
        command.args(page.filter()).stdin(Stdio::null());
        if with_output {
            command.arg("--nocapture");
        }
        let output = command
            .output()
            .with_context(|| format!("{} does not start", self.program.display()))?;
        let text =
            [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
        let text = text.concat();
        ensure!(
            output.status.success(),
            "{text}\ntests failed on the page {}",
            page.name()
        );
        let passed = passed(&text);
        ensure!(
            passed == Some(page.tests),
            "{text}\nthe page {} has {} tests, but this many ran: {passed:?}",
            page.name(),
            page.tests
        );
        println!(
            "{:<40} {:>3} passed {:>6.1} s",
            page.name(),
            page.tests,
            start.elapsed().as_secs_f64()
        );
        Ok(text)
    }
}

/// The test binary with the pages, `tests/browser.rs`.
const BINARY: &str = "browser";

/// The test binaries among cargo's messages, each with the name of its target.
fn binaries(messages: &str) -> Result<Vec<(String, PathBuf)>> {
    let mut binaries = Vec::new();
    for line in messages.lines() {
        let message: Value = serde_json::from_str(line)?;
        if let (Some(target), Some(binary)) = (
            message["target"]["name"].as_str(),
            message["executable"].as_str(),
        ) {
            binaries.push((target.to_owned(), binary.into()));
        }
    }
    Ok(binaries)
}

/// The pages of a binary, from its list of tests. Tests share a page if the first two modules of their
/// paths are the same; those of a binary without pages share one.
fn pages_in(list: &str, binary: &Path, has_pages: bool) -> Vec<Page> {
    let mut pages: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for name in list.lines().filter_map(|line| line.strip_suffix(": test")) {
        let module = name.split("::").take(2).collect::<Vec<_>>().join("::");
        *pages.entry(has_pages.then_some(module)).or_default() += 1;
    }
    let pages = pages.into_iter().map(|(module, tests)| Page {
        binary: binary.to_owned(),
        module,
        tests,
    });
    pages.collect()
}

/// How many tests passed, as the runner reports it.
fn passed(output: &str) -> Option<usize> {
    let (_, result) = output.rsplit_once("test result: ok. ")?;
    result.split_once(" passed")?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "\
faults::panics::a_handler_panics: test
faults::page::nested::a_push_throws: test
faults::page::a_push_is_missing: test
faults::page_before::a_page_is_hostile: test
";

    #[test]
    fn tests_share_a_page_by_the_second_module() {
        let pages = pages_in(LIST, Path::new("browser.wasm"), true);
        let found: Vec<_> = pages.iter().map(|page| (page.name(), page.tests)).collect();
        assert_eq!(
            found,
            [
                ("faults::page", 2),
                ("faults::page_before", 1),
                ("faults::panics", 1)
            ]
        );
    }

    #[test]
    fn a_filter_selects_the_tests_of_its_page_only() {
        for page in pages_in(LIST, Path::new("browser.wasm"), true) {
            let filter = page.filter().unwrap();
            let selected = LIST.lines().filter(|name| name.contains(&filter)).count();
            assert_eq!(selected, page.tests, "{filter}");
        }
    }

    #[test]
    fn the_library_has_one_page() {
        let pages = pages_in(LIST, Path::new("library.wasm"), false);
        assert_eq!(pages.len(), 1);
        assert_eq!((pages[0].filter(), pages[0].tests), (None, 4));
    }

    #[test]
    fn binaries_are_found_among_other_messages() {
        let messages = r#"{"reason":"compiler-artifact","target":{"name":"serde"},"executable":null}
{"reason":"compiler-artifact","target":{"name":"browser"},"executable":"/target/browser.wasm"}
{"reason":"build-finished","success":true}"#;
        let expected = [("browser".to_owned(), PathBuf::from("/target/browser.wasm"))];
        assert_eq!(binaries(messages).unwrap(), expected);
    }

    #[test]
    fn the_count_is_that_of_the_result() {
        let output = "test a ... ok\n\ntest result: ok. 12 passed; 0 failed; 0 ignored\n";
        assert_eq!(passed(output), Some(12));
        assert_eq!(passed("no tests to run!"), None);
    }
}
