//! PRIVACY.md names a test for each datum, and each test that it names exists.

use std::fs;
use std::path::{Path, PathBuf};

use yew_customerly::gtm::DataLayerKey;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).expect("a text file")
}

/// The texts between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The files that may contain a module's code, given its path such as `gtm::privacy::url::tests`.
fn files(module: &str) -> Vec<PathBuf> {
    let path = module.replace("::", "/");
    // A module of tests can be in the file that it tests, and the tests that drive a browser are in a
    // folder of their own.
    let inline = path.strip_suffix("/tests").unwrap_or(&path).to_owned();
    let driven = path.replacen('/', "/driven/", 1);
    let paths = [path, inline, driven];
    let files = paths.iter().flat_map(|path| {
        let folders = ["src", "tests"].into_iter();
        folders.flat_map(move |folder| {
            ["", "/mod"].map(|end| Path::new(ROOT).join(format!("{folder}/{path}{end}.rs")))
        })
    });
    files.filter(|file| file.is_file()).collect()
}

/// Whether the code has a test of that name.
fn has_test(code: &str, name: &str) -> bool {
    let start = format!("fn {name}(");
    let Some(line) = code.lines().position(|line| line.contains(&start)) else {
        return false;
    };
    let before: Vec<&str> = code.lines().take(line).map(str::trim).collect();
    let mut attributes = before
        .iter()
        .rev()
        .take_while(|line| line.starts_with("#["));
    attributes.any(|line| line.ends_with("test]"))
}

/// The rows of the tables, without their heads.
fn rows(page: &str) -> impl Iterator<Item = Vec<&str>> {
    page.lines()
        .filter(|line| line.starts_with('|') && !line.starts_with("|---"))
        .filter(|line| !line.starts_with("| datum"))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
}

#[test]
fn each_row_names_a_test() {
    let page = read(format!("{ROOT}/PRIVACY.md"));
    let mut count = 0;
    for row in rows(&page) {
        assert_eq!(row.len(), 7, "{row:?}");
        let tests: Vec<&str> = quoted(row[6]).filter(|text| text.contains("::")).collect();
        assert!(
            !tests.is_empty() || row[6].starts_with("none: "),
            "no test and no reason: {row:?}"
        );
        count += 1;
    }
    assert!(count > 20, "{count} rows");
}

#[test]
fn each_test_that_a_page_names_exists() {
    // The items of the crate have a capital letter somewhere in their path; modules and tests do not.
    let is_test = |text: &&str| text.contains("::") && !text.contains(char::is_uppercase);
    let pages = ["PRIVACY.md", "SECURITY.md"].map(|page| read(format!("{ROOT}/{page}")));
    let tests: Vec<&str> = pages
        .iter()
        .flat_map(|page| quoted(page))
        .filter(is_test)
        .collect();
    assert!(tests.len() > 40, "{}", tests.len());
    for test in tests {
        let (module, name) = test.rsplit_once("::").expect("a path");
        let files = files(module);
        assert!(
            files.iter().any(|file| has_test(&read(file), name)),
            "{test} is no test: {files:?}"
        );
    }
}

#[test]
fn each_key_of_the_data_layer_is_on_the_page() {
    let page = read(format!("{ROOT}/PRIVACY.md"));
    for key in DataLayerKey::ALL {
        let name = format!("`{}`", key.name());
        assert!(page.contains(&name), "{name} is missing");
    }
}

/// The library stores nothing in the browser, and sends nothing by itself: everything leaves through
/// the chat's methods, the data layer and script elements.
#[test]
fn the_library_has_no_storage_and_no_requests_of_its_own() {
    const APIS: [&str; 8] = [
        "\"cookie\"",
        "ocalStorage",
        "essionStorage",
        "indexedDB",
        "sendBeacon",
        "XMLHttpRequest",
        "WebSocket",
        "\"fetch\"",
    ];
    let mut folders = vec![Path::new(ROOT).join("src")];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let code = read(&path);
                for api in APIS {
                    assert!(!code.contains(api), "{api} is in {}", path.display());
                }
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count} files");
}

#[test]
fn what_is_no_test_is_not_taken_for_one() {
    let code = "#[test]\nfn one() {}\n\nfn two() {}\n#[inline]\nfn three() {}\n";
    assert!(has_test(code, "one"));
    for name in ["two", "three", "four"] {
        assert!(!has_test(code, name), "{name}");
    }
}
