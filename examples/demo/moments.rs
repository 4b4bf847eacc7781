//! The moments at which the chat can be loaded.

use std::time::Duration;

use yew_customerly::LoadStrategy;

pub(crate) struct Moment {
    /// As the address has it.
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) about: &'static str,
    pub(crate) code: &'static str,
    pub(crate) strategy: fn() -> LoadStrategy,
}

/// The first one is that of an address without any.
pub(crate) const MOMENTS: [Moment; 6] = [
    Moment {
        name: "immediately",
        title: "At once",
        about: "The shop and its chat open together.",
        code: "immediately()",
        strategy: LoadStrategy::immediately,
    },
    Moment {
        name: "idle",
        title: "When the browser is idle",
        about: "The shop first: the chat comes when there is nothing else to do.",
        code: "when_idle()",
        strategy: LoadStrategy::when_idle,
    },
    Moment {
        name: "later",
        title: "After five seconds",
        about: "Whoever stays that long may have a question.",
        code: "after(Duration::from_secs(5))",
        strategy: || LoadStrategy::after(Duration::from_secs(5)),
    },
    Moment {
        name: "interaction",
        title: "At the first interaction",
        about: "A click, a key, a turn of the wheel. Moving the pointer is not enough.",
        code: "on_interaction()",
        strategy: LoadStrategy::on_interaction,
    },
    Moment {
        name: "button",
        title: "When a chat button is near",
        about: "One comes into view, or is touched: on this page, the one at its end.",
        code: "on_chat_button()",
        strategy: LoadStrategy::on_chat_button,
    },
    Moment {
        name: "manual",
        title: "By hand",
        about: "The app says when, or a visitor presses what needs the chat.",
        code: "manual()",
        strategy: LoadStrategy::manual,
    },
];
