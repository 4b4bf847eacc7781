//! The side of the page on which the launcher button is.

use super::value::Value;

/// The side of the page on which the launcher button is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The right side.
    Right,
    /// The left side.
    Left,
}

impl From<Direction> for Value {
    fn from(direction: Direction) -> Self {
        Value::text(match direction {
            Direction::Right => "right",
            Direction::Left => "left",
        })
    }
}
