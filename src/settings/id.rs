//! Ids of users and companies.

use yew::AttrValue;

use super::integer;
use super::value::Value;

/// Your own id of a user or a company: a string or a number.
///
/// The number 7 and the string "7" name the same user, but each is sent to Customerly as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Id(Value);

macro_rules! id_from {
    ($($type:ty => $via:ty,)*) => {
        $(impl From<$type> for Id {
            fn from(id: $type) -> Self {
                Self(<$via>::from(id).into())
            }
        })*
    };
}

id_from! {
    &'static str => AttrValue,
    String => AttrValue,
    AttrValue => AttrValue,
    i32 => f64,
    u32 => f64,
}

impl From<u64> for Id {
    /// A number above 2^53 becomes a string, because JavaScript would round it.
    fn from(id: u64) -> Self {
        if integer::is_exact(id) {
            Self((id as f64).into())
        } else {
            Self(AttrValue::from(id.to_string()).into())
        }
    }
}

impl From<Id> for Value {
    fn from(id: Id) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_javascript_would_round_becomes_a_string() {
        assert_eq!(Id::from(1_u64 << 53), Id(9007199254740992.0.into()));
        assert_eq!(
            Id::from((1_u64 << 53) + 1),
            Id(AttrValue::from("9007199254740993").into())
        );
    }
}
