//! Floor 3: the page's messenger, and the only room that knows `window.customerly`.
//!
//! A page has one messenger, however many providers mount and unmount: Customerly has no way to
//! unload it, and a second launcher would double every event. Commands go in here; what the callbacks
//! report goes out through the functions that the room above registers.
//!
//! This room uses `event`, `settings` and `browser`. It does not know Google Tag Manager, and nothing
//! in it may run on a server, except making a [`Command`].

mod callbacks;
mod command;
mod command_outcome;
mod command_queue;
mod decode;
mod instance;
mod launch_config;
mod loading;
mod status;
mod stub;

pub(crate) use self::command::Command;
pub use self::command_outcome::{CommandError, CommandOutcome};
pub(crate) use self::instance::{
    MessengerListener, drop_queued_settings, has_launcher, has_user, is_idle, launcher_failed,
    may_recover, send, send_last, set_listener, set_recovery, status, stop_recovering,
    unread_conversations, unread_messages, visible_setting,
};
pub(crate) use self::launch_config::{LAUNCHER_URL, LaunchConfig, TIMEOUT};
pub(crate) use self::loading::load;
pub use self::status::{LoadError, MessengerStatus};
