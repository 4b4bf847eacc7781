//! The files of a built app, in the folder that the benchmarks serve.

use std::path::PathBuf;

use crate::workspace::Workspace;

/// The folder that contains the folders of all apps.
pub(crate) fn root(workspace: &Workspace) -> PathBuf {
    workspace.root().join("target/bench")
}

#[derive(Debug)]
pub(crate) struct BuildOutput {
    pub(crate) folder: PathBuf,
}

impl BuildOutput {
    pub(crate) fn of(workspace: &Workspace, app: &str) -> Self {
        Self {
            folder: root(workspace).join(app),
        }
    }

    pub(crate) fn script(&self) -> PathBuf {
        self.folder.join("app.js")
    }

    /// Only Yew apps have one.
    pub(crate) fn wasm(&self) -> PathBuf {
        self.folder.join("app_bg.wasm")
    }
}
