//! What is known of the session that the chat has: whose it is, and what it was told.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::launch_config::LaunchConfig;

/// Whether the visitor consents to the chat.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Consent {
    /// The visitor has not consented, and may still do so.
    #[default]
    Pending,
    Given,
    Withdrawn,
}

/// Whom the page's provider names, and whose session the chat has.
#[derive(Debug, Default)]
pub(super) struct Session {
    /// What the page's provider says. `None` before one has mounted.
    pub(super) served: RefCell<Option<Rc<LaunchConfig>>>,
    pub(super) consent: Cell<Consent>,
    /// The keys that name the user of the provider's settings.
    pub(super) user: RefCell<JsValue>,
    /// The settings with which the page itself started the chat; `undefined` if it did not.
    pub(super) page_settings: RefCell<JsValue>,
    /// The provider's settings that the chat has, as a `SettingsDiff` records them.
    pub(super) sent: RefCell<JsValue>,
    /// Whether the chat has ended the session that got `sent`, and begun a new one that got nothing.
    pub(super) has_ended: Cell<bool>,
    /// Whether the app has logged out the user whom the settings still name.
    pub(super) is_logged_out: Cell<bool>,
    /// Whether neither the app nor the visitor has used the chat since a logout, so that another visitor
    /// may have its session.
    pub(super) is_blank: Cell<bool>,
    /// Whether the chat has the session of the visitor before, and must log out first.
    pub(super) is_outdated: Cell<bool>,
    /// Whether the app wants the launcher button hidden, by the last `hide` or `show` that it gave. A chat
    /// that starts anew shows the button.
    pub(super) hides_button: Cell<bool>,
    /// Whether the chat may show the button nevertheless, because its session is a new one.
    pub(super) shows_button: Cell<bool>,
    /// Whether the chat lacks settings of the provider although they have not changed since.
    pub(super) needs_sync: Cell<bool>,
}

impl Session {
    /// Forgets what the chat has, because it starts anew. `sent` are the settings that it starts with.
    pub(super) fn restart(&self, sent: JsValue) {
        self.sent.replace(sent);
        self.has_ended.set(false);
        self.is_blank.set(false);
        self.is_outdated.set(false);
        self.needs_sync.set(false);
    }

    /// Notes that the chat has accepted the settings with which it was to start.
    pub(super) fn confirm_sent(&self) {
        self.has_ended.set(false);
        self.is_blank.set(false);
        self.needs_sync.set(false);
    }

    /// Whether the chat must not get the settings of the provider: the visitor is logged out.
    pub(super) fn is_logged_out(&self) -> bool {
        self.is_logged_out.get() || self.consent.get() == Consent::Withdrawn
    }

    /// What the page's provider says.
    pub(super) fn served(&self) -> Option<Rc<LaunchConfig>> {
        self.served.borrow().clone()
    }

    pub(super) fn names_user(&self, settings: &JsValue) -> bool {
        let comparison = self.served().and_then(|served| served.settings.comparison);
        comparison.is_some_and(|comparison| (comparison.names_user)(settings))
    }
}
