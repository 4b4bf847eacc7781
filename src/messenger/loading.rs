//! How the chat comes into the page.

use std::rc::Rc;
use std::time::Duration;

use wasm_bindgen::prelude::*;

use super::{
    Command, CommandError, Delivery, Launch, Launched, LoadError, Messenger, MessengerStatus,
    messenger, refuse, stub,
};
use crate::identity::Compare;
use crate::{foreign, script, timer};

impl Messenger {
    pub(super) fn load(&self, launch: &Rc<Launch>, again: bool) -> Delivery {
        let before = self.launch();
        if launch.app_id.trim().is_empty() {
            let error = LoadError::BlankAppId;
            return match before {
                // The chat that is there has nothing to do with it.
                Some(_) => refuse("load", CommandError::NotLoaded(error)),
                None => self.fail(error),
            };
        }
        let Some(before) = before else {
            return self.start(launch);
        };
        if self.is_there() {
            return self.change(launch, &before);
        }
        let status = self.status.borrow().clone();
        match status {
            // Settings that are new at each render must not fetch it at each render.
            MessengerStatus::Failed(error) if !again && launch.fetches_like(&before) => {
                Delivery::Refused(CommandError::NotLoaded(error))
            }
            _ => self.start(launch),
        }
    }

    /// The first load of the page, or another try after one that brought no launcher.
    fn start(&self, launch: &Rc<Launch>) -> Delivery {
        let customerly = match stub::complete() {
            Ok(customerly) => customerly,
            Err(reason) => return self.fail(LoadError::Page { reason }),
        };
        self.slots.install(&customerly);
        let settings = launch.fields().to_object();
        self.launched.replace(Some(Launched {
            launch: launch.clone(),
            latest: launch.clone(),
        }));
        let compare = launch.settings.compare;
        let sent = compare.map(|compare| compare(&JsValue::UNDEFINED, &settings).sent);
        self.sent.replace(sent.unwrap_or_default());
        let theirs = foreign::get(&customerly, "settings");
        if foreign::has_properties(&theirs) {
            self.slots.join(&theirs);
        }
        if stub::is_launched(&customerly) {
            // Somebody else loaded this chat, so `update` is the only way to give it our callbacks.
            self.slots.join(&settings);
            self.set_status(MessengerStatus::Ready);
            let delivery = self.call("update", &[&settings]);
            self.flush();
            return delivery;
        }
        if foreign::get(&customerly, "loaded").is_truthy() {
            // Somebody else's launcher is on its way and will read the settings when it arrives.
            let script = script::find(&launch.launcher_url);
            self.watch(script, launch.timeout);
            self.sent.take();
            return self.declare(launch, launch.settings.compare);
        }
        self.slots.join(&settings);
        self.fetch(&customerly, &settings, launch)
    }

    /// A later load: the chat is there or on its way, so what is new about the settings reaches it
    /// by `update`.
    fn change(&self, launch: &Rc<Launch>, before: &Launch) -> Delivery {
        if before.app_id != launch.app_id {
            return refuse("load", CommandError::OtherAppId);
        }
        let latest = match &mut *self.launched.borrow_mut() {
            Some(launched) => std::mem::replace(&mut launched.latest, launch.clone()),
            None => return Delivery::Sent,
        };
        if latest.settings == launch.settings {
            return Delivery::Sent;
        }
        // Settings that say nothing any more differ from those that said something.
        let compare = launch.settings.compare.or(latest.settings.compare);
        self.declare(launch, compare)
    }

    /// Has the chat know what the provider's settings say; where they never said anything there is
    /// nothing to know.
    fn declare(&self, launch: &Launch, compare: Option<Compare>) -> Delivery {
        compare.map_or(Delivery::Sent, |compare| {
            self.run(Command::declare(launch, compare))
        })
    }

