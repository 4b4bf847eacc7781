//! The data layer: pushes of events, consent commands, and the component that loads containers.

mod app_events;
mod consent_mode;
mod container_loader;
mod container_play;
mod page_views;
mod pushes;
mod scrubber;
mod shadowed_page;
