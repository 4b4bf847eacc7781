//! The launcher button's distance from the edges of the page.

use super::fields::Fields;
use super::number::Number;
use super::value::Value;

/// The launcher button's distance from the edges of the page, in CSS pixels. Default: 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Offset {
    /// The distance from the bottom edge.
    pub bottom: f64,
    /// The distance from the edge on the side of the [`Direction`](crate::Direction).
    pub side: f64,
}

impl From<Offset> for Value {
    fn from(offset: Offset) -> Self {
        let mut fields = Fields::default();
        fields.set("bottom", Number::new("bottom", offset.bottom));
        fields.set("side", Number::new("side", offset.side));
        fields.into()
    }
}
