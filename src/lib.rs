#![doc = include_str!("../README.md")]

mod browser;
mod chat;
mod components;
mod event;
pub mod gtm;
mod messenger;
mod settings;

pub use self::chat::{ArticleAddress, ChatHidden, ChatListener, Customerly, LoadStrategy, Retry};
pub use self::components::{
    ChatButton, ChatButtonProps, CustomerlyProvider, CustomerlyProviderProps, CustomerlyScopeExt,
    use_chat_event, use_chat_hidden, use_chat_open, use_chat_page, use_chat_trigger,
    use_customerly, use_messenger_status, use_unread_conversations, use_unread_messages,
    use_user_loaded,
};
pub use self::event::*;
pub use self::messenger::{CommandError, CommandOutcome, LoadError, MessengerStatus};
pub use self::settings::{Company, Direction, Id, Offset, Position, RecordedEvent, Settings};

/// The items that nearly every app needs: `use yew_customerly::prelude::*;`.
pub mod prelude {
    pub use crate::{
        ChatButton, ChatEvent, ChatHidden, ChatListener, Customerly, CustomerlyProvider,
        CustomerlyScopeExt, LoadError, LoadStrategy, MessengerStatus, Retry, Settings,
        use_chat_event, use_chat_hidden, use_chat_open, use_chat_page, use_chat_trigger,
        use_customerly, use_messenger_status, use_unread_conversations, use_unread_messages,
        use_user_loaded,
    };
}
