//! How the launcher is loaded.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::command::Command;
use super::command_outcome::{CommandError, CommandOutcome};
use super::instance::{Launched, Messenger, messenger};
use super::launch_config::LaunchConfig;
use super::launcher_script::find_launcher;
use super::sending::log_refusal;
use super::status::{LoadError, MessengerStatus};
use super::stub;
use crate::browser::js;
use crate::settings::Comparison;

/// Loads the chat, or sends the changed settings to a chat that was loaded before. A launcher that
/// could not be fetched is fetched again only if `retry` says so or the configuration names another
/// one.
pub(crate) fn load(config: &Rc<LaunchConfig>, retry: bool) -> CommandOutcome {
    messenger().load(config, retry)
}

impl Messenger {
    fn load(&self, config: &Rc<LaunchConfig>, retry: bool) -> CommandOutcome {
        let loaded = self.loaded_config();
        if config.has_blank_app_id() {
            return if self.has_launcher() {
                log_refusal("load", CommandError::NotLoaded(LoadError::BlankAppId))
            } else {
                self.fail(LoadError::BlankAppId)
            };
        }
        let Some(loaded) = loaded else {
            return self.start(config);
        };
        let status = self.status.borrow().clone();
        match status {
            MessengerStatus::Failed(error @ LoadError::Refused { .. }) if retry => {
                self.start_again(config, &loaded, error)
            }
            _ if self.has_launcher() => self.change_settings(config, &loaded),
            // Settings that change at each render must not fetch the launcher at each render.
            MessengerStatus::Failed(error) if !retry && config.has_same_launcher(&loaded) => {
                CommandOutcome::Refused(CommandError::NotLoaded(error))
            }
            _ => self.start(config),
        }
    }

    /// Loads for the first time, or again after a load that brought no launcher.
    fn start(&self, config: &Rc<LaunchConfig>) -> CommandOutcome {
        let customerly = match stub::complete(load_called) {
            Ok(customerly) => customerly,
            Err(reason) => return self.fail(LoadError::Page { reason }),
        };
        let settings = self.launch(config, true);
        let is_launched = stub::is_launched(&customerly);
        let is_loaded = js::get(&customerly, "loaded").is_truthy();
        if (is_launched || is_loaded) && self.is_foreign(&customerly) {
            return self.fail(LoadError::OtherAppId);
        }
        self.install_callbacks(&customerly);
        let page_settings = js::get(&customerly, "settings");
        if js::has_properties(&page_settings) {
            self.callbacks.install_in_settings(&page_settings);
        }
        if is_launched || is_loaded {
            self.adopt_session(page_settings, config);
        }
        if is_launched {
            // Another script loaded this chat, so only `update` can give it our callbacks.
            self.callbacks.install_in_settings(&settings);
            self.session.shows_button.set(true);
            self.hide_button_again();
            self.set_status(MessengerStatus::Ready);
            if self.session.is_outdated.get()
                && let refused @ CommandOutcome::Refused(_) = self.call("logout", &[])
            {
                self.session.has_ended.set(true);
                self.flush();
                return refused;
            }
            let outcome = self.call("update", &[&settings]);
            if outcome == CommandOutcome::Sent {
                self.session.confirm_sent();
            } else {
                self.session.has_ended.set(true);
            }
            self.flush();
            return outcome;
        }
        if is_loaded {
            // Another script's launcher is on its way and reads that script's settings.
            let script = find_launcher(&config.launcher_url);
            self.watch(script, config.timeout);
            self.expect_execution();
            self.session.shows_button.set(true);
            self.session.has_ended.set(true);
            return self.queue_settings(config, config.settings.comparison);
        }
        self.callbacks.install_in_settings(&settings);
        self.fetch(&customerly, &settings, config)
    }

    /// Records that the chat starts with this configuration, and returns the settings for it.
    fn launch(&self, config: &Rc<LaunchConfig>, has_visitor: bool) -> JsValue {
        self.launched.replace(Some(Launched {
            config: config.clone(),
            latest: config.clone(),
        }));
        let is_logged_out = !has_visitor || self.session.is_logged_out();
        let comparison = config.settings.comparison.filter(|_| !is_logged_out);
        let settings = if is_logged_out {
            config.project()
        } else {
            config.fields()
        };
        let settings = settings.to_object().into();
        let sent =
            comparison.map(|comparison| (comparison.diff)(&JsValue::UNDEFINED, &settings).sent);
        self.session.restart(sent.unwrap_or_default());
        if is_logged_out {
            self.session.needs_sync.set(true);
        }
        if self.session.hides_button.get() {
            self.session.shows_button.set(false);
            // Otherwise the button would show until the chat takes commands.
            js::set(&settings, "visible", &JsValue::FALSE);
            js::set(&settings, "visibleOnMobile", &JsValue::FALSE);
        }
        settings
    }

