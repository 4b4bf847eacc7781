//! Builds examples for tests: cargo gives a test the paths of the package's binaries only.

use std::path::Path;
use std::process::Command;

/// The target folder of the cargo run that built the tests.
pub(crate) fn target() -> &'static Path {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    scratch
        .parent()
        .expect("the scratch folder is in the target folder")
}

/// Builds an example into [`target`], in the debug profile unless the options set another.
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
