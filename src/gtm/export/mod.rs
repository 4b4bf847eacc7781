//! The container that a marketer imports into Google Tag Manager, written from an app's configuration.
//!
//! It is for build scripts and programs on the developer's machine, behind the cargo feature
//! `container`, and never runs in the app. It may use `config`, `privacy`, `catalogue`, `ga4` and
//! the room `event`.

mod container;
mod content;
mod document;
mod reference;
mod scrubber;

pub use self::container::Container;