    /// Sends the settings once more to a launcher that has run and refused to start. Another launcher
    /// would double every event.
    fn start_again(
        &self,
        config: &LaunchConfig,
        loaded: &LaunchConfig,
        refusal: LoadError,
    ) -> CommandOutcome {
        if loaded.is_other_project(config) {
            return other_project();
        }
        // It is unknown what it has kept, except for the visitor's session.
        self.session.has_ended.set(true);
        self.session.shows_button.set(true);
        self.watch(None, config.timeout);
        let comparison = config.settings.comparison;
        let outcome = match comparison.filter(|_| !self.session.is_logged_out()) {
            Some(comparison) => {
                let settings = config.fields().to_object().into();
                self.callbacks.install_in_settings(&settings);
                self.sync_settings(&settings, comparison)
            }
            None => self.call("update", &[&config.project().to_object()]),
        };
        if outcome != CommandOutcome::Sent {
            self.fail(refusal);
        }
        outcome
    }

    /// Replaces the settings with which our launcher will start by those of the page's provider. Returns
    /// `false` if it has started, or starts with the settings of another script.
    pub(super) fn rewrite_settings(&self) -> bool {
        let customerly = stub::current();
        let served = self.session.served();
        // Without an app id, it starts as nobody of the project that was named before.
        let is_named = served
            .as_ref()
            .is_some_and(|served| !served.has_blank_app_id());
        let config = if is_named {
            served
        } else {
            self.loaded_config()
        };
        match config.filter(|_| self.awaits_launcher(&customerly)) {
            Some(config) => {
                let settings = self.launch(&config, is_named);
                self.callbacks.install_in_settings(&settings);
                self.set_waiting(&customerly, settings)
            }
            None => false,
        }
    }

    pub(super) fn set_waiting(&self, customerly: &JsValue, settings: JsValue) -> bool {
        let is_set = js::set(customerly, "settings", &settings);
        self.waiting_settings.replace(settings);
        is_set
    }

    /// Handles a later load: the launcher is there or on its way, so changed settings reach it by
    /// `update`, or before it starts.
    fn change_settings(&self, config: &Rc<LaunchConfig>, loaded: &LaunchConfig) -> CommandOutcome {
        let latest = match &mut *self.launched.borrow_mut() {
            Some(launched) => std::mem::replace(&mut launched.latest, config.clone()),
            None => return CommandOutcome::Sent,
        };
        if latest.settings == config.settings && !self.session.needs_sync.get() {
            return CommandOutcome::Sent;
        }
        if self.rewrite_settings() {
            return CommandOutcome::Sent;
        }
        if loaded.is_other_project(config) {
            return other_project();
        }
        // Settings that have become empty differ from those before.
        let comparison = config.settings.comparison.or(latest.settings.comparison);
        self.queue_settings(config, comparison)
    }

    /// Sends or queues the provider's settings. No-op if none were ever set.
    fn queue_settings(
        &self,
        config: &LaunchConfig,
        comparison: Option<&'static Comparison>,
    ) -> CommandOutcome {
        comparison.map_or(CommandOutcome::Sent, |comparison| {
            self.send_to_session(Command::sync_settings(config, comparison))
        })
    }

    /// Handles `customerly.load`, called by a script of the page on our stub.
    fn load_by_page(&self, settings: &JsValue) {
        let customerly = stub::current();
        let app_id = js::get(settings, "app_id");
        let is_foreign = self.names_other_project(&app_id);
        if js::get(&customerly, "loaded").is_truthy() {
            if is_foreign {
                // Our launcher would start with them, and then get this app's visitor.
                stub::print_error(
                    &"customerly.load was called with another app_id, which is ignored".into(),
                );
                return;
            }
            stub::print_error(
                &"customerly.load was called, but the provider has loaded the chat".into(),
            );
        }
        self.callbacks.install_in_settings(settings);
        js::set(&customerly, "settings", settings);
        if !js::get(&customerly, "loaded").is_truthy()
            && let Some(config) = self.loaded_config()
        {
            self.fetch(&customerly, settings, &config);
        }
        self.waiting_settings.take();
        let launched = self.launched.borrow();
        let latest = launched.as_ref().map(|launched| launched.latest.clone());
        drop(launched);
        let loading = *self.status.borrow() == MessengerStatus::Loading;
        if let Some(latest) = latest.filter(|_| loading) {
            // The launcher will start with the page's settings instead of the app's.
            self.session.restart(JsValue::UNDEFINED);
            self.queue_settings(&latest, latest.settings.comparison);
        }
    }

    /// What the page's chat was loaded with.
    pub(super) fn loaded_config(&self) -> Option<Rc<LaunchConfig>> {
        let launched = self.launched.borrow();
        launched.as_ref().map(|launched| launched.config.clone())
    }
}

fn load_called(_: u32, [settings, ..]: [JsValue; 3]) -> JsValue {
    messenger().load_by_page(&settings);
    JsValue::UNDEFINED
}

fn other_project() -> CommandOutcome {
    log_refusal("load", CommandError::NotLoaded(LoadError::OtherAppId))
}
