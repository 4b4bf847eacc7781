//! The Yew apps of `bench/apps/src/bin/`.

use std::process::Command;
use std::thread::available_parallelism;

use anyhow::{Context, Result, ensure};

use crate::apps::build_output::BuildOutput;
use crate::apps::esbuild;
use crate::tools::npm::{Modules, SIZE};
use crate::tools::toolchain::{self, WASM};
use crate::tools::{InstalledTool, Toolbox};
use crate::workspace::Workspace;

const PACKAGE: &str = "bench-apps";

/// The program's file in its package.
pub(crate) const WASM_OPT: &str = "binaryen/bin/wasm-opt";

#[derive(Debug)]
pub(crate) struct YewApp {
    pub(crate) name: &'static str,
    /// What it has in addition to [`CHAT`].
    pub(crate) about: &'static str,
    /// The feature of the library that it needs.
    feature: Option<&'static str>,
}

impl YewApp {
    const fn new(name: &'static str, about: &'static str) -> Self {
        Self {
            name,
            about,
            feature: None,
        }
    }

    const fn with_feature(mut self, feature: &'static str) -> Self {
        self.feature = Some(feature);
        self
    }
}

pub(crate) const BARE: YewApp = YewApp::new("bare", "Yew without us");
pub(crate) const BY_HAND: YewApp = YewApp::new("by_hand", "without us: what `plain` does, in Rust");
pub(crate) const CHAT: YewApp = YewApp::new("chat", "everything by default");

/// The apps whose downloads are compared. A feature of the library gets a row here and a file in
/// `bench/apps/src/bin/`: [`CHAT`] and that feature alone, so that the difference is its price.
pub(crate) const APPS: [YewApp; 24] = [
    BARE,
    BY_HAND,
    CHAT,
    YewApp::new("settings", "`Settings` without serde"),
    YewApp::new("user", "`Settings` and `use_user_loaded`"),
    YewApp::new("attributes", "`Settings::attributes`, by serde"),
    YewApp::new("status", "`use_messenger_status`, shown as text"),
    YewApp::new("unread", "`use_unread_messages`"),
    YewApp::new("hidden", "`use_chat_hidden`"),
    YewApp::new("scope", "a struct component with `CustomerlyScopeExt`"),
    YewApp::new("manual", "`LoadStrategy::manual` and a button that loads"),
    YewApp::new("idle", "`LoadStrategy::when_idle`"),
    YewApp::new("after", "`LoadStrategy::after`"),
    YewApp::new("interaction", "`LoadStrategy::on_interaction`"),
    YewApp::new("retry", "`Retry::backoff`"),
    YewApp::new("chat_button", "`ChatButton`"),
    YewApp::new(
        "button_load",
        "`ChatButton` and `LoadStrategy::on_chat_button`",
    ),
    YewApp::new(
        "consent",
        "`consent`, `gtm::Consent` and a button that agrees",
    ),
    YewApp::new("container", "`gtm::GoogleTagManager`"),
    YewApp::new("privacy", "`gtm::DataLayer`: four fields revealed"),
    YewApp::new(
        "names",
        "`gtm::DataLayer`: a name and a parameter of its own",
    ),
    YewApp::new("recipe", "`DataLayerBuilder::track_to_measure`"),
    YewApp::new("router", "the feature `router`, without a router").with_feature("router"),
    YewApp::new("lead_hash", "`DataLayerBuilder::lead_email_sha256`").with_feature("lead-hash"),
];

/// The apps that only the benchmarks run.
pub(crate) const BENCHMARKS: [YewApp; 4] = [
    YewApp::new("closure", "an empty closure"),
    YewApp::new("crossings", "what a callback must do in JavaScript"),
    YewApp::new("subscribers", "subscribers that only count"),
    YewApp::new("renders", "a component for each hook"),
];

/// Builds the apps as a visitor downloads them.
pub(crate) fn build(toolbox: &Toolbox<'_>, apps: &[&YewApp]) -> Result<()> {
    let workspace = toolbox.workspace();
    toolchain::require_wasm(workspace)?;
    let wasm_bindgen = toolbox.wasm_bindgen()?;
    compile(workspace, apps)?;
    for app in apps {
        let output = BuildOutput::of(workspace, app.name);
        bind(&wasm_bindgen, workspace, app)?;
        esbuild::minify(
            toolbox,
            &output.folder.join("bound/app.js"),
            &output.script(),
        )?;
    }
    optimize(toolbox, apps)
}

/// Builds apps with the same feature together and others apart, because cargo would give the feature to
/// all apps that it builds in one go.
fn compile(workspace: &Workspace, apps: &[&YewApp]) -> Result<()> {
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

/// Writes wasm-bindgen's JavaScript and the module that belongs to it.
fn bind(wasm_bindgen: &InstalledTool, workspace: &Workspace, app: &YewApp) -> Result<()> {
    let compiled = workspace.root().join("target").join(WASM).join("size");
    let command = workspace
        .command(wasm_bindgen.program())
        .args(["--target", "web", "--no-typescript", "--out-name", "app"])
        .arg("--out-dir")
        .arg(BuildOutput::of(workspace, app.name).folder.join("bound"))
        .arg(compiled.join(app.name).with_extension("wasm"));
    Ok(command.quiet().run()?)
}

/// Runs one wasm-opt for each core, because each uses one core for seconds.
fn optimize(toolbox: &Toolbox<'_>, apps: &[&YewApp]) -> Result<()> {
    let workspace = toolbox.workspace();
    let modules = Modules::find_or_install(workspace, toolbox.cache(), &SIZE)?;
    let cores = available_parallelism().map_or(1, usize::from);
    for batch in apps.chunks(cores) {
        let mut running = Vec::new();
        for app in batch {
            let output = BuildOutput::of(workspace, app.name);
            let command = modules
                .program(workspace, WASM_OPT)?
                .arg("-Oz")
                .arg(output.folder.join("bound/app_bg.wasm"))
                .arg("--output")
                .arg(output.wasm());
            let child = Command::from(command).spawn();
            running.push((app.name, child.context("wasm-opt does not start")?));
        }
        for (app, mut child) in running {
            let status = child.wait()?;
            ensure!(status.success(), "wasm-opt failed for {app}: {status}");
        }
    }
    Ok(())
}
