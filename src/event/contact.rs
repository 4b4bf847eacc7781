//! Visitors as Customerly identifies them.

use super::payload::payload;

payload! {
    /// The visitor as Customerly identifies them.
    Contact {
        /// The contact's id in Customerly.
        user_id: Option<u64> = "user_id",
    }
}
