//! An app of the test's own.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::cargo;

const TARGET: &str = "wasm32-unknown-unknown";

/// Builds an example as a browser loads it, and says where it lies.
pub(crate) fn build(example: &str) -> PathBuf {
    build_as(example, "debug", &[])
}

/// The same, with all features of the crate.
pub(crate) fn build_whole(example: &str) -> PathBuf {
    build_as(example, "debug", &["--all-features"])
}

/// As fast as visitors get it.
pub(crate) fn build_fast(example: &str) -> PathBuf {
    build_as(example, "release", &["--release"])
}

fn build_as(example: &str, profile: &str, options: &[&str]) -> PathBuf {
    cargo::build(example, &[&["--target", TARGET], options].concat());
    let built = cargo::target().join(TARGET).join(profile).join("examples");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(example);
    let mut wasm_bindgen = Command::new("wasm-bindgen");
    wasm_bindgen
        .args(["--target", "web", "--no-typescript", "--out-dir"])
        .arg(&folder)
        .arg(built.join(example).with_extension("wasm"));
    cargo::run(wasm_bindgen);
    folder
}
