//! Pages that contain Customerly's snippet or launcher before the app starts.

mod integrity;
mod integrity_refused;
mod launcher_loading;
mod launcher_running;
mod other_spelling;
mod snippet_before;
mod snippet_later;
mod stub;

/// The page's own stub for a launcher that it loads itself.
const STUB: &str = "window.customerly = Object.assign([], {
    t: true, initialized: true, loaded: true, queue: [], settings: { app_id: 'abcdef12' },
})";
