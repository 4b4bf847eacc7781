//! Which chat this visit runs on: the address says it.

use serde::{Deserialize, Serialize};
use yew::prelude::*;
use yew_customerly::{Offset, Position, Settings};
use yew_router::prelude::*;

/// What the address asks for. Every link of the site hands it on, so that it survives a reload.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub(crate) struct Visit {
    /// The project whose chat is loaded; nothing for the stand-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) app_id: Option<String>,
    /// The container of Google Tag Manager that is loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) gtm: Option<String>,
    /// There, also without a value, when the visitor is asked before anything is loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ask: Option<String>,
    /// Means nothing to the shop: it stands in the address for the data layer to keep or to drop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) color: Option<String>,
}

/// The visit of the current address.
#[hook]
pub(crate) fn use_visit() -> Visit {
    let visit = use_location()
        .and_then(|location| location.query::<Visit>().ok())
        .unwrap_or_default();
    // The form sends the field that was left empty, too.
    let filled = |value: &String| !value.trim().is_empty();
    Visit {
        app_id: visit.app_id.filter(filled),
        gtm: visit.gtm.filter(filled),
        ..visit
    }
}

/// The width of the column behind the scenes on a wide window; `--backstage` in the styles.
const BACKSTAGE_WIDTH: f64 = 440.0;
/// The height of the bar that it becomes on a narrow one; `--bar` in the styles.
const BAR_HEIGHT: f64 = 48.0;

/// How the chat looks: in the shop's colours, and beside what the demo wants to show.
pub(crate) fn settings(wide: bool) -> Settings {
    let narrow = Offset {
        bottom: BAR_HEIGHT,
        side: 0.0,
    };
    let desktop = if wide {
        Offset {
            bottom: 0.0,
            side: BACKSTAGE_WIDTH,
        }
    } else {
        narrow
    };
    Settings::new()
        .accent_color("#8a3d14")
        .contrast_color("#ffffff")
        .position(Position {
            desktop,
            mobile: narrow,
        })
}
