//! The data layer: pushes of events, consent commands, and the component that loads containers.

mod app_events;
mod consent_mode;
mod container_loader;
mod page_views;
mod pushes;
mod shadowed_page;
