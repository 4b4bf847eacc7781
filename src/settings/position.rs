//! The launcher button's position on large and on small screens.

use super::fields::Fields;
use super::offset::Offset;
use super::value::Value;

/// The launcher button's distance from the edges of the page, on large and on small screens.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Position {
    /// The distance on large screens.
    pub desktop: Offset,
    /// The distance on small screens.
    pub mobile: Offset,
}

impl From<Position> for Value {
    fn from(position: Position) -> Self {
        let mut fields = Fields::default();
        fields.set("desktop", position.desktop);
        fields.set("mobile", position.mobile);
        fields.into()
    }
}
