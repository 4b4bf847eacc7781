//! docs/dependencies.md lists exactly the dependencies of the library.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The metadata of the workspace with all features, for browsers.
fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--all-features"])
        .arg("--filter-platform=wasm32-unknown-unknown")
        .current_dir(ROOT)
        .output()
        .expect("cargo runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    serde_json::from_slice(&output.stdout).expect("cargo's JSON")
}

fn items(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// The package of that name.
fn package<'a>(metadata: &'a Value, name: &str) -> &'a Value {
    let mut packages = items(&metadata["packages"]).iter();
    packages
        .find(|package| package["name"] == name)
        .expect("a package of the workspace or a dependency")
}

/// Each dependency of the library, and whether it is required without any feature.
fn dependencies(metadata: &Value) -> BTreeMap<&str, bool> {
    let declared = items(&package(metadata, "yew-customerly")["dependencies"]).iter();
    declared
        // Development and build dependencies have a kind.
        .filter(|dependency| dependency["kind"].is_null())
        .map(|dependency| (text(&dependency["name"]), dependency["optional"] == false))
        .collect()
}

/// The names of a package and all its transitive dependencies.
fn closure<'a>(metadata: &'a Value, name: &str) -> BTreeSet<&'a str> {
    let nodes: BTreeMap<&str, &Value> = items(&metadata["resolve"]["nodes"])
        .iter()
        .map(|node| (text(&node["id"]), node))
        .collect();
    let mut waiting = vec![text(&package(metadata, name)["id"])];
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        let is_normal = |dependency: &&Value| {
            let mut kinds = items(&dependency["dep_kinds"]).iter();
            kinds.any(|kind| kind["kind"].is_null())
        };
        let dependencies = items(&nodes[id]["deps"]).iter().filter(is_normal);
        waiting.extend(dependencies.map(|dependency| text(&dependency["pkg"])));
    }
    let packages = items(&metadata["packages"]).iter();
    packages
        .filter(|package| seen.contains(text(&package["id"])))
        .map(|package| text(&package["name"]))
        .collect()
}

#[test]
fn the_documentation_lists_each_dependency_with_its_purpose_and_size() {
    let path = format!("{ROOT}/docs/dependencies.md");
    let page = std::fs::read_to_string(path).expect("the page");
    let metadata = metadata();
    let expected = dependencies(&metadata);

    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let documented: BTreeMap<&str, bool> = rows
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            let [name, purpose, enabled_by, size] = cells[..] else {
                panic!("a row has four cells: {row}");
            };
            assert!(!purpose.is_empty() && !size.is_empty(), "{row}");
            (name.trim_matches('`'), !enabled_by.starts_with("feature"))
        })
        .collect();
    assert_eq!(documented, expected);
    let optional = expected.values().filter(|required| !**required).count();
    assert_eq!(
        (expected.len(), optional),
        (10, 3),
        "the page states these numbers"
    );
}

#[test]
fn the_default_dependencies_are_all_dependencies_of_yew() {
    let metadata = metadata();
    let of_yew = closure(&metadata, "yew");
    let others: Vec<&str> = dependencies(&metadata)
        .into_iter()
        .filter(|(name, required)| *required && !of_yew.contains(name))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(others, [""; 0]);
    // Proves that the closure does not contain every package.
    assert!(!of_yew.contains("sha2") && !of_yew.contains("yew-router"));
}
