//! Reads every value that a component can read from an event.

use std::fmt::{self, Write};

use yew_customerly::{
    Account, Article, Attachment, Author, ChatEvent, ChatflowArticle, ChatflowAttribute,
    ChatflowContent, ChatflowItem, Contact, List, Message, Opaque, RealtimeCall, Survey,
    SurveyChoice, SurveyLimits, SurveyQuestion,
};

/// Reads an event in every way that a component can: each field, the items of each list, its debug output
/// and a comparison.
pub(crate) fn read(event: &ChatEvent) {
    read_fields(event);
    print(event);
    assert!(event.clone() == *event, "an event differs from itself");
}

pub(crate) fn read_fields(event: &ChatEvent) {
    event.read();
}

/// Writes the debug output of an event. A limit saves time with payloads of a megabyte.
pub(crate) fn print(event: &ChatEvent) {
    let mut sink = LimitedSink { left: 100_000 };
    let _full = write!(sink, "{event:?}");
}

/// Discards text, and fails once its limit is reached.
struct LimitedSink {
    left: usize,
}

impl Write for LimitedSink {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.left = self.left.checked_sub(text.len()).ok_or(fmt::Error)?;
        Ok(())
    }
}

trait Read {
    fn read(&self);
}

/// Types without fields to read.
macro_rules! leaf {
    ($($type:ty)*) => {
        $(impl Read for $type {
            fn read(&self) {
                std::hint::black_box(self);
            }
        })*
    };
}

leaf! { String u64 u16 f64 bool yew_customerly::Scalar yew_customerly::SurveyQuestionKind }

impl<T: Read> Read for Option<T> {
    fn read(&self) {
        if let Some(value) = self {
            value.read();
        }
    }
}

macro_rules! lists {
    ($($type:ty)*) => {
        $(impl Read for List<$type> {
            fn read(&self) {
                let mut items = 0;
                for item in self.iter() {
                    item.read();
                    items += 1;
                }
                assert!(items <= 1000 && self.len() <= 1000, "a list has too many items");
                std::hint::black_box(self.is_empty());
            }
        })*
    };
}

lists! { Attachment ChatflowAttribute SurveyChoice }

macro_rules! payloads {
    ($($type:ty { $($field:ident)* })*) => {
        $(impl Read for $type {
            fn read(&self) {
                $(self.$field().read();)*
            }
        })*
    };
}

payloads! {
    Account { account_id name is_ai }
    Message { account_id account_name message timestamp user_id conversation_id }
    Article {
        knowledge_base_article_id knowledge_base_collection_id knowledge_base_root_collection_id
        app_id slug title description body sort account written_by collection created_at updated_at
    }
    Author { account_id email name }
    RealtimeCall { account url ts conversation_id user }
    Contact { user_id }
    Survey { survey_id creator thank_you_text seen_at question }
    SurveyQuestion {
        survey_id survey_question_id step title subtitle kind limits choices
    }
    SurveyLimits { from to }
    SurveyChoice { survey_id survey_question_id survey_choice_id step value }
    ChatflowArticle { article_id collection_id title description author }
    ChatflowAttribute { name value }
    ChatflowItem { tag article content }
    Attachment { name size base64 }
}

impl Read for Opaque {
    fn read(&self) {
        std::hint::black_box(self.as_js().is_object());
    }
}

impl Read for ChatflowContent {
    fn read(&self) {
        match self {
            Self::Article(article) => article.read(),
            Self::Attributes(attributes) => attributes.read(),
            Self::Button { caption, link } | Self::CalendarButton { caption, link } => {
                caption.read();
                link.read();
            }
            Self::CloseButton => {}
            Self::StartConversationButton { caption } => caption.read(),
            Self::Unknown { tag } => tag.read(),
            other => panic!("`Read` does not handle {other:?}"),
        }
    }
}

impl Read for ChatEvent {
    fn read(&self) {
        match self {
            Self::LeadGenerated { email } => email.read(),
            Self::NewConversation {
                message,
                attachments,
            } => {
                message.read();
                attachments.read();
            }
            Self::ProfilingQuestionAsked { attribute } => attribute.read(),
            Self::ProfilingQuestionAnswered { attribute, value } => {
                attribute.read();
                value.read();
            }
            Self::RealtimeVideoAnswered { call } => call.read(),
            Self::HelpCenterArticleOpened { article } => article.read(),
            Self::ChatflowNotificationViewed {
                notification_id,
                email,
            } => {
                notification_id.read();
                email.read();
            }
            Self::ChatflowNotificationClicked {
                notification_id,
                item,
                email,
            } => {
                notification_id.read();
                item.read();
                email.read();
            }
            Self::NewMessageReceived { message } => message.read(),
            Self::NewConversationReceived { conversation_id } => conversation_id.read(),
            Self::MessengerLoadFailed { status, message } => {
                status.read();
                message.read();
            }
            Self::MessageRead {
                conversation_id,
                conversation_message_id,
            } => {
                conversation_id.read();
                conversation_message_id.read();
            }
            Self::RealtimeVideoReceived { call } => call.read(),
            Self::SurveyPresented { survey } => survey.read(),
            Self::TriggerFired { trigger_id } => trigger_id.read(),
            Self::ChatOpened
            | Self::ChatClosed
            | Self::RealtimeVideoRejected
            | Self::MessengerInitialized
            | Self::RealtimeVideoCanceled
            | Self::SurveyAnswered
            | Self::SurveyRejected => {}
            other => panic!("`Read` does not handle {other:?}"),
        }
    }
}
