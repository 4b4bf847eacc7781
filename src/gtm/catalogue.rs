//! The catalogue: for each callback of the chat its event's name and the keys it sets.
//!
//! The pushes, the documentation's table and the tests are made from it, so they cannot drift apart.

use crate::event::EventKind;

macro_rules! keys {
    ($($(#[doc = $doc:literal])* $key:ident = $name:literal,)*) => {
        /// A key of the data layer. Every push sets every key, those without a value to `undefined`,
        /// since what a push leaves out keeps the value of an earlier one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Key {
            $($(#[doc = $doc])* $key,)*
        }

        impl Key {
            /// The closed set.
            pub const ALL: &'static [Self] = &[$(Self::$key,)*];

            /// The key's name in the data layer.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$key => $name,)*
                }
            }

            /// What stands under the key, in a sentence.
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$key => concat!($($doc),*).trim_ascii(),)*
                }
            }
        }
    };
}

keys! {
    /// The page's address when the callback ran, scrubbed.
    PageLocation = "customerly_page_location",
    /// The page's title when the callback ran.
    PageTitle = "customerly_page_title",
    /// The conversation's id.
    ConversationId = "customerly_conversation_id",
    /// The message's id.
    MessageId = "customerly_message_id",
    /// How many characters the visitor wrote.
    MessageLength = "customerly_message_length",
    /// How many files the visitor sent along.
    AttachmentCount = "customerly_attachment_count",
    /// What the visitor wrote. Only if the app says so.
    MessageText = "customerly_message",
    /// Whether the visitor gave an email address.
    LeadEmailGiven = "customerly_lead_email_given",
    /// The address as SHA-256. Only if the app says so.
    LeadEmailSha256 = "customerly_lead_email_sha256",
    /// The contact property that the question asks for.
    QuestionAttribute = "customerly_question_attribute",
    /// The answer. Only for the attributes that the app names.
    QuestionAnswer = "customerly_question_answer",
    /// The article's id.
    ArticleId = "customerly_article_id",
    /// The last part of the article's address.
    ArticleSlug = "customerly_article_slug",
    /// The article's title.
    ArticleTitle = "customerly_article_title",
    /// The notification's id.
    NotificationId = "customerly_notification_id",
    /// What was clicked, such as `calendar_button`.
    NotificationItem = "customerly_notification_item",
    /// The survey's id.
    SurveyId = "customerly_survey_id",
    /// The trigger's id.
    TriggerId = "customerly_trigger_id",
    /// Whole seconds since the chat opened.
    OpenSeconds = "customerly_open_seconds",
    /// The status with which the chat refused to start.
    FailureStatus = "customerly_failure_status",
}

/// How many characters Google Analytics 4 takes of a parameter's value.
pub(super) const LONGEST_VALUE: usize = 100;

impl Key {
    /// The keys that every event sets.
    pub const PAGE: &'static [Self] = &[Self::PageLocation, Self::PageTitle];

    /// How many characters Google Analytics 4 takes of the key's value, under the name that the
    /// importable container gives it.
    pub(super) const fn longest_value(self) -> usize {
        match self {
            Self::PageLocation => 1000,
            Self::PageTitle => 300,
            _ => LONGEST_VALUE,
        }
    }

    /// The position in [`ALL`](Self::ALL).
    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}

/// What the catalogue says of one callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// The callback.
    pub kind: EventKind,
    /// The event's name in the data layer.
    pub event: &'static str,
    /// The keys it may set besides those of [`Key::PAGE`].
    pub keys: &'static [Key],
}

impl Entry {
    /// What every event's name begins with, unless the app chooses another prefix.
    pub(super) const PREFIX: &'static str = "customerly_";

    /// The most parameters that an event of the catalogue has.
    pub(super) const fn most_keys() -> usize {
        let (mut index, mut most) = (0, 0);
        while index < CATALOGUE.len() {
            if CATALOGUE[index].keys.len() > most {
                most = CATALOGUE[index].keys.len();
            }
            index += 1;
        }
        Key::PAGE.len() + most
    }

    /// What the catalogue says of `kind`.
    pub const fn of(kind: EventKind) -> &'static Self {
        &CATALOGUE[kind.index()]
    }
}

const fn entry(kind: EventKind, event: &'static str, keys: &'static [Key]) -> Entry {
    Entry { kind, event, keys }
}

