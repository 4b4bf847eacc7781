//! What the callbacks carry.
//!
//! A payload is the chat's own object, and a field of it is read when it is asked for: an app
//! downloads the code of those fields only that it reads, and a file of megabytes is not copied
//! because somebody counted it. What the chat leaves out, or fills with a type other than documented,
//! is `None`, and a field that throws is, too.
//!
//! Every timestamp is the raw number that the chat sent: Customerly's own sources disagree on
//! seconds or milliseconds.

use std::fmt;

use wasm_bindgen::JsValue;

use super::list::List;
use super::read::Read;
use super::scalar::{Opaque, Scalar};
use crate::foreign;

/// Declares payloads: each field with its type and its name in the chat's object.
macro_rules! payloads {
    ($($(#[$doc:meta])* $payload:ident { $($(#[$about:meta])* $field:ident: $type:ty = $key:literal,)* })*) => {
        $(
            $(#[$doc])*
            ///
            /// Equal are those that are the same object of the chat's.
            #[derive(Clone, PartialEq)]
            pub struct $payload(JsValue);

            impl $payload {
                $($(#[$about])*
                pub fn $field(&self) -> $type {
                    Read::read(&foreign::get(&self.0, $key))
                })*
            }

            impl Read for Option<$payload> {
                fn read(value: &JsValue) -> Self {
                    value.is_object().then(|| $payload(value.clone()))
                }
            }

            impl Read for $payload {
                /// What is no object has no field.
                fn read(value: &JsValue) -> Self {
                    Option::read(value).unwrap_or(Self(JsValue::UNDEFINED))
                }
            }

            impl fmt::Debug for $payload {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.debug_struct(stringify!($payload))
                        $(.field(stringify!($field), &self.$field()))*
                        .finish()
                }
            }
        )*
    };
}

payloads! {
    /// A member of the team, or its assistant.
    Account {
        /// The account's id.
        account_id: Option<u64> = "account_id",
        /// The name shown to visitors.
        name: Option<String> = "name",
        /// Whether the account is Customerly's AI.
        is_ai: Option<bool> = "is_ai",
    }

    /// A message of the team.
    Message {
        /// The id of the account that wrote it.
        account_id: Option<u64> = "accountId",
        /// The name of the account that wrote it.
        account_name: Option<String> = "accountName",
        /// The text, as HTML. Never set it as a page's inner HTML unread: it is foreign.
        message: Option<String> = "message",
        /// When it was sent.
        timestamp: Option<f64> = "timestamp",
        /// The contact's id.
        user_id: Option<u64> = "userId",
        /// The conversation's id.
        conversation_id: Option<u64> = "conversationId",
    }

    /// An article of the help centre: the fields of the web messenger's documentation and those that
    /// the native packages add.
    Article {
        /// The article's id.
        knowledge_base_article_id: Option<u64> = "knowledge_base_article_id",
        /// The id of the collection that it stands in.
        knowledge_base_collection_id: Option<u64> = "knowledge_base_collection_id",
        /// The id of the collection at the root.
        knowledge_base_root_collection_id: Option<u64> = "knowledge_base_root_collection_id",
        /// The project's id.
        app_id: Option<String> = "app_id",
        /// The last part of the article's address.
        slug: Option<String> = "slug",
        /// The title.
        title: Option<String> = "title",
        /// The summary.
        description: Option<String> = "description",
        /// The text, as HTML.
        body: Option<String> = "body",
        /// The position in its collection.
        sort: Option<f64> = "sort",
        /// Who wrote it (web messenger).
        account: Option<Account> = "account",
        /// Who wrote it (native packages).
        written_by: Option<Author> = "written_by",
        /// The collection.
        collection: Option<Opaque> = "collection",
        /// When it was written.
        created_at: Option<f64> = "created_at",
        /// When it was last changed.
        updated_at: Option<f64> = "updated_at",
    }

    /// Who wrote an [`Article`], as the native packages name it.
    Author {
        /// The account's id.
        account_id: Option<u64> = "account_id",
        /// The account's email address.
        email: Option<String> = "email",
        /// The account's name.
        name: Option<String> = "name",
    }

    /// A video call.
    RealtimeCall {
        /// Who calls.
        account: Option<Account> = "account",
        /// Where the call takes place.
        url: Option<String> = "url",
        /// When it came in.
        ts: Option<f64> = "ts",
        /// The conversation's id.
        conversation_id: Option<u64> = "conversation_id",
        /// Who is called.
        user: Option<Contact> = "user",
    }

    /// The visitor, as the chat knows them.
    Contact {
        /// The contact's id in Customerly.
        user_id: Option<u64> = "user_id",
    }

    /// A survey.
    Survey {
        /// The survey's id.
        survey_id: Option<u64> = "survey_id",
        /// Who made it.
        creator: Option<Account> = "creator",
        /// What is shown at its end.
        thank_you_text: Option<String> = "thank_you_text",
        /// When the visitor saw it first.
        seen_at: Option<f64> = "seen_at",
        /// The question that is shown.
        question: Option<SurveyQuestion> = "question",
    }

    /// A question of a [`Survey`].
    SurveyQuestion {
        /// The survey's id.
        survey_id: Option<u64> = "survey_id",
        /// The question's id.
        survey_question_id: Option<u64> = "survey_question_id",
        /// The position in the survey.
        step: Option<u64> = "step",
        /// The question.
        title: Option<String> = "title",
        /// A further line.
        subtitle: Option<String> = "subtitle",
        /// How it is answered (`type`).
        kind: Option<SurveyQuestionKind> = "type",
        /// The ends of a scale.
        limits: Option<SurveyLimits> = "limits",
        /// What can be chosen, at most the first 1,000.
        choices: List<SurveyChoice> = "choices",
    }

    /// The ends of a scale in a [`SurveyQuestion`].
    SurveyLimits {
        /// The lowest value.
        from: Option<f64> = "from",
        /// The highest value.
        to: Option<f64> = "to",
    }

    /// A possible answer to a [`SurveyQuestion`].
    SurveyChoice {
        /// The survey's id.
        survey_id: Option<u64> = "survey_id",
        /// The question's id.
        survey_question_id: Option<u64> = "survey_question_id",
        /// The choice's id.
        survey_choice_id: Option<u64> = "survey_choice_id",
        /// The position among the choices.
        step: Option<u64> = "step",
        /// What it says.
        value: Option<Scalar> = "value",
    }

    /// An article that a chatflow's notification offers.
    ChatflowArticle {
        /// The article's id.
        article_id: Option<u64> = "article_id",
        /// The id of the collection that it stands in.
        collection_id: Option<u64> = "collection_id",
        /// The title.
        title: Option<String> = "title",
        /// The summary.
        description: Option<String> = "description",
        /// Who wrote it.
        author: Option<Account> = "author",
    }

    /// A contact property in a chatflow's notification.
    ChatflowAttribute {
        /// The property's name.
        name: Option<String> = "name",
        /// The property's value.
        value: Option<Scalar> = "value",
    }
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

impl Read for Option<SurveyQuestionKind> {
    fn read(value: &JsValue) -> Self {
        Option::<u64>::read(value).map(SurveyQuestionKind::from)
    }
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
