//! Which chat this visit runs on: the address says it.

use serde::{Deserialize, Serialize};
use yew::prelude::*;
use yew_customerly::{Offset, Position, Retry, Settings};
use yew_router::prelude::*;
use yew_router::query::ToQuery;

use crate::moments::{MOMENTS, Moment};
use crate::route::Route;

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
    /// When the chat is loaded; nothing for at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) load: Option<String>,
    /// There, also without a value, when a launcher that could not be fetched is asked for again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) retry: Option<String>,
    /// Which launcher takes the place of the stand-in: a `slow` or a `missing` one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) launcher: Option<String>,
}

impl Visit {
    /// Where this visit has that page.
    pub(crate) fn address(&self, route: &Route) -> String {
        let path = route.to_path();
        match self.to_query() {
            Ok(query) if !query.is_empty() => format!("{path}?{query}"),
            _ => path,
        }
    }

    /// The project, and where its launcher is if not at Customerly.
    pub(crate) fn project(&self) -> (AttrValue, Option<AttrValue>) {
        if let Some(app_id) = &self.app_id {
            return (app_id.clone().into(), None);
        }
        let launcher = match self.launcher.as_deref() {
            Some("slow") => "/launcher.js?slow",
            // A name that nobody can ever have (RFC 2606).
            Some("missing") => "https://launcher.invalid/launcher.js",
            _ => "/launcher.js",
        };
        ("demo0000".into(), Some(launcher.into()))
    }

    /// When the chat is loaded.
    pub(crate) fn moment(&self) -> &'static Moment {
        let [first, ..] = &MOMENTS;
        let named = |moment: &&Moment| self.load.as_deref() == Some(moment.name);
        MOMENTS.iter().find(named).unwrap_or(first)
    }

    pub(crate) fn retry(&self) -> Retry {
        match self.retry {
            Some(_) => Retry::backoff(3),
            None => Retry::never(),
        }
    }
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