/// One entry per callback, in the order of [`EventKind::ALL`].
pub const CATALOGUE: &[Entry] = &[
    entry(
        EventKind::LeadGenerated,
        "customerly_lead_generated",
        &[Key::LeadEmailGiven, Key::LeadEmailSha256],
    ),
    entry(EventKind::ChatOpened, "customerly_chat_opened", &[]),
    entry(
        EventKind::ChatClosed,
        "customerly_chat_closed",
        &[Key::OpenSeconds],
    ),
    entry(
        EventKind::NewConversation,
        "customerly_new_conversation",
        &[Key::MessageLength, Key::AttachmentCount, Key::MessageText],
    ),
    entry(
        EventKind::ProfilingQuestionAsked,
        "customerly_profiling_question_asked",
        &[Key::QuestionAttribute],
    ),
    entry(
        EventKind::ProfilingQuestionAnswered,
        "customerly_profiling_question_answered",
        &[Key::QuestionAttribute, Key::QuestionAnswer],
    ),
    entry(
        EventKind::RealtimeVideoAnswered,
        "customerly_realtime_video_answered",
        &[Key::ConversationId],
    ),
    entry(
        EventKind::RealtimeVideoRejected,
        "customerly_realtime_video_rejected",
        &[],
    ),
    entry(
        EventKind::HelpCenterArticleOpened,
        "customerly_help_center_article_opened",
        &[Key::ArticleId, Key::ArticleSlug, Key::ArticleTitle],
    ),
    entry(
        EventKind::ChatflowNotificationViewed,
        "customerly_chatflow_notification_viewed",
        &[Key::NotificationId],
    ),
    entry(
        EventKind::ChatflowNotificationClicked,
        "customerly_chatflow_notification_clicked",
        &[
            Key::NotificationId,
            Key::NotificationItem,
            Key::ArticleId,
            Key::ArticleTitle,
        ],
    ),
    entry(
        EventKind::NewMessageReceived,
        "customerly_new_message_received",
        &[Key::ConversationId],
    ),
    entry(
        EventKind::NewConversationReceived,
        "customerly_new_conversation_received",
        &[Key::ConversationId],
    ),
    entry(
        EventKind::MessengerInitialized,
        "customerly_messenger_initialized",
        &[],
    ),
    entry(
        EventKind::MessengerLoadFailed,
        "customerly_messenger_load_failed",
        &[Key::FailureStatus],
    ),
    entry(
        EventKind::MessageRead,
        "customerly_message_read",
        &[Key::ConversationId, Key::MessageId],
    ),
    entry(
        EventKind::RealtimeVideoReceived,
        "customerly_realtime_video_received",
        &[Key::ConversationId],
    ),
    entry(
        EventKind::RealtimeVideoCanceled,
        "customerly_realtime_video_canceled",
        &[],
    ),
    entry(
        EventKind::SurveyPresented,
        "customerly_survey_presented",
        &[Key::SurveyId],
    ),
    entry(EventKind::SurveyAnswered, "customerly_survey_answered", &[]),
    entry(EventKind::SurveyRejected, "customerly_survey_rejected", &[]),
    entry(
        EventKind::TriggerFired,
        "customerly_trigger_fired",
        &[Key::TriggerId],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn snake_case(name: &str) -> String {
        name.chars()
            .flat_map(|letter| {
                let underscore = letter.is_uppercase().then_some('_');
                underscore.into_iter().chain(letter.to_lowercase())
            })
            .collect()
    }

    #[test]
    fn each_callback_has_its_entry_named_after_it() {
        assert_eq!(CATALOGUE.len(), EventKind::ALL.len());
        for kind in EventKind::ALL {
            let entry = Entry::of(*kind);
            assert_eq!(entry.kind, *kind);
            let callback = kind.callback().trim_start_matches("on");
            assert_eq!(entry.event, format!("customerly{}", snake_case(callback)));
        }
    }

    #[test]
    fn names_obey_the_rules_of_ga4() {
        let events = CATALOGUE.iter().map(|entry| entry.event);
        for name in events.chain(Key::ALL.iter().map(|key| key.name())) {
            assert!(name.len() <= 40, "{name} is too long");
            assert!(name.starts_with("customerly_"), "{name} is not ours");
            let allowed = |letter: char| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
            };
            assert!(name.chars().all(allowed), "{name} has a letter GA4 refuses");
        }
    }

    #[test]
    fn each_key_is_set_by_some_event() {
        for key in Key::ALL {
            let by_event = CATALOGUE.iter().any(|entry| entry.keys.contains(key));
            assert!(by_event || Key::PAGE.contains(key), "{key:?} is never set");
        }
    }
}
