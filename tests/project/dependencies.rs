//! What the library depends on is written down, and what is written down is true.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What cargo says of the workspace, as it is built for browsers.
fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--all-features"])
        .arg("--filter-platform=wasm32-unknown-unknown")
        .current_dir(ROOT)
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
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
        .expect("cargo knows it")
}

/// Of the library: each dependency, and whether it is there without a feature.
fn dependencies(metadata: &Value) -> BTreeMap<&str, bool> {
    let declared = items(&package(metadata, "yew-customerly")["dependencies"]).iter();
    declared
        // Those for development and for building have a kind.
        .filter(|dependency| dependency["kind"].is_null())
        .map(|dependency| (text(&dependency["name"]), dependency["optional"] == false))
        .collect()
}

/// The names of all that comes with a package.
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
        let comes_along = |dependency: &&Value| {
            let mut kinds = items(&dependency["dep_kinds"]).iter();
            kinds.any(|kind| kind["kind"].is_null())
        };
        let dependencies = items(&nodes[id]["deps"]).iter().filter(comes_along);
        waiting.extend(dependencies.map(|dependency| text(&dependency["pkg"])));
    }
    let packages = items(&metadata["packages"]).iter();
    packages
        .filter(|package| seen.contains(text(&package["id"])))
        .map(|package| text(&package["name"]))
        .collect()
}

#[test]
fn each_dependency_is_written_down_with_its_reason_and_its_price() {
    let path = format!("{ROOT}/docs/dependencies.md");
    let page = std::fs::read_to_string(path).expect("the page");
    let metadata = metadata();
    let expected = dependencies(&metadata);

    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let written: BTreeMap<&str, bool> = rows
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            let [name, reason, by, price] = cells[..] else {
                panic!("a row has four cells: {row}");
            };
            assert!(!reason.is_empty() && !price.is_empty(), "{row}");
            (name.trim_matches('`'), !by.starts_with("feature"))
        })
        .collect();
    assert_eq!(written, expected);
    let optional = expected.values().filter(|always| !**always).count();
    assert_eq!((expected.len(), optional), (10, 3), "the page counts them");
}

#[test]
fn by_default_no_crate_comes_with_it_that_yew_does_not_bring() {
    let metadata = metadata();
    let yews = closure(&metadata, "yew");
    let others: Vec<&str> = dependencies(&metadata)
        .into_iter()
        .filter(|(name, always)| *always && !yews.contains(name))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(others, [""; 0]);
    // So that the question can be answered otherwise.
    assert!(!yews.contains("sha2") && !yews.contains("yew-router"));
}
