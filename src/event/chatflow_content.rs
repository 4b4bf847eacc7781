//! The kinds of items in notifications of a chatflow.

use super::chatflow_article::ChatflowArticle;
use super::chatflow_attribute::ChatflowAttribute;
use super::list::List;

/// The content of a [`ChatflowItem`](crate::ChatflowItem), with one variant for each `type` that
/// Customerly's own packages declare.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ChatflowContent {
    /// An article of the help center (`article`).
    Article(ChatflowArticle),
    /// Contact properties (`attributes`).
    Attributes(List<ChatflowAttribute>),
    /// A link (`button`).
    Button {
        /// The button's text.
        caption: Option<String>,
        /// The link's address.
        link: Option<String>,
    },
    /// A link to a calendar (`calendar_button`).
    CalendarButton {
        /// The button's text.
        caption: Option<String>,
        /// The link's address.
        link: Option<String>,
    },
    /// The button that closes the notification (`close_button`).
    CloseButton,
    /// The button that starts a conversation (`start_conversation_button`).
    StartConversationButton {
        /// The button's text.
        caption: Option<String>,
    },
    /// An item of a type that Customerly has not published.
    Unknown {
        /// The item's `type`.
        tag: Option<String>,
    },
}
