//! The buttons of the tests' pages, one for each command of `tests/support/app.rs`.

/// The commands that show the chat window.
pub(crate) const WINDOW_COMMANDS: [&str; 5] = [
    "open",
    "showArticle",
    "showBookMeeting",
    "showNewMessage",
    "sendNewMessage",
];

pub(crate) const OTHER_COMMANDS: [&str; 8] = [
    "close",
    "show",
    "hide",
    "event",
    "attribute",
    "registerLead",
    "update",
    "updateName",
];

pub(crate) fn all_commands() -> impl Iterator<Item = &'static str> {
    WINDOW_COMMANDS.into_iter().chain(OTHER_COMMANDS)
}

/// The launcher's method that a command calls.
pub(crate) fn method(command: &str) -> &str {
    command.trim_end_matches("Name")
}
