//! Pages that contain Customerly's snippet or launcher before the app starts.

mod launcher_loading;
mod launcher_running;
mod stub;
