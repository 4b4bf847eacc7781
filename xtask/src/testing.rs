//! Cargo's commands for the tests that need a browser, with all that those need.

use std::fs;

use anyhow::{Context, Result};
use serde_json::json;
use xshell::Cmd;

use crate::browser::Browser;
use crate::fixture;
use crate::toolchain;
use crate::tools::{self, Toolbox};

/// All packages but the apps that are weighed: they hold no test, and each would be linked for the host.
pub(crate) const TESTED: [&str; 3] = ["--workspace", "--exclude", "bench-apps"];

/// For tests that run in the browser themselves.
pub(crate) fn in_browser<'a>(tools: &Toolbox<'a>) -> Result<Cmd<'a>> {
    let workspace = tools.workspace();
    toolchain::require_wasm(workspace)?;
    let wasm_bindgen = tools.wasm_bindgen()?;
    let browser = Browser::find_or_install(workspace, tools.cache())?;
    fixture::place(workspace, tools.cache(), &fixture::DATA_LAYER)?;

    // ChromeDriver would start the browser that it finds itself.
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
        // The defaults, 5 and 20 seconds, are short for a busy machine.
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .quiet())
}

/// For tests that drive a browser from outside, and so are ignored where there is none.
pub(crate) fn with_driver<'a>(tools: &Toolbox<'a>) -> Result<Cmd<'a>> {
    let workspace = tools.workspace();
    toolchain::require_wasm(workspace)?;
    let wasm_bindgen = tools.wasm_bindgen()?;
    let browser = Browser::find_or_install(workspace, tools.cache())?;
    fixture::place(workspace, tools.cache(), &fixture::AXE)?;
    fixture::bundle_react(tools)?;
    Ok(workspace
        .cargo()
        // With the features of the host step, so that nothing is compiled anew.
        .args(["test", "--all-features"])
        .args(TESTED)
        .env("PATH", tools::path_with(&wasm_bindgen)?)
        .env("CHROMIUM", browser.chromium)
        .env("CHROMEDRIVER", browser.chromedriver)
        .quiet())
}
