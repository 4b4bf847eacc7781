//! Floor 2: what the chat reports. One [`ChatEvent`] for each call of a callback, and its payloads.
//!
//! A payload wraps the JavaScript object that the launcher passed, and reads a field each time its
//! accessor is called. So an app contains only the code of the accessors it calls, and an
//! attachment of several megabytes is copied only when its bytes are asked for.
//!
//! This room does not know where events come from or where they go, and it never changes what the
//! launcher passed. It uses `browser` alone.

mod account;
mod article;
mod attachment;
mod author;
mod chat_event;
mod chatflow_article;
mod chatflow_attribute;
mod chatflow_content;
mod chatflow_item;
mod contact;
mod event_kind;
mod from_js;
mod list;
mod message;
mod opaque;
mod payload;
mod realtime_call;
mod scalar;
mod survey;
mod survey_choice;
mod survey_limits;
mod survey_question;
mod survey_question_kind;

pub use self::account::Account;
pub use self::article::Article;
pub use self::attachment::Attachment;
pub use self::author::Author;
pub use self::chat_event::ChatEvent;
pub use self::chatflow_article::ChatflowArticle;
pub use self::chatflow_attribute::ChatflowAttribute;
pub use self::chatflow_content::ChatflowContent;
pub use self::chatflow_item::ChatflowItem;
pub use self::contact::Contact;
pub use self::event_kind::EventKind;
pub(crate) use self::from_js::FromJs;
pub use self::list::List;
pub use self::message::Message;
pub use self::opaque::Opaque;
pub use self::realtime_call::RealtimeCall;
pub use self::scalar::Scalar;
pub use self::survey::Survey;
pub use self::survey_choice::SurveyChoice;
pub use self::survey_limits::SurveyLimits;
pub use self::survey_question::SurveyQuestion;
pub use self::survey_question_kind::SurveyQuestionKind;
