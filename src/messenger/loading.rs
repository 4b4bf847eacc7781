//! How the launcher is loaded.

use std::rc::Rc;
use std::time::Duration;

use wasm_bindgen::prelude::*;
use yew::AttrValue;

use super::command::Command;
use super::command_outcome::{CommandError, CommandOutcome};
use super::instance::{Launched, Messenger, messenger};
use super::launch_config::LaunchConfig;
use super::sending::log_refusal;
use super::status::{LoadError, MessengerStatus};
use super::stub;
use crate::browser::{document, function, js, script, script_address, timer};
use crate::settings::Comparison;

/// Loads the chat, or sends the changed settings to a chat that was loaded before. A launcher that
/// could not be fetched is fetched again only if `retry` says so or the configuration names another
/// one.
pub(crate) fn load(config: &Rc<LaunchConfig>, retry: bool) -> CommandOutcome {
    messenger().load(config, retry)
}

/// How long a script may take from its arrival until it has run, in milliseconds.
const EXECUTION_DELAY: f64 = 1000.0;

/// How long a launcher that has run may take to report ready before it gets commands, in milliseconds.
/// Customerly's own stub gives it its queue as it runs.
const READY_DELAY: f64 = 2000.0;

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

    fn set_waiting(&self, customerly: &JsValue, settings: JsValue) -> bool {
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

    fn fetch(
        &self,
        customerly: &JsValue,
        settings: &JsValue,
        config: &LaunchConfig,
    ) -> CommandOutcome {
        let url = &config.launcher_url;
        if !script_address::is_allowed(url, config.allow_http) {
            return self.fail(LoadError::InvalidLauncherUrl { url: url.clone() });
        }
        let existing = find_launcher(url);
        if let Some(script) = existing.clone().filter(script::is_held_back) {
            self.early_script.replace(script);
            return self.fail(LoadError::HeldBack { url: url.clone() });
        }
        self.callbacks.forget_launcher();
        self.was_refused.set(false);
        if !self.set_waiting(customerly, settings.clone()) {
            return self.fail(LoadError::Page {
                reason: "window.customerly refuses settings".to_owned(),
            });
        }
        js::set(customerly, "loaded", &JsValue::TRUE);
        // The page may have the launcher's script without the snippet. Once the page has loaded, a script
        // that was fetched has ended, and it brought no launcher. One that was held back when it was
        // inserted never runs.
        let may_run = |script: &JsValue| {
            let was_held_back = *self.early_script.borrow() == *script;
            !document::has_loaded() || !was_held_back && !script::has_been_fetched(script)
        };
        let script = match existing {
            Some(script) if may_run(&script) => Ok(script),
            ended => {
                if let Some(ended) = ended {
                    script::remove(&ended);
                }
                script::insert(url, config.nonce.as_deref(), config.crossorigin)
            }
        };
        match script {
            Ok(script) => {
                self.watch(Some(script), config.timeout);
                self.expect_execution();
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
        stub::remember(&stub::current());
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
            self.waiting_settings.take();
            let is_replaced = self.install_callbacks(&customerly);
            if *self.status.borrow() != MessengerStatus::Loading {
                return;
            }
            if stub::is_launched(&customerly) {
                // It may have reported ready to an object that it replaced, or never do so.
                if is_replaced {
                    self.become_ready();
                } else {
                    timer::set(&function::cached(should_be_ready, 0), READY_DELAY);
                }
            } else if !is_replaced && !stub::was_touched(&customerly) {
                self.fail_to_fetch(|url| LoadError::NotLauncher { url });
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
        if !is_ready {
            self.fail_to_fetch(|url| LoadError::Script { url });
        }
    }

    fn fail_to_fetch(&self, error: fn(AttrValue) -> LoadError) {
        if let Some(config) = self.loaded_config() {
            js::set(&stub::current(), "loaded", &JsValue::FALSE);
            self.fail(error(config.launcher_url.clone()));
        }
    }

    /// Checks later whether a script has run that was fetched before this app could listen to it. If it
    /// failed, no event will tell.
    fn expect_execution(&self) {
        let script = self.script.borrow().clone();
        if script.is_object() && script::has_been_fetched(&script) {
            self.early_script.replace(script);
            timer::set(&function::cached(script_must_have_run, 0), EXECUTION_DELAY);
        }
    }

    fn check_execution(&self) {
        let is_waiting = *self.status.borrow() == MessengerStatus::Loading
            && *self.script.borrow() == *self.early_script.borrow();
        if !is_waiting || stub::is_launched(&stub::current()) {
            return;
        }
        if document::has_loaded() {
            self.on_script_end(false);
        } else {
            // A deferred script runs after the document was read.
            timer::set(&function::cached(script_must_have_run, 0), EXECUTION_DELAY);
        }
    }

    fn on_timeout(&self) {
        self.timer.take();
        if *self.status.borrow() != MessengerStatus::Loading {
            return;
        }
        let customerly = stub::current();
        self.install_callbacks(&customerly);
        if stub::is_launched(&customerly) && !self.was_refused.get() {
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
    pub(super) fn loaded_config(&self) -> Option<Rc<LaunchConfig>> {
        let launched = self.launched.borrow();
        launched.as_ref().map(|launched| launched.config.clone())
    }
}

/// The page's script element of the launcher, whatever query its URL has.
fn find_launcher(url: &str) -> Option<JsValue> {
    script::find(url, |byte| matches!(byte, b'?' | b'#'))
}

fn load_called(_: u32, [settings, ..]: [JsValue; 3]) -> JsValue {
    messenger().load_by_page(&settings);
    JsValue::UNDEFINED
}

fn script_ended(_: u32, [event, ..]: [JsValue; 3]) -> JsValue {
    messenger().on_script_end(js::get(&event, "type") == "load");
    JsValue::UNDEFINED
}

fn script_must_have_run(_: u32, _: [JsValue; 3]) -> JsValue {
    messenger().check_execution();
    JsValue::UNDEFINED
}

fn should_be_ready(_: u32, _: [JsValue; 3]) -> JsValue {
    let messenger = messenger();
    if *messenger.status.borrow() == MessengerStatus::Loading && stub::is_launched(&stub::current())
    {
        messenger.become_ready();
    }
    JsValue::UNDEFINED
}

fn timed_out(_: u32, _: [JsValue; 3]) -> JsValue {
    messenger().on_timeout();
    JsValue::UNDEFINED
}

fn other_project() -> CommandOutcome {
    log_refusal("load", CommandError::NotLoaded(LoadError::OtherAppId))
}
