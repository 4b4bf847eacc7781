//! Whom the chat serves: which visitor, of which project, with which consent.
//!
//! A page outlives its visitors: on a shared machine one logs out and the next logs in, while the chat,
//! which cannot be unloaded, stays. So everything that leaves for the chat passes [`Messenger::permit`],
//! and what belongs to a visitor who goes is dropped here.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use yew::AttrValue;

use super::command::Command;
use super::command_outcome::{CommandError, CommandOutcome};
use super::instance::{Messenger, messenger};
use super::launch_config::LaunchConfig;
use super::session::Consent;
use super::status::{LoadError, MessengerStatus};
use super::stub;
use crate::browser::js;
use crate::settings::{Comparison, SettingsDiff, identity};

/// Serves the visitor of this configuration from now on. What belongs to the visitor, to the project or
/// to the consent before ends. [`load`](super::load) then brings the chat up to date.
pub(crate) fn serve(config: &Rc<LaunchConfig>, consents: bool) {
    messenger().serve(config, consents);
}

/// The app id of the page's provider. `None` before one has mounted.
pub(crate) fn app_id() -> Option<AttrValue> {
    let served = messenger().session.served();
    served.map(|served| served.app_id.clone())
}

/// Whether the chat is ready and has the user whom the provider's settings name.
pub(crate) fn has_user() -> bool {
    let messenger = messenger();
    let session = &messenger.session;
    let served = session.served();
    // Serializing runs app code, so no borrow may last.
    let sent = session.sent.borrow().clone();
    messenger.current_status() == MessengerStatus::Ready
        && !session.has_ended.get()
        && !session.is_logged_out.get()
        && served.is_some_and(|served| identity::has_user(&sent, &served.settings.fields))
}

/// The launcher button's visibility, as the provider's settings last told the chat.
pub(crate) fn visible_setting() -> Option<bool> {
    // A missing property may be inherited from a getter of the page, so no borrow may last.
    let sent = messenger().session.sent.borrow().clone();
    js::get(&sent, "visible").as_bool()
}

impl Messenger {
    fn serve(&self, config: &Rc<LaunchConfig>, consents: bool) {
        let session = &self.session;
        let before = session.served.replace(Some(config.clone()));
        let project_changed = before
            .as_ref()
            .is_some_and(|before| before.is_other_project(config));
        let user_left = self.name_user(before.as_deref(), config);
        let withdrawn = !consents && session.consent.get() == Consent::Given;
        session.consent.set(match session.consent.get() {
            _ if consents => Consent::Given,
            Consent::Given => Consent::Withdrawn,
            consent => consent,
        });
        if user_left || project_changed {
            session.is_logged_out.set(false);
            self.refuse_personal(&CommandError::Outdated);
        }
        if withdrawn {
            self.refuse_personal(&CommandError::NoConsent);
        }
        let user_left =
            user_left || before.as_ref() != Some(config) && self.has_user_of_page(config);
        if user_left || project_changed {
            session
                .is_outdated
                .set(self.has_launcher() && !session.is_blank.get());
        }
        if project_changed || session.is_outdated.get() || withdrawn {
            self.end_session();
        }
        if project_changed {
            self.notify_status();
        } else if user_left || withdrawn {
            self.notify_change();
        }
    }

    /// Records the user of the settings, and returns whether the one before has left.
    fn name_user(&self, before: Option<&LaunchConfig>, config: &LaunchConfig) -> bool {
        let settings = &config.settings;
        let before = before.map(|before| &before.settings);
        let comparison = settings
            .comparison
            .or(before.and_then(|before| before.comparison));
        let Some(comparison) = comparison.filter(|_| before != Some(settings)) else {
            return false;
        };
        let user = self.session.user.borrow().clone();
        let named = (comparison.name_user)(&user, &settings.fields);
        self.session.user.replace(named.keys);
        named.previous_left
    }

    /// Whether the page runs the chat of another project than the provider's. Customerly cannot be
    /// unloaded, so nothing may be sent to that chat.
    pub(super) fn serves_other_project(&self) -> bool {
        let launched = self.launched.borrow();
        let served = self.session.served.borrow();
        launched
            .as_ref()
            .zip(served.as_ref())
            .is_some_and(|(launched, served)| launched.config.is_other_project(served))
            && self.has_launcher()
    }

    /// Why the chat of another project is not the app's.
    pub(super) fn project_error(&self) -> LoadError {
        let served = self.session.served.borrow();
        match served.as_ref().filter(|served| served.has_blank_app_id()) {
            Some(_) => LoadError::BlankAppId,
            None => LoadError::OtherAppId,
        }
    }

    /// Whether the chat that another script has started, or is starting, is of another project.
    pub(super) fn is_foreign(&self, customerly: &JsValue) -> bool {
        self.names_other_project(&js::get(&js::get(customerly, "settings"), "app_id"))
    }

    /// Whether an app id in settings of another script is of another project.
    pub(super) fn names_other_project(&self, app_id: &JsValue) -> bool {
        let config = self.loaded_config().or_else(|| self.session.served());
        let config = config.filter(|config| app_id.is_truthy() && !config.has_blank_app_id());
        config.is_some_and(|config| *app_id != *config.app_id)
    }

