//! The component that loads Google Tag Manager containers.
//!
//! It loads each container once per page, never removes one and never pushes chat events. It may use
//! `consent`, `outgoing::window_layer`, `config` (for the default name of the data layer), and the room
//! `browser`.

mod container_ids;
mod containers;
mod environment;
mod google_tag_manager;
mod request;
mod script_url;
mod status;

pub use self::container_ids::ContainerIds;
pub use self::environment::Environment;
pub use self::google_tag_manager::{GoogleTagManager, GoogleTagManagerProps};
pub use self::status::{GtmError, GtmStatus};
