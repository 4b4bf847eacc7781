//! Floor 5: what an app puts into its tree: the provider, the hooks and the chat button.
//!
//! Effects and event handlers run in a browser only; everything else here also runs on a server and
//! must not touch JavaScript. This room may use all others.

mod chat_button;
mod chat_trigger;
mod context;
mod hooks;
mod provider;
#[cfg(feature = "router")]
mod route_observer;
mod scope_ext;

pub use self::chat_button::{ChatButton, ChatButtonProps};
pub use self::chat_trigger::use_chat_trigger;
pub use self::hooks::{
    use_chat_event, use_chat_hidden, use_chat_open, use_chat_page, use_customerly,
    use_messenger_status, use_unread_conversations, use_unread_messages, use_user_loaded,
};
pub use self::provider::{CustomerlyProvider, CustomerlyProviderProps};
pub use self::scope_ext::CustomerlyScopeExt;
