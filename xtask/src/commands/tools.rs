//! `cargo xtask tools`: everything that the other commands need, and where it is.

use anyhow::Result;

use crate::apps::{esbuild, yew};
use crate::testing::fixture;
use crate::tools::npm::{self, Modules};
use crate::tools::{Browser, Toolbox, toolchain};

pub(crate) fn run(toolbox: &Toolbox<'_>) -> Result<()> {
    let (workspace, cache) = (toolbox.workspace(), toolbox.cache());
    toolchain::require_rustfmt(workspace)?;
    toolchain::require_clippy(workspace)?;
    toolchain::require_wasm(workspace)?;
    let browser = Browser::find_or_install(workspace, cache)?;
    println!("{}", browser.chromium.display());
    println!("{}", browser.chromedriver.display());
    for fixture in [fixture::DATA_LAYER, fixture::AXE] {
        println!("{}", fixture::place(workspace, cache, &fixture)?.display());
    }
    println!("{}", fixture::bundle_react(toolbox)?.display());
    let modules = Modules::find_or_install(workspace, cache, &npm::SIZE)?;
    println!("{}", modules.path(esbuild::PROGRAM).display());
    println!("{}", modules.path(yew::WASM_OPT).display());
    let modules = Modules::find_or_install(workspace, cache, &npm::DUCKDB)?;
    println!("{}", modules.root().display());
    let modules = Modules::find_or_install(workspace, cache, &npm::PEERS)?;
    println!("{}", modules.root().display());
    println!("{}", toolbox.wasm_bindgen()?);
    println!("{}", toolbox.trunk()?);
    println!("{}", toolbox.cargo_deny()?);
    Ok(())
}
