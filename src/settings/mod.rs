//! Floor 2: what an app tells the chat about the visitor and about its own appearance.
//!
//! Settings stay plain Rust values until they are sent, so they can be built on a server, where no
//! JavaScript exists. This room converts and compares them, and sends nothing itself. It uses
//! `browser` alone.

pub(crate) mod identity;

mod attribute;
mod chat_settings;
mod company;
mod direction;
mod extra_fields;
mod field_path;
mod fields;
mod id;
mod integer;
mod number;
mod offset;
mod position;
mod recorded_event;
mod refusal;
mod serialized;
mod setters;
mod settings_diff;
mod to_js;
mod value;
mod value_serializer;

pub(crate) use self::attribute::attribute;
pub use self::chat_settings::Settings;
pub use self::company::Company;
pub use self::direction::Direction;
pub(crate) use self::fields::Fields;
pub use self::id::Id;
pub use self::offset::Offset;
pub use self::position::Position;
pub use self::recorded_event::RecordedEvent;
pub(crate) use self::settings_diff::{Comparison, SettingsDiff};
pub(crate) use self::value::Value;
