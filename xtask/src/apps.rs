//! The small apps that are weighed, built as a visitor downloads them.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::available_parallelism;

use anyhow::{Context, Result, ensure};

use crate::npm::{Modules, SIZE};
use crate::toolchain::{self, WASM};
use crate::tools::{Found, Toolbox};
use crate::workspace::Workspace;

const PACKAGE: &str = "bench-apps";

pub(crate) const ESBUILD: &str = "esbuild/bin/esbuild";
pub(crate) const WASM_OPT: &str = "binaryen/bin/wasm-opt";

/// An app of `bench/apps/src/bin/`.
#[derive(Debug, PartialEq)]
pub(crate) struct App {
    pub(crate) name: &'static str,
    /// What it has besides [`CHAT`]'s.
    pub(crate) about: &'static str,
    /// A feature of the library that it needs.
    feature: Option<&'static str>,
}

impl App {
    const fn new(name: &'static str, about: &'static str) -> Self {
        Self {
            name,
            about,
            feature: None,
        }
    }

    const fn with(mut self, feature: &'static str) -> Self {
        self.feature = Some(feature);
        self
    }
}

/// Where the files of an app are, whoever made it.
pub(crate) fn folder(workspace: &Workspace, app: &str) -> PathBuf {
    workspace.root().join("target/bench").join(app)
}

pub(crate) const BARE: App = App::new("bare", "Yew without us");
pub(crate) const BY_HAND: App = App::new("by_hand", "without us: what `plain` does, in Rust");
pub(crate) const CHAT: App = App::new("chat", "everything by default");

/// What is weighed. A feature gets a row here and a file in `bench/apps/src/bin/`: [`CHAT`] and that
/// feature alone, so that the difference is its price.
pub(crate) const WEIGHED: [App; 24] = [
    BARE,
    BY_HAND,
    CHAT,
    App::new("settings", "`Settings` without serde"),
    App::new("user", "`Settings` and `use_user_loaded`"),
    App::new("attributes", "`Settings::attributes`, by serde"),
    App::new("status", "`use_messenger_status`, shown as text"),
    App::new("unread", "`use_unread_messages`"),
    App::new("hidden", "`use_chat_hidden`"),
    App::new("scope", "a struct component with `CustomerlyScopeExt`"),
    App::new("manual", "`LoadStrategy::manual` and a button that loads"),
    App::new("idle", "`LoadStrategy::when_idle`"),
    App::new("after", "`LoadStrategy::after`"),
    App::new("interaction", "`LoadStrategy::on_interaction`"),
    App::new("retry", "`Retry::backoff`"),
    App::new("chat_button", "`ChatButton`"),
    App::new(
        "button_load",
        "`ChatButton` and `LoadStrategy::on_chat_button`",
    ),
    App::new(
        "consent",
        "`consent`, `gtm::Consent` and a button that agrees",
    ),
    App::new("container", "`gtm::GoogleTagManager`"),
    App::new("privacy", "`gtm::DataLayer`: four fields let out"),
    App::new(
        "names",
        "`gtm::DataLayer`: a name and a parameter of its own",
    ),
    App::new("recipe", "`gtm::DataLayer::recipe`"),
    App::new("router", "the feature `router`, without a router").with("router"),
    App::new("lead_hash", "`gtm::DataLayer::lead_email_sha256`").with("lead-hash"),
];

/// What is measured besides, but not weighed.
pub(crate) const RIGS: [App; 4] = [
    App::new("closure", "an empty closure"),
    App::new("crossings", "what a callback must do in JavaScript"),
    App::new("subscribers", "subscribers that only count"),
    App::new("renders", "a component for each hook"),
];

/// Builds them, and puts `app.js` and `app_bg.wasm` into the folder of each.
pub(crate) fn build(tools: &Toolbox<'_>, apps: &[&App]) -> Result<()> {
    let workspace = tools.workspace();
    toolchain::require_wasm(workspace)?;
    let modules = Modules::find_or_fetch(workspace, tools.cache(), &SIZE)?;
    let wasm_bindgen = tools.wasm_bindgen()?;
    compile(workspace, apps)?;
    for app in apps {
        bind(&wasm_bindgen, workspace, app)?;
        minify(&modules, workspace, &folder(workspace, app.name))?;
    }
    optimise(&modules, workspace, apps)
}

/// An app with a feature is built apart, as cargo would give the feature to all that are built with it.
fn compile(workspace: &Workspace, apps: &[&App]) -> Result<()> {
    let mut apps = apps.to_vec();
    apps.sort_by_key(|app| app.feature);
    for group in apps.chunk_by(|one, other| one.feature == other.feature) {
        let names = group.iter().flat_map(|app| ["--bin", app.name]);
        let features = group[0]
            .feature
            .iter()
            .flat_map(|name| ["--features", name]);
        workspace
            .cargo()
            .args(["build", "--package", PACKAGE, "--profile", "size"])
            .args(["--target", WASM, "--target-dir"])
            .arg(workspace.root().join("target"))
            .args(names)
            .args(features)
            .quiet()
            .run()?;
    }
    Ok(())
}

fn bind(wasm_bindgen: &Found, workspace: &Workspace, app: &App) -> Result<()> {
    let compiled = workspace.root().join("target").join(WASM).join("size");
    let command = workspace
        .command(wasm_bindgen.program())
        .args(["--target", "web", "--no-typescript", "--out-name", "app"])
        .arg("--out-dir")
        .arg(folder(workspace, app.name).join("bound"))
        .arg(compiled.join(app.name).with_extension("wasm"));
    Ok(command.quiet().run()?)
}

fn minify(modules: &Modules, workspace: &Workspace, folder: &Path) -> Result<()> {
    let command = modules
        .program(workspace, ESBUILD)?
        .arg(folder.join("bound/app.js"))
        .args(["--minify", "--format=esm", "--log-level=warning"])
        .arg(format!("--outfile={}", folder.join("app.js").display()));
    Ok(command.run()?)
}

/// Several at a time: each takes seconds of one core.
fn optimise(modules: &Modules, workspace: &Workspace, apps: &[&App]) -> Result<()> {
    let at_once = available_parallelism().map_or(1, usize::from);
    for batch in apps.chunks(at_once) {
        let mut running = Vec::new();
        for app in batch {
            let folder = folder(workspace, app.name);
            let bound = folder.join("bound/app_bg.wasm");
            let command = modules
                .program(workspace, WASM_OPT)?
                .arg("-Oz")
                .arg(bound)
                .arg("--output")
                .arg(folder.join("app_bg.wasm"));
            let child = Command::from(command).spawn();
            running.push((app, child.context("wasm-opt does not start")?));
        }
        for (app, mut child) in running {
            let status = child.wait()?;
            ensure!(
                status.success(),
                "wasm-opt of {} ended with {status}",
                app.name
            );
        }
    }
    Ok(())
}
