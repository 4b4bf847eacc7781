//! A call of one of the chat's methods.

use yew::AttrValue;

use super::launch_config::LaunchConfig;
use crate::settings::{DiffFn, Settings, Value};

/// A call of one of the chat's methods. It is plain Rust, so that it can be made and queued anywhere,
/// also on a server.
#[derive(Clone, Debug)]
pub(crate) struct Command {
    pub(crate) method: &'static str,
    pub(crate) arguments: Vec<Value>,
    /// Set for a command that sends the provider's settings. The only argument is then all of them;
    /// the chat gets what differs from what it has when the command runs.
    pub(super) diff: Option<DiffFn>,
}

impl Command {
    pub(crate) fn new(method: &'static str, arguments: Vec<Value>) -> Self {
        Self {
            method,
            arguments,
            diff: None,
        }
    }

    /// Brings the chat up to date with the provider's settings.
    pub(super) fn sync_settings(config: &LaunchConfig, diff: DiffFn) -> Self {
        Self {
            diff: Some(diff),
            ..Self::new("update", vec![config.fields().into()])
        }
    }

    /// Sends further settings. Without any, it refreshes those that the chat has.
    pub(crate) fn update(app_id: &AttrValue, settings: &Settings) -> Self {
        let mut arguments = Vec::new();
        if !settings.is_empty() {
            let mut fields = settings.fields.clone();
            // Customerly's own React package sends it with every update.
            fields.set("app_id", app_id.clone());
            arguments.push(fields.into());
        }
        Self::new("update", arguments)
    }
}
