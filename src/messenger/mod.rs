//! Floor 3: the page's messenger, and the only room that knows `window.customerly`.
//!
//! A page has one messenger, however many providers mount and unmount: Customerly has no way to
//! unload it, and a second launcher would double every event. Commands go in here; what the callbacks
//! report goes out through the functions that the room above registers.
//!
//! This room uses `event`, `settings` and `browser`. It does not know Google Tag Manager, and nothing
//! in it may run on a server, except making a [`Command`].

mod bundles;
mod call_count;
mod callbacks;
mod command;
mod command_outcome;
mod command_queue;
mod decode;
mod instance;
mod launch_config;
mod launcher_script;
mod loading;
mod page_handlers;
mod page_start;
mod sending;
mod serving;
mod session;
mod status;
mod stub;

pub(crate) use self::bundles::{may_push, stop_pushing};
pub(crate) use self::command::Command;
pub use self::command_outcome::{CommandError, CommandOutcome};
#[cfg(all(test, target_family = "wasm"))]
pub(crate) use self::instance::forget;
pub(crate) use self::instance::{
    MessengerListener, has_launcher, is_idle, may_load_again, may_recover, set_hidden_at_start,
    set_listener, set_recovery, status, unread_conversations, unread_messages,
};
pub(crate) use self::launch_config::{LAUNCHER_URL, LaunchConfig, TIMEOUT};
pub(crate) use self::loading::load;
pub(crate) use self::page_start::{listen_to_page, page_has_started};
pub(crate) use self::sending::{
    drop_queued_settings, refresh, refuse_queued_windows, send, send_last, stop_recovering,
};
pub(crate) use self::serving::{app_id, has_user, serve, visible_setting};
pub use self::status::{LoadError, MessengerStatus};
