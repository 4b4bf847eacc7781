//! The chat's appearance: in the shop's colours, and clear of the inspector.

use yew_customerly::{Offset, Position, Settings};

/// The width of the inspector in a wide window, in pixels; `--inspector-width` in the styles.
const INSPECTOR_WIDTH: f64 = 440.0;
/// The height of its bar in a narrow window, in pixels; `--inspector-bar-height` in the styles.
const INSPECTOR_BAR_HEIGHT: f64 = 48.0;

pub(crate) fn chat_settings(is_wide_window: bool) -> Settings {
    let above_the_bar = Offset {
        bottom: INSPECTOR_BAR_HEIGHT,
        side: 0.0,
    };
    let desktop = if is_wide_window {
        Offset {
            bottom: 0.0,
            side: INSPECTOR_WIDTH,
        }
    } else {
        above_the_bar
    };
    Settings::new()
        .accent_color("#8a3d14")
        .contrast_color("#ffffff")
        .position(Position {
            desktop,
            mobile: above_the_bar,
        })
}
