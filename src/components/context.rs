//! The context by which components find the chat.

use crate::chat::Customerly;

/// The context that the provider sets. It is private, so that apps get the handle only from the hooks
/// and the scope extension.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CustomerlyContext(pub(super) Customerly);
