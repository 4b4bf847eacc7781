//! Authors of articles.

use super::payload::payload;

payload! {
    /// The author of an [`Article`](crate::Article), in the shape of Customerly's native SDKs.
    Author {
        /// The id of the author's account.
        account_id: Option<u64> = "account_id",
        /// The author's email address.
        email: Option<String> = "email",
        /// The author's name.
        name: Option<String> = "name",
    }
}
