//! The demo's options, which are in the query of the address.

use serde::{Deserialize, Serialize};
use yew::prelude::*;
use yew_customerly::Retry;
use yew_router::prelude::*;
use yew_router::query::ToQuery;

use crate::load_options::{LOAD_OPTIONS, LoadOption};
use crate::route::Route;

/// The query's parameters. Every link of the site keeps them.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub(crate) struct SiteQuery {
    /// The Customerly project whose chat is loaded; the stand-in if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) app_id: Option<String>,
    /// The Google Tag Manager container to load.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) gtm: Option<String>,
    /// If present, even without a value: the visitor must consent before the stand-in is loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ask: Option<String>,
    /// Has no effect on the shop: an example of a parameter that the data layer keeps or removes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) color: Option<String>,
    /// The name of a [`LoadOption`]; the first one if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) load: Option<String>,
    /// If present, even without a value: a launcher that could not be fetched is requested again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) retry: Option<String>,
    /// Makes the stand-in `slow` or `missing`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) launcher: Option<String>,
}

impl SiteQuery {
    /// The address of a page, with these parameters.
    pub(crate) fn address(&self, route: &Route) -> String {
        let path = route.to_path();
        match self.to_query() {
            Ok(query) if !query.is_empty() => format!("{path}?{query}"),
            _ => path,
        }
    }

    /// The app id and the launcher's address; `None` is Customerly's own launcher.
    pub(crate) fn project(&self) -> (AttrValue, Option<AttrValue>) {
        if let Some(app_id) = &self.app_id {
            return (app_id.clone().into(), None);
        }
        let launcher = match self.launcher.as_deref() {
            Some("slow") => "/launcher.js?slow",
            // RFC 2606 reserves `.invalid`: such a name never resolves.
            Some("missing") => "https://launcher.invalid/launcher.js",
            _ => "/launcher.js",
        };
        ("demo0000".into(), Some(launcher.into()))
    }

    pub(crate) fn load_option(&self) -> &'static LoadOption {
        let [default, ..] = &LOAD_OPTIONS;
        let is_named = |option: &&LoadOption| self.load.as_deref() == Some(option.name);
        LOAD_OPTIONS.iter().find(is_named).unwrap_or(default)
    }

    pub(crate) fn retry(&self) -> Retry {
        match self.retry {
            Some(_) => Retry::backoff(3),
            None => Retry::never(),
        }
    }
}

/// The query of the current address.
#[hook]
pub(crate) fn use_site_query() -> SiteQuery {
    let query = use_location()
        .and_then(|location| location.query::<SiteQuery>().ok())
        .unwrap_or_default();
    // The form also sends fields that were left empty.
    let is_filled = |value: &String| !value.trim().is_empty();
    SiteQuery {
        app_id: query.app_id.filter(is_filled),
        gtm: query.gtm.filter(is_filled),
        ..query
    }
}
