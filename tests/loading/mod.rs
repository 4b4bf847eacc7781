//! When the launcher is loaded: never before the strategy triggers, and once then.

mod consent_gate;
mod failures;
mod launcher_urls;
mod no_launcher;
mod retry_settings;
mod silent_launcher;
