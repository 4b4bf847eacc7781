//! The data layer: pushes of events, consent commands, and the component that loads containers.

mod consent_mode;
mod container_loader;
mod pushes;
