//! What the callbacks carry.
//!
//! Every timestamp is the raw number that the chat sent: Customerly's own sources disagree on
//! seconds or milliseconds.

use std::fmt;

use wasm_bindgen::JsValue;

/// A text, a number or a truth value: what a contact property can hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A truth value.
    Bool(bool),
}

impl From<&str> for Scalar {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Scalar {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Scalar {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Scalar {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

/// A JavaScript value whose shape Customerly documents nowhere, kept as it came.
#[derive(Clone, PartialEq)]
pub struct Opaque(JsValue);

impl Opaque {
    pub(crate) const fn new(value: JsValue) -> Self {
        Self(value)
    }

    /// The value itself. It is the chat's own object, so reading it can throw: use
    /// [`js_sys::Reflect`], which returns a `Result`.
    pub const fn as_js(&self) -> &JsValue {
        &self.0
    }
}

// By hand: the derived form would ask the foreign object for its name, which may throw.
impl fmt::Debug for Opaque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opaque(..)")
    }
}

/// A file that the visitor sent with a message.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Attachment {
    /// The file's name.
    pub name: Option<String>,
    /// The file's size in bytes.
    pub size: Option<u64>,
    /// The file's bytes in base64.
    pub base64: Option<String>,
}

// By hand: the derived form would print the whole file.
impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.base64.as_ref().map(String::len);
        f.debug_struct("Attachment")
            .field("name", &self.name)
            .field("size", &self.size)
            .field("base64_length", &length)
            .finish()
    }
}

/// A member of the team, or its assistant.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Account {
    /// The account's id.
    pub account_id: Option<u64>,
    /// The name shown to visitors.
    pub name: Option<String>,
    /// Whether the account is Customerly's AI.
    pub is_ai: Option<bool>,
}

/// A message of the team.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Message {
    /// The id of the account that wrote it.
    pub account_id: Option<u64>,
    /// The name of the account that wrote it.
    pub account_name: Option<String>,
    /// The text, as HTML. Never set it as a page's inner HTML unread: it is foreign.
    pub message: Option<String>,
    /// When it was sent.
    pub timestamp: Option<f64>,
    /// The contact's id.
    pub user_id: Option<u64>,
    /// The conversation's id.
    pub conversation_id: Option<u64>,
}

/// An article of the help centre: the fields of the web messenger's documentation and those that
/// the native packages add.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Article {
    /// The article's id.
    pub knowledge_base_article_id: Option<u64>,
    /// The id of the collection that it stands in.
    pub knowledge_base_collection_id: Option<u64>,
    /// The id of the collection at the root.
    pub knowledge_base_root_collection_id: Option<u64>,
    /// The project's id.
    pub app_id: Option<String>,
    /// The last part of the article's address.
    pub slug: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The summary.
    pub description: Option<String>,
    /// The text, as HTML.
    pub body: Option<String>,
    /// The position in its collection.
    pub sort: Option<f64>,
    /// Who wrote it (web messenger).
    pub account: Option<Account>,
    /// Who wrote it (native packages).
    pub written_by: Option<Author>,
    /// The collection.
    pub collection: Option<Opaque>,
    /// When it was written.
    pub created_at: Option<f64>,
    /// When it was last changed.
    pub updated_at: Option<f64>,
}

/// Who wrote an [`Article`], as the native packages name it.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Author {
    /// The account's id.
    pub account_id: Option<u64>,
    /// The account's email address.
    pub email: Option<String>,
    /// The account's name.
    pub name: Option<String>,
}

/// A video call.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct RealtimeCall {
    /// Who calls.
    pub account: Option<Account>,
    /// Where the call takes place.
    pub url: Option<String>,
    /// When it came in.
    pub ts: Option<f64>,
    /// The conversation's id.
    pub conversation_id: Option<u64>,
    /// Who is called.
    pub user: Option<Contact>,
}

