//! The tools that the commands run: each is found on this machine or installed.

mod apt;
mod browser;
mod cache;
mod cargo_tool;
pub(crate) mod npm;
mod toolbox;
pub(crate) mod toolchain;

pub(crate) use browser::Browser;
pub(crate) use cache::Cache;
pub(crate) use toolbox::{InstalledTool, Toolbox, path_with};
