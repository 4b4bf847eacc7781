//! The apps that do the same without us, bundled as a visitor downloads them.

use std::path::Path;

use anyhow::Result;

use crate::apps::{ESBUILD, folder};
use crate::npm::{Modules, PEERS, SIZE};
use crate::tools::Toolbox;

/// A bundle of `bench/peers/`.
#[derive(Debug)]
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    source: &'static str,
}

const fn peer(name: &'static str, about: &'static str, source: &'static str) -> Peer {
    Peer {
        name,
        about,
        source,
    }
}

pub(crate) const WEIGHED: [Peer; 3] = [
    peer("plain", "careful plain JavaScript", "plain/app.js"),
    peer(
        "react",
        "React with `react-live-chat-customerly` and `react-gtm-module`",
        "react/app.jsx",
    ),
    peer("react_bare", "React without them", "react/bare.jsx"),
];

/// What is measured besides, but not weighed.
const RIGS: [Peer; 2] = [
    peer("plain_subscribers", "", "plain/subscribers.js"),
    peer("react_subscribers", "", "react/subscribers.jsx"),
];

/// Puts `app.js` into the folder of each.
pub(crate) fn build(tools: &Toolbox<'_>) -> Result<()> {
    let workspace = tools.workspace();
    let sources = workspace.root().join("bench/peers");
    for Peer { name, source, .. } in WEIGHED.iter().chain(&RIGS) {
        let bundle = folder(workspace, name).join("app.js");
        bundle_to(tools, &sources.join(source), &bundle)?;
    }
    Ok(())
}

/// Bundles a script with the packages that it imports, as its site would.
pub(crate) fn bundle_to(tools: &Toolbox<'_>, source: &Path, bundle: &Path) -> Result<()> {
    let workspace = tools.workspace();
    let programs = Modules::find_or_fetch(workspace, tools.cache(), &SIZE)?;
    let packages = Modules::find_or_fetch(workspace, tools.cache(), &PEERS)?;
    let command = programs
        .program(workspace, ESBUILD)?
        .arg(source)
        .args(["--bundle", "--minify", "--format=esm", "--jsx=automatic"])
        .args([
            "--define:process.env.NODE_ENV=\"production\"",
            "--log-level=warning",
        ])
        .arg(format!("--outfile={}", bundle.display()))
        .env("NODE_PATH", packages.root());
    Ok(command.run()?)
}
