//! When the launcher is loaded: never before the strategy triggers, and once then.

mod consent_gate;
mod failures;
mod launcher_urls;
mod retry_settings;
