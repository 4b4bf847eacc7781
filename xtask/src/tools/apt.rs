//! Programs from the system's package manager.

use anyhow::{Context, Result, bail};

use crate::tools::cache::Cache;
use crate::workspace::Workspace;

/// Installs Debian packages, if this user may do so without a password. `missing` is what the packages
/// bring, for the messages.
pub(crate) fn install(
    workspace: &Workspace,
    cache: &Cache,
    missing: &str,
    packages: &[&str],
) -> Result<()> {
    let list = packages.join(" ");
    let advice = format!("install it (on Debian: `apt-get install {list}`)");
    let Some(apt_get) = which::which("apt-get").ok().filter(|_| is_root(workspace)) else {
        bail!("{missing} is not on PATH: {advice}");
    };
    eprintln!("{missing} is not on PATH: installing {list} with apt-get");
    let _lock = cache.lock("apt-get")?;
    let apt_get = || {
        workspace
            .command(&apt_get)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["--quiet", "--option=DPkg::Lock::Timeout=300"])
            .quiet()
    };
    let update = apt_get().arg("update");
    let install = apt_get()
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages);
    update
        .run()
        .and_then(|()| install.run())
        .with_context(|| format!("apt-get could not install {missing}: {advice}"))
}

fn is_root(workspace: &Workspace) -> bool {
    let id = workspace.command("id").arg("-u").quiet();
    id.read().is_ok_and(|id| id == "0")
}
