//! Who is logged in to the shop.

use std::collections::BTreeMap;

use yew::prelude::*;
use yew_customerly::Settings;

/// What customers can subscribe to.
pub(crate) const PLANS: [&str; 3] = ["desk", "studio", "library"];

/// The shop's customers.
pub(crate) const USERS: [User; 2] = [
    User {
        id: 1815,
        name: "Ada",
        email: "ada@example.com",
        email_hash: "5b1f0c9e3a7d48f26e90b7c1d4a8f35e7206c9bb81d3e4f5a6970812c3d4e5f6",
        plan: PLANS[0],
    },
    User {
        id: 1906,
        name: "Grace",
        email: "grace@example.com",
        email_hash: "c07e92d1b8f64a3590de17b2a4c6f8d03b5e79a1602d84c6e8f0a1b3c5d7e9f2",
        plan: PLANS[2],
    },
];

/// A customer, as the shop's server would describe one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct User {
    pub(crate) id: u32,
    pub(crate) name: &'static str,
    pub(crate) email: &'static str,
    /// A real shop computes this on its server, because the secret must never reach a browser. These
    /// two are made up.
    pub(crate) email_hash: &'static str,
    pub(crate) plan: &'static str,
}

/// The logged-in user; a context. At first there is none, because the demo's server knows no sessions.
#[derive(Clone, PartialEq)]
pub(crate) struct Account(UseStateHandle<Option<User>>);

/// The state behind the context.
#[hook]
pub(crate) fn use_account_state() -> Account {
    Account(use_state_eq(|| None))
}

impl Account {
    pub(crate) fn user(&self) -> Option<User> {
        *self.0
    }

    pub(crate) fn log_in(&self, user: User) {
        self.0.set(Some(user));
    }

    pub(crate) fn log_out(&self) {
        self.0.set(None);
    }

    /// Adds the user to the chat's settings.
    pub(crate) fn identify(&self, settings: Settings) -> Settings {
        let Some(user) = self.user() else {
            return settings;
        };
        settings
            .user_id(user.id)
            .name(user.name)
            .email(user.email)
            .email_hash(user.email_hash)
            .attributes(BTreeMap::from([("plan", user.plan)]))
    }
}
