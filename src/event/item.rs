//! What a chatflow's notification offers.

use std::fmt;

use wasm_bindgen::JsValue;

use super::list::List;
use super::payload::{ChatflowArticle, ChatflowAttribute};
use super::read::Read;
use crate::foreign;

/// What was clicked in a chatflow's notification.
///
/// Equal are those that are the same object of the chat's.
#[derive(Clone, PartialEq)]
pub struct ChatflowItem(JsValue);

// By hand: the derived form would have JavaScript write out the foreign object, which may throw or
// never end.
impl fmt::Debug for ChatflowItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.content().fmt(f)
    }
}

impl Read for Option<ChatflowItem> {
    fn read(value: &JsValue) -> Self {
        value.is_object().then(|| ChatflowItem(value.clone()))
    }
}

/// A [`ChatflowItem`] by what it is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ChatflowContent {
    /// An article of the help centre (`article`).
    Article(ChatflowArticle),
    /// Contact properties (`attributes`).
    Attributes(List<ChatflowAttribute>),
    /// A link (`button`).
    Button {
        /// What the button says.
        caption: Option<String>,
        /// Where it leads.
        link: Option<String>,
    },
    /// A link to a calendar (`calendar_button`).
    CalendarButton {
        /// What the button says.
        caption: Option<String>,
        /// Where it leads.
        link: Option<String>,
    },
    /// The button that closes the notification (`close_button`).
    CloseButton,
    /// The button that starts a conversation (`start_conversation_button`).
    StartConversationButton {
        /// What the button says.
        caption: Option<String>,
    },
    /// An item that Customerly has not published.
    Unknown {
        /// Its `type`.
        tag: Option<String>,
    },
}

impl ChatflowItem {
    /// The item's `type` in Customerly's words, such as `calendar_button`.
    pub fn tag(&self) -> Option<String> {
        foreign::get(&self.0, "type").as_string()
    }

    /// The article that it offers, if it offers one.
    pub fn article(&self) -> Option<ChatflowArticle> {
        let is_article = self.tag().as_deref() == Some("article");
        is_article.then(|| Read::read(&foreign::get(&self.0, "article")))
    }

    /// What the item is.
    pub fn content(&self) -> ChatflowContent {
        let button = || foreign::get(&self.0, "button");
        let caption = || foreign::get(&button(), "caption").as_string();
        let link = || foreign::get(&button(), "link").as_string();
        let tag = self.tag();
        match tag.as_deref() {
            Some("article") => {
                ChatflowContent::Article(Read::read(&foreign::get(&self.0, "article")))
            }
            Some("attributes") => {
                ChatflowContent::Attributes(Read::read(&foreign::get(&self.0, "attributes")))
            }
            Some("button") => ChatflowContent::Button {
                caption: caption(),
                link: link(),
            },
            Some("calendar_button") => ChatflowContent::CalendarButton {
                caption: caption(),
                link: link(),
            },
            Some("close_button") => ChatflowContent::CloseButton,
            Some("start_conversation_button") => {
                ChatflowContent::StartConversationButton { caption: caption() }
            }
            _ => ChatflowContent::Unknown { tag },
        }
    }
}