    /// Checks that a command may be queued or sent: the project is the provider's, consent is not
    /// withdrawn, and the visitor whom the settings name is not logged out.
    pub(super) fn permit(&self, command: &Command) -> Result<(), CommandError> {
        let session = &self.session;
        if self.serves_other_project() {
            return Err(CommandError::NotLoaded(self.project_error()));
        }
        if command.is_always_permitted() {
            return Ok(());
        }
        if session.consent.get() == Consent::Withdrawn {
            return Err(CommandError::NoConsent);
        }
        if session.is_logged_out.get() && command.is_of_visitor() {
            return Err(CommandError::LoggedOut);
        }
        Ok(())
    }

    /// Like [`permit`](Self::permit), for a command that reaches the chat now, so that the chat must not
    /// have the session of another visitor.
    pub(super) fn permit_now(&self, command: &Command) -> Result<(), CommandError> {
        self.permit(command)?;
        if self.session.is_outdated.get() && command.is_of_visitor() {
            return Err(CommandError::SessionNotEnded);
        }
        Ok(())
    }

    /// Notes that the page itself started the chat with these settings, or is about to. If they name
    /// another user than the provider's, that one is logged out first.
    pub(super) fn adopt_session(&self, page_settings: JsValue, config: &LaunchConfig) {
        self.session.page_settings.replace(page_settings);
        if self.has_user_of_page(config) {
            self.session.is_outdated.set(true);
        }
    }

    /// Whether the chat may still have the user whom the page's own settings name, while the provider
    /// names another one.
    fn has_user_of_page(&self, config: &LaunchConfig) -> bool {
        let user = self.session.user.borrow().clone();
        let page_settings = self.session.page_settings.borrow().clone();
        config.settings.comparison.is_some_and(|comparison| {
            (comparison.names_user)(&user)
                && (comparison.name_user)(&page_settings, &config.settings.fields).previous_left
        })
    }

    /// Ends the visitor's session at the app's request. The user whom the settings still name is not
    /// logged in again before they name another one, or none.
    pub(super) fn log_out(&self, logout: Command) -> CommandOutcome {
        let session = &self.session;
        let user = session.user.borrow().clone();
        self.refuse_personal(&CommandError::Outdated);
        let was_logged_out = session.is_logged_out.replace(session.names_user(&user));
        let has_started = self.has_launcher() && !self.rewrite_settings();
        if !has_started {
            // Nothing has a session yet.
            return logout.finish(CommandOutcome::Sent);
        }
        let outcome = self.send_to_session(logout);
        if let CommandOutcome::Refused(_) = outcome {
            session.is_logged_out.set(was_logged_out);
        }
        outcome
    }

    /// Ends the session that the chat has. A launcher that has not started gets other settings instead.
    fn end_session(&self) {
        if self.has_launcher() && !self.rewrite_settings() && !self.session.is_blank.get() {
            self.session.is_outdated.set(true);
            if self.has_session() {
                self.call("logout", &[]);
            } else if self.queue.last_method() != Some("logout") {
                self.enqueue(Command::new("logout", Vec::new()));
            }
        }
    }

    /// Whether the chat has started, so that it answers commands.
    fn has_session(&self) -> bool {
        matches!(
            *self.status.borrow(),
            MessengerStatus::Ready | MessengerStatus::Failed(LoadError::Refused { .. })
        )
    }

    /// Sends the chat those of the provider's settings that it does not have. A user who has left is
    /// logged out before. What the chat does not accept is sent again at the next change.
    pub(super) fn sync_settings(
        &self,
        settings: &JsValue,
        comparison: &Comparison,
    ) -> CommandOutcome {
        let session = &self.session;
        if session.is_logged_out() {
            return CommandOutcome::Sent;
        }
        if session.is_outdated.get() {
            let outcome = self.call("logout", &[]);
            if let CommandOutcome::Refused(_) = outcome {
                session.needs_sync.set(true);
                self.notify_change();
                return outcome;
            }
        }
        let is_new_session = session.has_ended.get();
        let sent = if is_new_session {
            JsValue::UNDEFINED
        } else {
            session.sent.borrow().clone()
        };
        let SettingsDiff { changes, sent } = (comparison.diff)(&sent, settings);
        if changes.is_undefined() {
            session.needs_sync.set(false);
            return CommandOutcome::Sent;
        }
        // Also if it throws, because the chat may have heard it before.
        session.is_blank.set(false);
        let outcome = if *self.status.borrow() == MessengerStatus::Ready {
            self.call("update", &[&changes])
        } else {
            // It is unknown what a chat that refused to start has kept.
            self.call("update", &[settings])
        };
        if outcome == CommandOutcome::Sent {
            session.restart(sent);
            if js::get(&changes, "visible").is_truthy() {
                if is_new_session {
                    // A `hide` that came after this setting is the app's later word.
                    session.shows_button.set(true);
                    self.hide_button_again();
                } else {
                    session.hides_button.set(false);
                }
            }
        }
        self.notify_change();
        outcome
    }

    /// The chat has ended the visitor's session.
    pub(super) fn on_logout(&self) {
        self.session.has_ended.set(true);
        self.session.is_blank.set(true);
        self.session.is_outdated.set(false);
        self.session.page_settings.take();
        self.session.needs_sync.set(true);
        self.session.shows_button.set(true);
        self.hide_button_again();
        self.notify_logout();
    }

    /// Whether the launcher has not started, so that it will read the settings that stand there now.
    pub(super) fn awaits_launcher(&self, customerly: &JsValue) -> bool {
        let waiting = self.waiting_settings.borrow().clone();
        waiting.is_object()
            && js::get(customerly, "settings") == waiting
            && !stub::is_launched(customerly)
    }
}
