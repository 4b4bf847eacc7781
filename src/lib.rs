#![doc = include_str!("../README.md")]

mod article_address;
mod chat_button;
mod chat_trigger;
mod customerly;
mod delivery;
mod event;
mod foreign;
mod forever;
pub mod gtm;
mod hiding;
mod hooks;
mod identity;
mod listeners;
mod live_region;
mod messenger;
mod moment;
mod provider;
mod retry;
#[cfg(feature = "router")]
mod route;
mod scope_ext;
mod script;
mod settings;
mod strategy;
mod tab;
mod timer;
mod trusted_types;
mod value;
mod window_events;

pub use self::article_address::ArticleAddress;
pub use self::chat_button::{ChatButton, ChatButtonProps};
pub use self::chat_trigger::use_chat_trigger;
pub use self::customerly::Customerly;
pub use self::event::*;
pub use self::hiding::ChatHidden;
pub use self::hooks::{
    use_chat_event, use_chat_hidden, use_chat_open, use_chat_page, use_customerly,
    use_messenger_status, use_unread_conversations, use_unread_messages, use_user_loaded,
};
pub use self::listeners::ChatListener;
pub use self::messenger::{CommandError, Delivery, LoadError, MessengerStatus};
pub use self::provider::{CustomerlyProvider, CustomerlyProviderProps};
pub use self::retry::Retry;
pub use self::scope_ext::CustomerlyScopeExt;
pub use self::settings::{Company, Direction, Id, Offset, Position, RecordedEvent, Settings};
pub use self::strategy::LoadStrategy;

/// What nearly every app needs: `use yew_customerly::prelude::*;`.
pub mod prelude {
    pub use crate::{
        ChatButton, ChatEvent, ChatHidden, ChatListener, Customerly, CustomerlyProvider,
        CustomerlyScopeExt, LoadError, LoadStrategy, MessengerStatus, Retry, Settings,
        use_chat_event, use_chat_hidden, use_chat_open, use_chat_page, use_chat_trigger,
        use_customerly, use_messenger_status, use_unread_conversations, use_unread_messages,
        use_user_loaded,
    };
}
