//! The process of this program.

use std::process::Command;

use anyhow::Result;

/// Replaces this process with the command, so that Ctrl-C reaches only the command and the prompt
/// returns when it has ended.
#[cfg(unix)]
pub(crate) fn replace_with(mut command: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;

    Err(command.exec().into())
}

/// Runs the command to its end, because other systems cannot replace a process.
#[cfg(not(unix))]
pub(crate) fn replace_with(mut command: Command) -> Result<()> {
    let status = command.status()?;
    anyhow::ensure!(status.success(), "{command:?} failed: {status}");
    Ok(())
}
