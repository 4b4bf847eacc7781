//! The names of the chat's callbacks.

macro_rules! event_kinds {
    ($($(#[$doc:meta])* $kind:ident = $callback:literal,)*) => {
        /// Which callback of the chat an event came from: a [`ChatEvent`](crate::ChatEvent) without
        /// its payload.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum EventKind {
            $($(#[$doc])* $kind,)*
        }

        impl EventKind {
            /// Every kind, the nine of Customerly's own documentation first.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// The callback's name in Customerly's JavaScript, such as `onChatOpened`.
            pub const fn callback(self) -> &'static str {
                match self {
                    $(Self::$kind => $callback,)*
                }
            }
        }
    };
}

event_kinds! {
    /// The visitor left an email address.
    LeadGenerated = "onLeadGenerated",
    /// The chat window opened.
    ChatOpened = "onChatOpened",
    /// The chat window closed.
    ChatClosed = "onChatClosed",
    /// The visitor started a conversation.
    NewConversation = "onNewConversation",
    /// The chat asked a profiling question.
    ProfilingQuestionAsked = "onProfilingQuestionAsked",
    /// The visitor answered a profiling question.
    ProfilingQuestionAnswered = "onProfilingQuestionAnswered",
    /// The visitor took a video call.
    RealtimeVideoAnswered = "onRealtimeVideoAnswered",
    /// The visitor declined a video call.
    RealtimeVideoRejected = "onRealtimeVideoRejected",
    /// The visitor opened an article of the help centre.
    HelpCenterArticleOpened = "onHelpCenterArticleOpened",
    /// A chatflow showed a notification.
    ChatflowNotificationViewed = "onChatflowNotificationViewed",
    /// The visitor clicked in a chatflow's notification.
    ChatflowNotificationClicked = "onChatflowNotificationClicked",
    /// A message of the team arrived.
    NewMessageReceived = "onNewMessageReceived",
    /// The team started a conversation.
    NewConversationReceived = "onNewConversationReceived",
    /// The chat is ready.
    MessengerInitialized = "onMessengerInitialized",
    /// The chat refused to start.
    MessengerLoadFailed = "onMessengerLoadFailed",
    /// The visitor read a message.
    MessageRead = "onMessageRead",
    /// A video call came in.
    RealtimeVideoReceived = "onRealtimeVideoReceived",
    /// The team took a video call back.
    RealtimeVideoCanceled = "onRealtimeVideoCanceled",
    /// The chat showed a survey.
    SurveyPresented = "onSurveyPresented",
    /// The visitor answered a survey.
    SurveyAnswered = "onSurveyAnswered",
    /// The visitor dismissed a survey.
    SurveyRejected = "onSurveyRejected",
    /// A trigger of the project fired.
    TriggerFired = "onTriggerFired",
}

impl EventKind {
    /// The position in [`ALL`](Self::ALL).
    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::EventKind;

    #[test]
    fn there_are_22_kinds_and_each_knows_its_place() {
        assert_eq!(EventKind::ALL.len(), 22);
        for (index, kind) in EventKind::ALL.iter().enumerate() {
            assert_eq!(kind.index(), index);
        }
    }

    #[test]
    fn a_kind_is_named_like_its_callback_without_on() {
        for kind in EventKind::ALL {
            assert_eq!(kind.callback(), format!("on{kind:?}"));
        }
    }
}
