//! Whose session the chat has: what one visitor says reaches neither another visitor, nor another
//! project, nor a chat without consent. The model test in `src/chat/whose` covers what these tests
//! do not combine.

mod adopted_user;
mod consent;
mod foreign_loading;
mod foreign_running;
mod held_commands;
mod held_while_retrying;
mod logout_by_app;
mod other_project;
mod outcomes;
mod page_changes;
mod panicking_value;
mod prerendered;
mod providers;
mod refusals;
mod script_failed_before;
mod script_held_back;
mod settings_in_time;
mod throwing_launcher;
mod unnamed_project;

use yew_customerly::prelude::*;
use yew_customerly::{CommandError, CommandOutcome, CustomerlyProviderProps};

use crate::support::{page, props};
use crate::tally::Tally;

/// Records that this many commands and changes under a fault ended as they must.
fn record(calls: usize, fault: &str) {
    Tally::record("whose session", fault, calls);
}

/// Properties with a user, or with settings that name nobody.
fn visitor(id: Option<u32>) -> CustomerlyProviderProps {
    let settings = Settings::new().visible(true);
    CustomerlyProviderProps {
        settings: match id {
            Some(id) => settings.user_id(id),
            None => settings,
        },
        ..props("")
    }
}

/// The calls that the launcher received since the previous use.
fn calls() -> String {
    page::eval("launcher.calls.splice(0)")
}

fn refused(error: CommandError) -> CommandOutcome {
    CommandOutcome::Refused(error)
}

/// What the console says of commands that are refused.
fn did_not_run(methods: &[&str], error: &CommandError) -> Vec<String> {
    methods
        .iter()
        .map(|method| format!("yew-customerly: {method}() did not run: {error}"))
        .collect()
}