    /// `customerly.load`, called by a script of the page on a stub that is ours.
    pub(super) fn load_by_page(&self, settings: &JsValue) {
        let customerly = stub::current();
        self.slots.join(settings);
        foreign::set(&customerly, "settings", settings);
        if foreign::get(&customerly, "loaded").is_truthy() {
            stub::print(&"customerly.load was called, but the provider has loaded the chat".into());
        } else if let Some(launch) = self.launch() {
            self.fetch(&customerly, settings, &launch);
        }
        let launched = self.launched.borrow();
        let latest = launched.as_ref().map(|launched| launched.latest.clone());
        drop(launched);
        let loading = *self.status.borrow() == MessengerStatus::Loading;
        if let Some(latest) = latest.filter(|_| loading) {
            // The launcher will start with the page's settings instead of the app's.
            self.sent.take();
            self.declare(&latest, latest.settings.compare);
        }
    }

    fn fetch(&self, customerly: &JsValue, settings: &JsValue, launch: &Launch) -> Delivery {
        let url = &launch.launcher_url;
        if !script::is_allowed(url, launch.allow_http) {
            return self.fail(LoadError::InvalidLauncherUrl { url: url.clone() });
        }
        self.slots.level(None);
        if !foreign::set(customerly, "settings", settings) {
            return self.fail(LoadError::Page {
                reason: "window.customerly takes no settings".to_owned(),
            });
        }
        foreign::set(customerly, "loaded", &JsValue::TRUE);
        // The page may have the launcher's script in its HTML, without the snippet.
        let script = match script::find(url) {
            Some(script) => Ok(script),
            None => script::insert(url, launch.nonce.as_deref()),
        };
        match script {
            Ok(script) => {
                self.watch(Some(script), launch.timeout);
                Delivery::Sent
            }
            Err(thrown) => {
                foreign::set(customerly, "loaded", &JsValue::FALSE);
                self.fail(LoadError::Page {
                    reason: foreign::describe(&thrown),
                })
            }
        }
    }

    /// Waits for the launcher: the script's end, the ready signal or the time limit.
    fn watch(&self, script: Option<JsValue>, limit: Duration) {
        if let Some(script) = &script {
            script::listen(script, &foreign::function(script_ended, 0));
        }
        self.script.replace(script.unwrap_or_default());
        self.stop_timer();
        let on_timeout = foreign::function(timed_out, 0);
        self.timer
            .replace(timer::set(&on_timeout, timer::milliseconds(limit)));
        self.set_status(MessengerStatus::Loading);
    }

    pub(super) fn stop_timer(&self) {
        timer::clear(&self.timer.take());
    }

    pub(super) fn script_ended(&self, loaded: bool) {
        let customerly = stub::current();
        let waits = *self.status.borrow() != MessengerStatus::Ready;
        if loaded {
            let replaced = self.slots.install(&customerly);
            // A launcher that replaced the object may have reported ready to slots of its own.
            if replaced && waits && stub::is_launched(&customerly) {
                self.become_ready();
            }
            return;
        }
        let script = self.script.take();
        foreign::set(&customerly, "loaded", &JsValue::FALSE);
        if script.is_undefined() {
            return;
        }
        // So that another try is not taken for a second launcher.
        script::remove(&script);
        if let Some(launch) = self.launch().filter(|_| waits) {
            let url = launch.launcher_url.clone();
            self.fail(LoadError::Script { url });
        }
    }

    pub(super) fn timed_out(&self) {
        self.timer.take();
        if *self.status.borrow() != MessengerStatus::Loading {
            return;
        }
        let customerly = stub::current();
        self.slots.install(&customerly);
        if stub::is_launched(&customerly) {
            self.become_ready();
        } else {
            let after = self.launch().map(|launch| launch.timeout);
            self.fail(LoadError::TimedOut {
                after: after.unwrap_or_default(),
            });
            self.name_held();
        }
    }

    /// What the page's chat was loaded with.
    fn launch(&self) -> Option<Rc<Launch>> {
        let launched = self.launched.borrow();
        launched.as_ref().map(|launched| launched.launch.clone())
    }

    /// The launcher runs, whether or not it said so.
    fn become_ready(&self) {
        self.stop_timer();
        self.set_status(MessengerStatus::Ready);
        self.flush();
    }
}

fn script_ended(_: u32, [event, ..]: [JsValue; 3]) -> JsValue {
    messenger().script_ended(foreign::get(&event, "type") == "load");
    JsValue::UNDEFINED
}

fn timed_out(_: u32, _: [JsValue; 3]) -> JsValue {
    messenger().timed_out();
    JsValue::UNDEFINED
}
