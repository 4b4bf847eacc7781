//! What a load of the chat needs.

use std::time::Duration;

use yew::AttrValue;

use crate::settings::{Fields, Settings};

/// The launcher's production URL.
pub(crate) const LAUNCHER_URL: &str = "https://messenger.customerly.io/launcher.js";

/// The default time limit for a load. It is generous, because a phone on a slow line is no failure.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(30);

/// Everything that a provider says about loading the chat.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LaunchConfig {
    pub(crate) app_id: AttrValue,
    pub(crate) settings: Settings,
    pub(crate) launcher_url: AttrValue,
    pub(crate) allow_http: bool,
    pub(crate) nonce: Option<AttrValue>,
    pub(crate) crossorigin: bool,
    pub(crate) timeout: Duration,
}

impl LaunchConfig {
    /// Whether both would fetch the same launcher in the same way.
    pub(super) fn has_same_launcher(&self, other: &Self) -> bool {
        self.app_id == other.app_id
            && self.launcher_url == other.launcher_url
            && self.allow_http == other.allow_http
            && self.nonce == other.nonce
            && self.crossorigin == other.crossorigin
    }

    /// Whether this names a project, and the other one does not name the same.
    pub(super) fn is_other_project(&self, other: &Self) -> bool {
        !self.has_blank_app_id() && self.app_id != other.app_id
    }

    pub(super) fn has_blank_app_id(&self) -> bool {
        self.app_id.is_empty()
    }

    /// The settings of a chat that may know nothing of the visitor.
    pub(super) fn project(&self) -> Fields {
        self.with_app_id(Fields::default())
    }

    /// The settings as the chat gets them.
    pub(super) fn fields(&self) -> Fields {
        self.with_app_id(self.settings.fields.clone())
    }

    fn with_app_id(&self, mut fields: Fields) -> Fields {
        fields.set("app_id", self.app_id.clone());
        fields
    }
}
