//! Cargo's commands for the tests that need a browser, with the tools and files that those tests need.

use std::fs;

use anyhow::{Context, Result};
use serde_json::json;
use xshell::Cmd;

use crate::testing::fixture;
use crate::tools::{self, Browser, Toolbox, toolchain};

/// All packages except the measured apps, which have no tests, and each of which would be linked for the
/// host.
pub(crate) const TESTED: [&str; 3] = ["--workspace", "--exclude", "bench-apps"];

/// The command for tests that run inside the browser.
pub(crate) fn in_browser<'a>(tools: &Toolbox<'a>) -> Result<Cmd<'a>> {
    let workspace = tools.workspace();
    toolchain::require_wasm(workspace)?;
    let wasm_bindgen = tools.wasm_bindgen()?;
    let browser = Browser::find_or_install(workspace, tools.cache())?;
    fixture::place(workspace, tools.cache(), &fixture::DATA_LAYER)?;

    // Without this setting, ChromeDriver would start whichever browser it finds.
    let settings = workspace.root().join("target/webdriver.json");
    let options = json!({ "goog:chromeOptions": { "binary": browser.chromium } });
    fs::write(&settings, options.to_string())
        .with_context(|| format!("{} cannot be written", settings.display()))?;

    Ok(workspace
        .cargo()
        .args(["test", "--package", "yew-customerly"])
        .args(["--target", toolchain::WASM])
        .env("PATH", tools::path_with(&wasm_bindgen)?)
        .env("CHROMEDRIVER", browser.chromedriver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings)
        // The defaults of 5 and 20 seconds are too short for a busy machine.
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .quiet())
}

/// The command for tests that control a browser from outside. They are ignored by default.
pub(crate) fn with_driver<'a>(tools: &Toolbox<'a>) -> Result<Cmd<'a>> {
    let workspace = tools.workspace();
    toolchain::require_wasm(workspace)?;
    let wasm_bindgen = tools.wasm_bindgen()?;
    let browser = Browser::find_or_install(workspace, tools.cache())?;
    fixture::place(workspace, tools.cache(), &fixture::AXE)?;
    fixture::bundle_react(tools)?;
    Ok(workspace
        .cargo()
        // With the features of the host step, so that nothing is compiled again.
        .args(["test", "--all-features"])
        .args(TESTED)
        .env("PATH", tools::path_with(&wasm_bindgen)?)
        .env("CHROMIUM", browser.chromium)
        .env("CHROMEDRIVER", browser.chromedriver)
        .quiet())
}
