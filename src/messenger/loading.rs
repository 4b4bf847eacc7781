//! How the launcher is loaded.

use std::rc::Rc;
use std::time::Duration;

use wasm_bindgen::prelude::*;

use super::command::Command;
use super::command_outcome::{CommandError, CommandOutcome};
use super::instance::{Launched, Messenger, messenger, refuse};
use super::launch_config::LaunchConfig;
use super::status::{LoadError, MessengerStatus};
use super::stub;
use crate::browser::{function, js, script, timer};
use crate::settings::DiffFn;

/// Loads the chat, or sends the changed settings to a chat that was loaded before. A launcher that
/// could not be fetched is fetched again only if `retry` says so or the configuration names another
/// one.
pub(crate) fn load(config: &Rc<LaunchConfig>, retry: bool) -> CommandOutcome {
    messenger().load(config, retry)
}

impl Messenger {
    fn load(&self, config: &Rc<LaunchConfig>, retry: bool) -> CommandOutcome {
        let loaded = self.loaded_config();
        if config.app_id.trim().is_empty() {
            let error = LoadError::BlankAppId;
            return match loaded {
                // The chat that is there is not affected.
                Some(_) => refuse("load", CommandError::NotLoaded(error)),
                None => self.fail(error),
            };
        }
        let Some(loaded) = loaded else {
            return self.start(config);
        };
        if self.has_launcher() {
            return self.change_settings(config, &loaded);
        }
        let status = self.status.borrow().clone();
        match status {
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
        self.install_callbacks(&customerly);
        let settings = config.fields().to_object();
        self.launched.replace(Some(Launched {
            config: config.clone(),
            latest: config.clone(),
        }));
        let diff = config.settings.diff;
        let sent = diff.map(|diff| diff(&JsValue::UNDEFINED, &settings).sent);
        self.sent.replace(sent.unwrap_or_default());
        let page_settings = js::get(&customerly, "settings");
        if js::has_properties(&page_settings) {
            self.callbacks.install_in_settings(&page_settings);
        }
        if stub::is_launched(&customerly) {
            // Another script loaded this chat, so only `update` can give it our callbacks.
            self.callbacks.install_in_settings(&settings);
            self.set_status(MessengerStatus::Ready);
            let outcome = self.call("update", &[&settings]);
            self.flush();
            return outcome;
        }
        if js::get(&customerly, "loaded").is_truthy() {
            // Another script's launcher is on its way and reads that script's settings.
            let script = script::find(&config.launcher_url);
            self.watch(script, config.timeout);
            self.sent.take();
            return self.queue_settings(config, config.settings.diff);
        }
        self.callbacks.install_in_settings(&settings);
        self.fetch(&customerly, &settings, config)
    }

    /// Handles a later load: the launcher is there or on its way, so changed settings reach it by
    /// `update`.
    fn change_settings(&self, config: &Rc<LaunchConfig>, loaded: &LaunchConfig) -> CommandOutcome {
        if loaded.app_id != config.app_id {
            return refuse("load", CommandError::OtherAppId);
        }
        let latest = match &mut *self.launched.borrow_mut() {
            Some(launched) => std::mem::replace(&mut launched.latest, config.clone()),
            None => return CommandOutcome::Sent,
        };
        if latest.settings == config.settings {
            return CommandOutcome::Sent;
        }
        // Settings that have become empty differ from those before.
        let diff = config.settings.diff.or(latest.settings.diff);
        self.queue_settings(config, diff)
    }

    /// Sends or queues the provider's settings. No-op if none were ever set.
    fn queue_settings(&self, config: &LaunchConfig, diff: Option<DiffFn>) -> CommandOutcome {
        diff.map_or(CommandOutcome::Sent, |diff| {
            self.send(Command::sync_settings(config, diff))
        })
    }

    /// Handles `customerly.load`, called by a script of the page on our stub.
    fn load_by_page(&self, settings: &JsValue) {
        let customerly = stub::current();
        self.callbacks.install_in_settings(settings);
        js::set(&customerly, "settings", settings);
        if js::get(&customerly, "loaded").is_truthy() {
            stub::print_error(
                &"customerly.load was called, but the provider has loaded the chat".into(),
            );
        } else if let Some(config) = self.loaded_config() {
            self.fetch(&customerly, settings, &config);
        }
        let launched = self.launched.borrow();
        let latest = launched.as_ref().map(|launched| launched.latest.clone());
        drop(launched);
        let loading = *self.status.borrow() == MessengerStatus::Loading;
        if let Some(latest) = latest.filter(|_| loading) {
            // The launcher will start with the page's settings instead of the app's.
            self.sent.take();
            self.queue_settings(&latest, latest.settings.diff);
        }
    }

    fn fetch(
        &self,
        customerly: &JsValue,
        settings: &JsValue,
        config: &LaunchConfig,
    ) -> CommandOutcome {
        let url = &config.launcher_url;
        if !script::is_allowed(url, config.allow_http) {
            return self.fail(LoadError::InvalidLauncherUrl { url: url.clone() });
        }
        self.callbacks.reset_balances(None);
        if !js::set(customerly, "settings", settings) {
            return self.fail(LoadError::Page {
                reason: "window.customerly refuses settings".to_owned(),
            });
        }
        js::set(customerly, "loaded", &JsValue::TRUE);
        // The page may have the launcher's script in its HTML, without the snippet.
        let script = match script::find(url) {
            Some(script) => Ok(script),
            None => script::insert(url, config.nonce.as_deref()),
        };
        match script {
            Ok(script) => {
                self.watch(Some(script), config.timeout);
                CommandOutcome::Sent
            }
            Err(thrown) => {
                js::set(customerly, "loaded", &JsValue::FALSE);
                self.fail(LoadError::Page {
                    reason: js::error_message(&thrown),
                })
            }
        }
    }

    /// Waits for the launcher: the script's end, the ready signal or the time limit.
    fn watch(&self, script: Option<JsValue>, timeout: Duration) {
        if let Some(script) = &script {
            script::listen(script, &function::cached(script_ended, 0));
        }
        self.script.replace(script.unwrap_or_default());
        self.stop_timer();
        let on_timeout = function::cached(timed_out, 0);
        self.timer
            .replace(timer::set(&on_timeout, timer::milliseconds(timeout)));
        self.set_status(MessengerStatus::Loading);
    }

    fn on_script_end(&self, loaded: bool) {
        let customerly = stub::current();
        let is_ready = *self.status.borrow() == MessengerStatus::Ready;
        if loaded {
            let replaced = self.install_callbacks(&customerly);
            // A launcher that replaced the object may have reported ready to the one before.
            if replaced && !is_ready && stub::is_launched(&customerly) {
                self.become_ready();
            }
            return;
        }
        let script = self.script.take();
        js::set(&customerly, "loaded", &JsValue::FALSE);
        if script.is_undefined() {
            return;
        }
        // Otherwise the next load would find it and not fetch the launcher.
        script::remove(&script);
        if let Some(config) = self.loaded_config().filter(|_| !is_ready) {
            let url = config.launcher_url.clone();
            self.fail(LoadError::Script { url });
        }
    }

    fn on_timeout(&self) {
        self.timer.take();
        if *self.status.borrow() != MessengerStatus::Loading {
            return;
        }
        let customerly = stub::current();
        self.install_callbacks(&customerly);
        if stub::is_launched(&customerly) {
            self.become_ready();
        } else {
            let after = self.loaded_config().map(|config| config.timeout);
            self.fail(LoadError::TimedOut {
                after: after.unwrap_or_default(),
            });
            self.warn_all_queued();
        }
    }

    /// What the page's chat was loaded with.
    fn loaded_config(&self) -> Option<Rc<LaunchConfig>> {
        let launched = self.launched.borrow();
        launched.as_ref().map(|launched| launched.config.clone())
    }
}

fn load_called(_: u32, [settings, ..]: [JsValue; 3]) -> JsValue {
    messenger().load_by_page(&settings);
    JsValue::UNDEFINED
}

fn script_ended(_: u32, [event, ..]: [JsValue; 3]) -> JsValue {
    messenger().on_script_end(js::get(&event, "type") == "load");
    JsValue::UNDEFINED
}

fn timed_out(_: u32, _: [JsValue; 3]) -> JsValue {
    messenger().on_timeout();
    JsValue::UNDEFINED
}
