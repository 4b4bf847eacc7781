//! Floor 1: safe access to the page, for the rooms above.
//!
//! Everything here may be called with values that another script made, so every access catches what
//! that script throws. It knows neither the chat nor Google Tag Manager, and it uses no other room.
//! Nothing here may run on a server.

pub(crate) mod console;
pub(crate) mod document;
pub(crate) mod focus;
pub(crate) mod function;
pub(crate) mod js;
pub(crate) mod page_object;
pub(crate) mod prerendering;
pub(crate) mod property;
pub(crate) mod script;
pub(crate) mod script_address;
pub(crate) mod timer;
pub(crate) mod window_events;

mod element_watch;
mod live_region;
mod page_static;
mod trusted_types;

pub(crate) use self::element_watch::ElementWatch;
pub(crate) use self::focus::FocusPlace;
pub(crate) use self::live_region::LiveRegion;
pub(crate) use self::page_static::PageStatic;
