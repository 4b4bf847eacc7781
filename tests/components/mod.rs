//! Components and hooks: what they render, when they render, and which commands they send.

mod chat_button;
mod chat_button_before_ready;
mod chat_button_failed;
mod chat_button_focus;
mod chat_button_in_view;
mod chat_trigger;
mod hidden;
mod hidden_after_retry;
mod hidden_before_ready;
mod hidden_from_start;
mod hooks;
mod hydration;
mod live_region;
mod open_before_ready;
mod page_changes;
#[cfg(feature = "router")]
mod router;
