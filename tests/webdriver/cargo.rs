//! What a test has built for itself: cargo brings a test only the package's own programs.

use std::path::Path;
use std::process::Command;

/// The folder that the tests' own cargo builds into.
pub(crate) fn target() -> &'static Path {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    scratch.parent().expect("cargo's folder lies in the target")
}

/// Builds an example into that folder, for debugging unless the options say otherwise.
pub(crate) fn build(example: &str, options: &[&str]) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["build", "--quiet", "--example", example])
        .args(options)
        .arg("--target-dir")
        .arg(target())
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    run(cargo);
}

pub(crate) fn run(mut command: Command) {
    let status = command.status();
    assert!(
        status.as_ref().is_ok_and(|status| status.success()),
        "{command:?}: {status:?}"
    );
}
