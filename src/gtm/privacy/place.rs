//! Where a text is from.

/// Where a text is from, which decides what a number in it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    /// What people write: in doubt, a number is a phone number.
    Text,
    /// A part of an address: in doubt, a number is an id.
    Address,
    /// A part of an address after a word such as `tel`.
    AfterPhoneWord,
}
