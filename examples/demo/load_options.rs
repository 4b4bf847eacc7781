//! The load strategies to choose from.

use std::time::Duration;

use yew_customerly::LoadStrategy;

pub(crate) struct LoadOption {
    /// The value of the query parameter `load`.
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) description: &'static str,
    /// The call that makes the strategy, as the sample shows it.
    pub(crate) code: &'static str,
    pub(crate) strategy: fn() -> LoadStrategy,
}

/// The first one is the default.
pub(crate) const LOAD_OPTIONS: [LoadOption; 6] = [
    LoadOption {
        name: "immediately",
        title: "Immediately",
        description: "The shop and its chat start together.",
        code: "immediately()",
        strategy: LoadStrategy::immediately,
    },
    LoadOption {
        name: "idle",
        title: "When the browser is idle",
        description: "The shop comes first; the chat loads when there is nothing else to do.",
        code: "when_idle()",
        strategy: LoadStrategy::when_idle,
    },
    LoadOption {
        name: "later",
        title: "After five seconds",
        description: "Anyone who stays that long may have a question.",
        code: "after(Duration::from_secs(5))",
        strategy: || LoadStrategy::after(Duration::from_secs(5)),
    },
    LoadOption {
        name: "interaction",
        title: "On the first interaction",
        description: "A click, a key press or a turn of the wheel. Moving the pointer does not count.",
        code: "on_interaction()",
        strategy: LoadStrategy::on_interaction,
    },
    LoadOption {
        name: "button",
        title: "When a chat button is near",
        description: "One scrolls into view or is touched. This page has one at the bottom.",
        code: "on_chat_button()",
        strategy: LoadStrategy::on_chat_button,
    },
    LoadOption {
        name: "manual",
        title: "Manually",
        description: "The app decides, or a visitor presses a button that needs the chat.",
        code: "manual()",
        strategy: LoadStrategy::manual,
    },
];
