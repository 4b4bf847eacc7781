//! The memory that a page uses.

use anyhow::Result;

use crate::browser::Browser;

/// The bytes in use: the JavaScript heap after garbage collection, and the wasm memory.
pub(crate) fn memory_used(browser: &mut Browser) -> Result<f64> {
    Ok(browser.heap_size()? + browser.number("measure.wasmBytes()")?)
}
