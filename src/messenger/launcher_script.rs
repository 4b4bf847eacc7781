//! The launcher's script: requested, awaited, and recognised for what it is when it ends.

use std::time::Duration;

use wasm_bindgen::prelude::*;
use yew::AttrValue;

use super::command_outcome::CommandOutcome;
use super::instance::{Messenger, messenger};
use super::launch_config::LaunchConfig;
use super::status::{LoadError, MessengerStatus};
use super::stub;
use crate::browser::{document, function, js, script, script_address, timer};

/// How long a script may take from its arrival until it has run, in milliseconds.
const EXECUTION_DELAY: f64 = 1000.0;

/// How long a launcher that has run may take to report ready before it gets commands, in milliseconds.
/// Customerly's own stub gives it its queue as it runs.
const READY_DELAY: f64 = 2000.0;

impl Messenger {
    /// Requests the launcher's script, which will start with these settings.
    pub(super) fn fetch(
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
    pub(super) fn watch(&self, script: Option<JsValue>, timeout: Duration) {
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
    pub(super) fn expect_execution(&self) {
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
}

/// The page's script element of the launcher, whatever query its URL has.
pub(super) fn find_launcher(url: &str) -> Option<JsValue> {
    script::find(url, |byte| matches!(byte, b'?' | b'#'))
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
