//! Builds apps for tests.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::cargo;

const TARGET: &str = "wasm32-unknown-unknown";

/// Builds an example for the browser, and returns the folder with its files.
pub(crate) fn build(example: &str) -> PathBuf {
    build_as(example, "debug", &[])
}

/// Like [`build`], with all features of the crate.
pub(crate) fn build_whole(example: &str) -> PathBuf {
    build_as(example, "debug", &["--all-features"])
}

/// Like [`build`], in the release profile.
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
