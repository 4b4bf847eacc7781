//! Messages of the team.

use super::payload::payload;

payload! {
    /// A message that the team sent to the visitor.
    Message {
        /// The id of the account that sent the message.
        account_id: Option<u64> = "accountId",
        /// The name of the account that sent the message.
        account_name: Option<String> = "accountName",
        /// The text, as HTML. Sanitize it before you insert it into a page.
        message: Option<String> = "message",
        /// When the message was sent, in Customerly's unit: its sources disagree on seconds or
        /// milliseconds since 1970.
        timestamp: Option<f64> = "timestamp",
        /// The visitor's contact id.
        user_id: Option<u64> = "userId",
        /// The conversation's id.
        conversation_id: Option<u64> = "conversationId",
    }
}
