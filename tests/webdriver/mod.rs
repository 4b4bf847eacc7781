//! Shared helpers of the tests that drive a browser with WebDriver.

pub(crate) mod browser;
pub(crate) mod cargo;
pub(crate) mod commands;
pub(crate) mod served;
pub(crate) mod visitor;
pub(crate) mod wasm;
