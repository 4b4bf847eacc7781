//! The folder in which all checkouts of one user share the tools that they have installed.

use std::env;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The environment variable that replaces the platform's cache folder.
const VARIABLE: &str = "YEW_CUSTOMERLY_CACHE";

#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
}

impl Cache {
    pub(crate) fn open() -> Result<Self> {
        let folder = match env::var_os(VARIABLE).filter(|value| !value.is_empty()) {
            Some(folder) => std::path::absolute(folder)?,
            None => dirs::cache_dir()
                .with_context(|| format!("this user has no cache folder: set {VARIABLE}"))?
                .join("yew-customerly"),
        };
        fs::create_dir_all(&folder).with_context(|| {
            format!(
                "{} cannot be created: set {VARIABLE} to a writable folder",
                folder.display()
            )
        })?;
        Ok(Self { folder })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Locks `name`, and waits while another process has the lock. Dropping the file releases the lock;
    /// the system does so too when the process ends, however it ends.
    pub(crate) fn lock(&self, name: &str) -> Result<File> {
        let path = self.folder.join(format!("{name}.lock"));
        let file =
            File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                eprintln!("another process installs {name}: waiting for it");
                file.lock()?;
            }
            Err(TryLockError::Error(error)) => {
                return Err(error).with_context(|| format!("{} cannot be locked", path.display()));
            }
        }
        Ok(file)
    }
}
