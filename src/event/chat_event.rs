//! What a callback of the chat reports.

use super::article::Article;
use super::attachment::Attachment;
use super::chatflow_item::ChatflowItem;
use super::event_kind::EventKind;
use super::list::List;
use super::message::Message;
use super::realtime_call::RealtimeCall;
use super::scalar::Scalar;
use super::survey::Survey;

/// One call of one of the chat's callbacks, with a typed payload.
///
/// The callbacks and their payloads are those of Customerly's help center ("Receiving Information
/// from Customerly Live Chat") and of Customerly's React package and native SDKs.
///
/// Payloads are decoded leniently. A field that the chat omits, or sends with another type than
/// documented, is `None`; a number may arrive as a numeric string; undocumented fields are ignored.
/// Arguments that are plain values are decoded when the callback runs. The fields of an object are
/// read from the launcher's object each time you call their accessor.
///
/// More callbacks may become known, so a `match` needs a wildcard arm.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ChatEvent {
    /// The visitor left an email address (`onLeadGenerated`).
    LeadGenerated {
        /// The address. It is personal data: the data layer never gets it in plain text.
        email: Option<String>,
    },
    /// The chat window opened (`onChatOpened`).
    ChatOpened,
    /// The chat window closed (`onChatClosed`).
    ChatClosed,
    /// The visitor started a conversation by sending its first message (`onNewConversation`).
    NewConversation {
        /// The text of the message.
        message: Option<String>,
        /// The attached files; empty if the chat passes none.
        attachments: List<Attachment>,
    },
    /// The chat asked a profiling question (`onProfilingQuestionAsked`).
    ProfilingQuestionAsked {
        /// The contact property that the question asks for.
        attribute: Option<String>,
    },
    /// The visitor answered a profiling question (`onProfilingQuestionAnswered`).
    ProfilingQuestionAnswered {
        /// The contact property that the question asks for.
        attribute: Option<String>,
        /// The answer.
        value: Option<Scalar>,
    },
    /// The visitor answered a video call (`onRealtimeVideoAnswered`).
    RealtimeVideoAnswered {
        /// The call. Customerly's native SDKs declare it; the help center and the React package
        /// declare no argument.
        call: Option<RealtimeCall>,
    },
    /// The visitor rejected a video call (`onRealtimeVideoRejected`).
    RealtimeVideoRejected,
    /// The visitor opened an article of the help center (`onHelpCenterArticleOpened`).
    HelpCenterArticleOpened {
        /// The article.
        article: Article,
    },
    /// A chatflow showed a notification (`onChatflowNotificationViewed`).
    ChatflowNotificationViewed {
        /// The notification's id.
        notification_id: Option<u64>,
        /// The contact's email address, if the chat knows it.
        email: Option<String>,
    },
    /// The visitor clicked an item in a chatflow's notification (`onChatflowNotificationClicked`).
    ChatflowNotificationClicked {
        /// The notification's id.
        notification_id: Option<u64>,
        /// The item that the visitor clicked.
        item: Option<ChatflowItem>,
        /// The contact's email address, if the chat knows it.
        email: Option<String>,
    },
    /// A message of the team arrived (`onNewMessageReceived`).
    NewMessageReceived {
        /// The message.
        message: Message,
    },
    /// The team started a conversation (`onNewConversationReceived`).
    NewConversationReceived {
        /// The conversation's id.
        conversation_id: Option<u64>,
    },
    /// The chat is ready for commands (`onMessengerInitialized`).
    MessengerInitialized,
    /// The launcher ran, but the chat did not start (`onMessengerLoadFailed`).
    MessengerLoadFailed {
        /// An HTTP status. Customerly's help center documents 401, for a contact without a valid
        /// `email_hash` in a project that uses identity verification.
        status: Option<u16>,
        /// The chat's error message.
        message: Option<String>,
    },
    /// The visitor read a message (`onMessageRead`).
    MessageRead {
        /// The conversation's id.
        conversation_id: Option<u64>,
        /// The id of the message in that conversation.
        conversation_message_id: Option<u64>,
    },
    /// A video call came in (`onRealtimeVideoReceived`).
    RealtimeVideoReceived {
        /// The call.
        call: RealtimeCall,
    },
    /// The team canceled a video call (`onRealtimeVideoCanceled`).
    RealtimeVideoCanceled,
    /// The chat showed a survey (`onSurveyPresented`).
    SurveyPresented {
        /// The survey.
        survey: Survey,
    },
    /// The visitor answered a survey (`onSurveyAnswered`).
    SurveyAnswered,
    /// The visitor dismissed a survey (`onSurveyRejected`).
    SurveyRejected,
    /// A trigger of the project fired (`onTriggerFired`). Only older launchers call it.
    TriggerFired {
        /// The trigger's id.
        trigger_id: Option<u64>,
    },
}

impl ChatEvent {
    /// The callback that this event came from.
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
