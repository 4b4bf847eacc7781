//! Messages for the developer in the browser's console.

use crate::browser::js;

/// Reports something that did not work.
pub(crate) fn error(parts: &[&str]) {
    log("error", parts);
}

/// Reports something that works, but probably not as intended.
pub(crate) fn warn(parts: &[&str]) {
    log("warn", parts);
}

fn log(level: &str, parts: &[&str]) {
    let message = ["yew-customerly: ", &parts.concat()].concat();
    let console = js::get(&js::window(), "console");
    // The console belongs to the page. If it throws, there is nowhere left to report to.
    drop(js::call_method(&console, level, &[&message.into()]));
}
