//! Pages that contain Customerly's snippet or launcher before the app starts.

mod integrity;
mod integrity_refused;
mod launcher_loading;
mod launcher_running;
mod other_spelling;
mod snippet_before;
mod snippet_later;
mod stub;

use crate::support::page;

/// The page's own stub for a launcher that it loads itself.
const STUB: &str = "window.customerly = Object.assign([], {
    t: true, initialized: true, loaded: true, queue: [], settings: { app_id: 'abcdef12' },
})";

/// Checks that the page has one launcher, and that nothing complained.
fn expect_one_launcher() {
    let scripts = page::eval("document.querySelectorAll('script[src*=launcher]').length");
    assert_eq!(scripts, "1");
    assert_eq!(page::eval("launcher.runs"), "1");
    assert_eq!(page::console(), [""; 0]);
}