/// The visitor, as the chat knows them.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Contact {
    /// The contact's id in Customerly.
    pub user_id: Option<u64>,
}

/// A survey.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Survey {
    /// The survey's id.
    pub survey_id: Option<u64>,
    /// Who made it.
    pub creator: Option<Account>,
    /// What is shown at its end.
    pub thank_you_text: Option<String>,
    /// When the visitor saw it first.
    pub seen_at: Option<f64>,
    /// The question that is shown.
    pub question: Option<SurveyQuestion>,
}

/// A question of a [`Survey`].
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SurveyQuestion {
    /// The survey's id.
    pub survey_id: Option<u64>,
    /// The question's id.
    pub survey_question_id: Option<u64>,
    /// The position in the survey.
    pub step: Option<u64>,
    /// The question.
    pub title: Option<String>,
    /// A further line.
    pub subtitle: Option<String>,
    /// How it is answered (`type`).
    pub kind: Option<SurveyQuestionKind>,
    /// The ends of a scale.
    pub limits: Option<SurveyLimits>,
    /// What can be chosen, at most the first 1,000.
    pub choices: Vec<SurveyChoice>,
}

/// How a [`SurveyQuestion`] is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SurveyQuestionKind {
    /// Buttons (0).
    Button,
    /// Radio buttons (1).
    Radio,
    /// A list to select from (2).
    Select,
    /// A scale of numbers (3).
    Scale,
    /// Stars (4).
    Star,
    /// A whole number (5).
    Integer,
    /// A line of text (6).
    TextBox,
    /// Several lines of text (7).
    TextArea,
    /// A number that Customerly has not published.
    Unknown(u64),
}

impl From<u64> for SurveyQuestionKind {
    fn from(number: u64) -> Self {
        match number {
            0 => Self::Button,
            1 => Self::Radio,
            2 => Self::Select,
            3 => Self::Scale,
            4 => Self::Star,
            5 => Self::Integer,
            6 => Self::TextBox,
            7 => Self::TextArea,
            other => Self::Unknown(other),
        }
    }
}

/// The ends of a scale in a [`SurveyQuestion`].
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SurveyLimits {
    /// The lowest value.
    pub from: Option<f64>,
    /// The highest value.
    pub to: Option<f64>,
}

/// A possible answer to a [`SurveyQuestion`].
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SurveyChoice {
    /// The survey's id.
    pub survey_id: Option<u64>,
    /// The question's id.
    pub survey_question_id: Option<u64>,
    /// The choice's id.
    pub survey_choice_id: Option<u64>,
    /// The position among the choices.
    pub step: Option<u64>,
    /// What it says.
    pub value: Option<Scalar>,
}

/// What was clicked in a chatflow's notification.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ChatflowItem {
    /// An article of the help centre (`article`).
    Article(ChatflowArticle),
    /// Contact properties (`attributes`), at most the first 1,000.
    Attributes(Vec<ChatflowAttribute>),
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
    pub fn tag(&self) -> Option<&str> {
        Some(match self {
            Self::Article(_) => "article",
            Self::Attributes(_) => "attributes",
            Self::Button { .. } => "button",
            Self::CalendarButton { .. } => "calendar_button",
            Self::CloseButton => "close_button",
            Self::StartConversationButton { .. } => "start_conversation_button",
            Self::Unknown { tag } => return tag.as_deref(),
        })
    }
}

/// An article that a chatflow's notification offers.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ChatflowArticle {
    /// The article's id.
    pub article_id: Option<u64>,
    /// The id of the collection that it stands in.
    pub collection_id: Option<u64>,
    /// The title.
    pub title: Option<String>,
    /// The summary.
    pub description: Option<String>,
    /// Who wrote it.
    pub author: Option<Account>,
}

/// A contact property in a chatflow's notification.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ChatflowAttribute {
    /// The property's name.
    pub name: Option<String>,
    /// The property's value.
    pub value: Option<Scalar>,
}
