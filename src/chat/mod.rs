//! Floor 4: the app's handle of the chat, and what stands behind it.
//!
//! Each mounted provider has a [`ProviderState`]; the page has one dispatcher, through which every
//! event goes to the data layer and then to the components. Commands go through the handle to the
//! messenger.
//!
//! This room renders nothing. It uses `messenger`, `gtm`, `event`, `settings` and `browser`.

mod article_address;
mod customerly;
mod dispatch;
mod hidden;
pub(crate) mod lifecycle;
mod listeners;
mod load_strategy;
mod pending_load;
mod provider_state;
mod providers;
mod retry;
mod retry_driver;
pub(crate) mod visibility;

pub use self::article_address::ArticleAddress;
pub use self::customerly::Customerly;
pub use self::hidden::ChatHidden;
pub use self::listeners::ChatListener;
pub use self::load_strategy::LoadStrategy;
pub(crate) use self::provider_state::{ProviderConfig, ProviderState};
pub use self::retry::Retry;

#[cfg(all(test, target_family = "wasm"))]
mod whose;
