//! Contact properties in notifications of a chatflow.

use super::payload::payload;
use super::scalar::Scalar;

payload! {
    /// A contact property in a chatflow's notification.
    ChatflowAttribute {
        /// The property's name.
        name: Option<String> = "name",
        /// The property's value.
        value: Option<Scalar> = "value",
    }
}
