//! The JavaScript apps of `bench/peers/`, which do the same without this crate.

use anyhow::Result;

use crate::apps::build_output::BuildOutput;
use crate::apps::esbuild;
use crate::tools::Toolbox;

#[derive(Debug)]
pub(crate) struct JavaScriptApp {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    source: &'static str,
}

impl JavaScriptApp {
    const fn new(name: &'static str, about: &'static str, source: &'static str) -> Self {
        Self {
            name,
            about,
            source,
        }
    }
}

/// The apps whose downloads are compared.
pub(crate) const APPS: [JavaScriptApp; 3] = [
    JavaScriptApp::new("plain", "careful plain JavaScript", "plain/app.js"),
    JavaScriptApp::new(
        "react",
        "React with `react-live-chat-customerly` and `react-gtm-module`",
        "react/app.jsx",
    ),
    JavaScriptApp::new("react_bare", "React without them", "react/bare.jsx"),
];

/// The apps that only the benchmarks run.
const BENCHMARKS: [JavaScriptApp; 2] = [
    JavaScriptApp::new("plain_subscribers", "", "plain/subscribers.js"),
    JavaScriptApp::new("react_subscribers", "", "react/subscribers.jsx"),
];

pub(crate) fn build_all(toolbox: &Toolbox<'_>) -> Result<()> {
    let workspace = toolbox.workspace();
    let sources = workspace.root().join("bench/peers");
    for JavaScriptApp { name, source, .. } in APPS.iter().chain(&BENCHMARKS) {
        let output = BuildOutput::of(workspace, name);
        esbuild::bundle(toolbox, &sources.join(source), &output.script())?;
    }
    Ok(())
}
