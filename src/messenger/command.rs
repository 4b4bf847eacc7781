//! A call of one of the chat's methods.

use yew::{AttrValue, Callback};

use super::command_outcome::CommandOutcome;
use super::launch_config::LaunchConfig;
use crate::settings::{Comparison, Settings, Value};

/// A call of one of the chat's methods. It is plain Rust, so that it can be made and queued anywhere,
/// also on a server.
#[derive(Clone, Debug)]
pub(crate) struct Command {
    pub(crate) method: &'static str,
    pub(crate) arguments: Vec<Value>,
    /// Set for a command that sends the provider's settings. The only argument is then all of them;
    /// the chat gets what differs from what it has when the command runs.
    pub(super) comparison: Option<&'static Comparison>,
    /// Called once, with the final outcome.
    on_outcome: Option<Callback<CommandOutcome>>,
}

impl Command {
    pub(crate) fn new(method: &'static str, arguments: Vec<Value>) -> Self {
        Self {
            method,
            arguments,
            comparison: None,
            on_outcome: None,
        }
    }

    pub(crate) fn reporting_to(self, on_outcome: Option<Callback<CommandOutcome>>) -> Self {
        Self { on_outcome, ..self }
    }

    /// Whether it carries data of the visitor who was named when the app gave it, or acts for that
    /// visitor. Such a command must never reach the session of another one.
    pub(super) fn is_personal(&self) -> bool {
        !matches!(self.method, "open" | "show" | "hide" | "close" | "logout") && !self.is_refresh()
    }

    /// Like [`is_personal`](Self::is_personal), without the provider's settings, which log the visitor
    /// in.
    pub(super) fn is_of_visitor(&self) -> bool {
        self.is_personal() && self.comparison.is_none()
    }

    /// Whether it may reach the chat also without consent: it says nothing of the visitor, and takes back
    /// what the chat shows or has.
    pub(super) fn is_always_permitted(&self) -> bool {
        matches!(self.method, "logout" | "hide" | "close" | "show")
    }

    /// Whether it only tells the chat to look at the page again.
    pub(super) fn is_refresh(&self) -> bool {
        self.method == "update" && self.arguments.is_empty()
    }

    /// Whether it shows something in the chat window, which only the page that asked for it expects.
    pub(super) fn shows_window(&self) -> bool {
        self.method == "open" || self.method.starts_with("show") && self.method != "show"
    }

    /// Reports the final outcome to the app.
    pub(super) fn finish(&self, outcome: CommandOutcome) -> CommandOutcome {
        if let Some(on_outcome) = &self.on_outcome {
            on_outcome.emit(outcome.clone());
        }
        outcome
    }

    /// Brings the chat up to date with the provider's settings.
    pub(super) fn sync_settings(config: &LaunchConfig, comparison: &'static Comparison) -> Self {
        Self {
            comparison: Some(comparison),
            ..Self::new("update", vec![config.fields().into()])
        }
    }

    /// Tells the chat to look at the page again, as the visitor sees another one.
    pub(super) fn refresh() -> Self {
        Self::new("update", Vec::new())
    }

    /// The arguments that send further settings. Without any, the chat refreshes those that it has.
    pub(crate) fn update_arguments(app_id: &AttrValue, settings: &Settings) -> Vec<Value> {
        if settings.is_empty() {
            return Vec::new();
        }
        let mut fields = settings.fields.clone();
        // Customerly's own React package sends it with every update.
        fields.set("app_id", app_id.clone());
        vec![fields.into()]
    }
}
