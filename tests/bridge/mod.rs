//! The bridge: each call of a callback results in one push and one message, through whichever channel
//! the launcher calls it.

mod events;
mod page_in_properties;
mod page_in_settings;
mod property_channel;
mod replaced_object;
mod settings_channel;
mod slow_launcher;
