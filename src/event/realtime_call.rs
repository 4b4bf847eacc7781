//! Video calls.

use super::account::Account;
use super::contact::Contact;
use super::payload::payload;

payload! {
    /// A video call between a member of the team and the visitor.
    RealtimeCall {
        /// The member of the team who calls.
        account: Option<Account> = "account",
        /// The address of the call.
        url: Option<String> = "url",
        /// When the call came in, in Customerly's unit: its sources disagree on seconds or
        /// milliseconds since 1970.
        ts: Option<f64> = "ts",
        /// The conversation's id.
        conversation_id: Option<u64> = "conversation_id",
        /// The visitor who is called.
        user: Option<Contact> = "user",
    }
}
