//! The chat's callbacks.

/// Declares [`EventKind`]: each kind with the name of its callback.
macro_rules! event_kinds {
    ($($(#[$doc:meta])* $kind:ident = $callback:literal,)*) => {
        /// The callback that a [`ChatEvent`](crate::ChatEvent) came from: the event without its
        /// payload.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum EventKind {
            $($(#[$doc])* $kind,)*
        }

        impl EventKind {
            /// All kinds. The first nine are those of Customerly's help center.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// The callback's name in Customerly's JavaScript API, such as `onChatOpened`.
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
    /// The visitor answered a video call.
    RealtimeVideoAnswered = "onRealtimeVideoAnswered",
    /// The visitor rejected a video call.
    RealtimeVideoRejected = "onRealtimeVideoRejected",
    /// The visitor opened an article of the help center.
    HelpCenterArticleOpened = "onHelpCenterArticleOpened",
    /// A chatflow showed a notification.
    ChatflowNotificationViewed = "onChatflowNotificationViewed",
    /// The visitor clicked an item in a chatflow's notification.
    ChatflowNotificationClicked = "onChatflowNotificationClicked",
    /// A message of the team arrived.
    NewMessageReceived = "onNewMessageReceived",
    /// The team started a conversation.
    NewConversationReceived = "onNewConversationReceived",
    /// The chat is ready for commands.
    MessengerInitialized = "onMessengerInitialized",
    /// The launcher ran, but the chat did not start.
    MessengerLoadFailed = "onMessengerLoadFailed",
    /// The visitor read a message.
    MessageRead = "onMessageRead",
    /// A video call came in.
    RealtimeVideoReceived = "onRealtimeVideoReceived",
    /// The team canceled a video call.
    RealtimeVideoCanceled = "onRealtimeVideoCanceled",
    /// The chat showed a survey.
    SurveyPresented = "onSurveyPresented",
    /// The visitor answered a survey.
    SurveyAnswered = "onSurveyAnswered",
    /// The visitor dismissed a survey.
    SurveyRejected = "onSurveyRejected",
    /// A trigger of the project fired. Only older launchers call it.
    TriggerFired = "onTriggerFired",
}

impl EventKind {
    /// The kind's index in [`ALL`](Self::ALL).
    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::EventKind;

    #[test]
    fn all_lists_22_kinds_in_the_order_of_their_indices() {
        assert_eq!(EventKind::ALL.len(), 22);
        for (index, kind) in EventKind::ALL.iter().enumerate() {
            assert_eq!(kind.index(), index);
        }
    }

    #[test]
    fn a_callback_is_named_on_and_its_kind() {
        for kind in EventKind::ALL {
            assert_eq!(kind.callback(), format!("on{kind:?}"));
        }
    }
}
