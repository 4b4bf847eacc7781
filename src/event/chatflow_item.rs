//! Items in notifications of a chatflow.

use std::fmt;

use wasm_bindgen::JsValue;

use super::chatflow_article::ChatflowArticle;
use super::chatflow_content::ChatflowContent;
use super::from_js::FromJs;
use crate::browser::js;

/// The item that the visitor clicked in a chatflow's notification.
///
/// Two values are equal if they wrap the same JavaScript object.
#[derive(Clone, PartialEq)]
pub struct ChatflowItem(JsValue);

impl ChatflowItem {
    /// The item's `type`, such as `calendar_button`.
    pub fn tag(&self) -> Option<String> {
        js::get(&self.0, "type").as_string()
    }

    /// The article, if the item is one.
    pub fn article(&self) -> Option<ChatflowArticle> {
        let is_article = self.tag().as_deref() == Some("article");
        is_article.then(|| FromJs::from_js(&js::get(&self.0, "article")))
    }

    /// The item's content.
    pub fn content(&self) -> ChatflowContent {
        let button = || js::get(&self.0, "button");
        let caption = || js::get(&button(), "caption").as_string();
        let link = || js::get(&button(), "link").as_string();
        let tag = self.tag();
        match tag.as_deref() {
            Some("article") => {
                ChatflowContent::Article(FromJs::from_js(&js::get(&self.0, "article")))
            }
            Some("attributes") => {
                ChatflowContent::Attributes(FromJs::from_js(&js::get(&self.0, "attributes")))
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

impl FromJs for Option<ChatflowItem> {
    fn from_js(value: &JsValue) -> Self {
        value.is_object().then(|| ChatflowItem(value.clone()))
    }
}

// A derived `Debug` would let JavaScript format the launcher's object, which may throw or never
// end.
impl fmt::Debug for ChatflowItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.content().fmt(f)
    }
}
