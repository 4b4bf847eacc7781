//! Members of the team.

use super::payload::payload;

payload! {
    /// A member of the team, or Customerly's AI assistant.
    Account {
        /// The account's id.
        account_id: Option<u64> = "account_id",
        /// The name shown to visitors.
        name: Option<String> = "name",
        /// Whether the account is Customerly's AI assistant.
        is_ai: Option<bool> = "is_ai",
    }
}
