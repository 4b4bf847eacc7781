//! What the chat says: one event per callback.

mod attachment;
mod item;
mod kind;
mod list;
mod payload;
mod read;
mod scalar;

pub use attachment::Attachment;
pub use item::{ChatflowContent, ChatflowItem};
pub use kind::EventKind;
pub use list::List;
pub use payload::{
    Account, Article, Author, ChatflowArticle, ChatflowAttribute, Contact, Message, RealtimeCall,
    Survey, SurveyChoice, SurveyLimits, SurveyQuestion, SurveyQuestionKind,
};
pub(crate) use read::Read;
pub use scalar::{Opaque, Scalar};

/// One call of one of the chat's callbacks, with a typed payload.
///
/// Payloads are read leniently: a field that the chat leaves out, or sends with a type other than
/// documented, is `None`; numbers may arrive as numeric strings; fields nobody documented are
/// ignored. Plain arguments are read when the callback runs, the fields of an object when they are
/// asked for. Callbacks and payloads are those of Customerly's help centre ("Receiving Information
/// from Customerly Live Chat") and of Customerly's React and native packages.
///
/// More callbacks may become known, so a `match` needs a wildcard arm.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ChatEvent {
    /// The visitor left an email address.
    LeadGenerated {
        /// The address. Personal data: the data layer never gets it in clear.
        email: Option<String>,
    },
    /// The chat window opened.
    ChatOpened,
    /// The chat window closed.
    ChatClosed,
    /// The visitor started a conversation by sending its first message.
    NewConversation {
        /// What the visitor wrote.
        message: Option<String>,
        /// The files sent along; empty when the chat names none.
        attachments: List<Attachment>,
    },
    /// The chat asked a profiling question.
    ProfilingQuestionAsked {
        /// The contact property that the question asks for.
        attribute: Option<String>,
    },
    /// The visitor answered a profiling question.
    ProfilingQuestionAnswered {
        /// The contact property that the question asked for.
        attribute: Option<String>,
        /// The answer.
        value: Option<Scalar>,
    },
    /// The visitor took a video call.
    RealtimeVideoAnswered {
        /// The call; the web messenger's documentation has none, the native packages do.
        call: Option<RealtimeCall>,
    },
    /// The visitor declined a video call.
    RealtimeVideoRejected,
    /// The visitor opened an article of the help centre.
    HelpCenterArticleOpened {
        /// The article.
        article: Article,
    },
    /// A chatflow showed a notification.
    ChatflowNotificationViewed {
        /// The notification's id.
        notification_id: Option<u64>,
        /// The contact's email address, when the chat knows it.
        email: Option<String>,
    },
    /// The visitor clicked in a chatflow's notification.
    ChatflowNotificationClicked {
        /// The notification's id.
        notification_id: Option<u64>,
        /// What was clicked.
        item: Option<ChatflowItem>,
        /// The contact's email address, when the chat knows it.
        email: Option<String>,
    },
    /// A message of the team arrived.
    NewMessageReceived {
        /// The message.
        message: Message,
    },
    /// The team started a conversation.
    NewConversationReceived {
        /// The conversation's id.
        conversation_id: Option<u64>,
    },
    /// The chat is ready for commands.
    MessengerInitialized,
    /// The chat refused to start.
    MessengerLoadFailed {
        /// An HTTP-like status; 401 when identity verification refused the contact.
        status: Option<u16>,
        /// The chat's own words.
        message: Option<String>,
    },
    /// The visitor read a message.
    MessageRead {
        /// The conversation's id.
        conversation_id: Option<u64>,
        /// The id of the message in that conversation.
        conversation_message_id: Option<u64>,
    },
    /// A video call came in.
    RealtimeVideoReceived {
        /// The call.
        call: RealtimeCall,
    },
    /// The team took a video call back.
    RealtimeVideoCanceled,
    /// The chat showed a survey.
    SurveyPresented {
        /// The survey.
        survey: Survey,
    },
    /// The visitor answered a survey.
    SurveyAnswered,
    /// The visitor dismissed a survey.
    SurveyRejected,
    /// A trigger of the project fired. A callback of older launchers.
    TriggerFired {
        /// The trigger's id.
        trigger_id: Option<u64>,
    },
}

impl ChatEvent {
    /// Which callback this event came from.
    pub const fn kind(&self) -> EventKind {
        match self {
            Self::LeadGenerated { .. } => EventKind::LeadGenerated,
            Self::ChatOpened => EventKind::ChatOpened,
            Self::ChatClosed => EventKind::ChatClosed,
            Self::NewConversation { .. } => EventKind::NewConversation,
            Self::ProfilingQuestionAsked { .. } => EventKind::ProfilingQuestionAsked,
            Self::ProfilingQuestionAnswered { .. } => EventKind::ProfilingQuestionAnswered,
            Self::RealtimeVideoAnswered { .. } => EventKind::RealtimeVideoAnswered,
            Self::RealtimeVideoRejected => EventKind::RealtimeVideoRejected,
            Self::HelpCenterArticleOpened { .. } => EventKind::HelpCenterArticleOpened,
            Self::ChatflowNotificationViewed { .. } => EventKind::ChatflowNotificationViewed,
            Self::ChatflowNotificationClicked { .. } => EventKind::ChatflowNotificationClicked,
            Self::NewMessageReceived { .. } => EventKind::NewMessageReceived,
            Self::NewConversationReceived { .. } => EventKind::NewConversationReceived,
            Self::MessengerInitialized => EventKind::MessengerInitialized,
            Self::MessengerLoadFailed { .. } => EventKind::MessengerLoadFailed,
            Self::MessageRead { .. } => EventKind::MessageRead,
            Self::RealtimeVideoReceived { .. } => EventKind::RealtimeVideoReceived,
            Self::RealtimeVideoCanceled => EventKind::RealtimeVideoCanceled,
            Self::SurveyPresented { .. } => EventKind::SurveyPresented,
            Self::SurveyAnswered => EventKind::SurveyAnswered,
            Self::SurveyRejected => EventKind::SurveyRejected,
            Self::TriggerFired { .. } => EventKind::TriggerFired,
        }
    }
}
