//! The catalogue: the name and the keys of each event in the data layer.
//!
//! Pushes, the importable container, the README's tables and the tests are all made from it, so they
//! cannot diverge.

use super::ga4;
use crate::event::EventKind;

macro_rules! keys {
    ($($(#[doc = $doc:literal])* $key:ident = $name:literal,)*) => {
        /// A key of the data layer.
        ///
        /// Every push sets every key, those without a value to `undefined`: Google Tag Manager keeps
        /// the previous value of a key that a push leaves out.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum DataLayerKey {
            $($(#[doc = $doc])* $key,)*
        }

        impl DataLayerKey {
            /// Every key that this crate sets by itself, besides `event`.
            pub const ALL: &'static [Self] = &[$(Self::$key,)*];

            /// The key's name in the data layer.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$key => $name,)*
                }
            }

            /// What the key's value means, in one sentence.
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$key => concat!($($doc),*).trim_ascii(),)*
                }
            }
        }
    };
}

keys! {
    /// The page's URL when the callback ran, without personal data.
    PageLocation = "customerly_page_location",
    /// The page's title when the callback ran, without personal data.
    PageTitle = "customerly_page_title",
    /// The URL of the page before, as `document.referrer` has it, without personal data. Empty if there is
    /// none, because Google Analytics would use its own, unscrubbed one for `undefined`.
    PageReferrer = "customerly_page_referrer",
    /// The conversation's id. Opt-in.
    ConversationId = "customerly_conversation_id",
    /// The message's id. Opt-in.
    MessageId = "customerly_message_id",
    /// The number of characters in the visitor's message: UTF-16 code units, as JavaScript counts.
    MessageLength = "customerly_message_length",
    /// The number of files attached to the visitor's message.
    AttachmentCount = "customerly_attachment_count",
    /// The visitor's message. Opt-in.
    MessageText = "customerly_message",
    /// Whether the visitor gave an email address.
    LeadEmailGiven = "customerly_lead_email_given",
    /// The SHA-256 hash of the visitor's email address. Opt-in.
    LeadEmailSha256 = "customerly_lead_email_sha256",
    /// The contact property that the question asks for.
    QuestionAttribute = "customerly_question_attribute",
    /// The visitor's answer. Opt-in per attribute.
    QuestionAnswer = "customerly_question_answer",
    /// The article's id.
    ArticleId = "customerly_article_id",
    /// The last part of the article's URL.
    ArticleSlug = "customerly_article_slug",
    /// The article's title.
    ArticleTitle = "customerly_article_title",
    /// The notification's id.
    NotificationId = "customerly_notification_id",
    /// The type of the clicked item, such as `calendar_button`.
    NotificationItem = "customerly_notification_item",
    /// The survey's id.
    SurveyId = "customerly_survey_id",
    /// The trigger's id.
    TriggerId = "customerly_trigger_id",
    /// Whole seconds since the chat opened.
    OpenSeconds = "customerly_open_seconds",
    /// The HTTP-like status with which the chat refused to start.
    FailureStatus = "customerly_failure_status",
}

impl DataLayerKey {
    /// The keys that every event sets.
    pub const PAGE: &'static [Self] = &[Self::PageLocation, Self::PageTitle, Self::PageReferrer];

    /// How many characters Google Analytics 4 accepts in the key's value, under the parameter name
    /// that the importable container gives it.
    pub(super) const fn longest_value(self) -> usize {
        match self {
            Self::PageLocation => ga4::LONGEST_PAGE_LOCATION,
            Self::PageTitle => ga4::LONGEST_PAGE_TITLE,
            Self::PageReferrer => ga4::LONGEST_PAGE_REFERRER,
            _ => ga4::LONGEST_VALUE,
        }
    }

    /// The position in [`ALL`](Self::ALL).
    pub(super) const fn index(self) -> usize {
        self as usize
    }
}

/// How the events of one callback look in the data layer, unless the app configures it otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CatalogueEntry {
    /// The callback.
    pub kind: EventKind,
    /// The event's name.
    pub event: &'static str,
    /// The keys that the event can set besides [`DataLayerKey::PAGE`].
    pub keys: &'static [DataLayerKey],
}

impl CatalogueEntry {
    /// The default prefix of all event names.
    pub(super) const PREFIX: &'static str = "customerly_";

    /// The largest number of keys that any event sets.
    pub(super) const fn most_keys() -> usize {
        let (mut index, mut most) = (0, 0);
        while index < CATALOGUE.len() {
            if CATALOGUE[index].keys.len() > most {
                most = CATALOGUE[index].keys.len();
            }
            index += 1;
        }
        DataLayerKey::PAGE.len() + most
    }

    /// The entry of a callback.
    pub const fn of(kind: EventKind) -> &'static Self {
        &CATALOGUE[kind.index()]
    }
}

const fn entry(
    kind: EventKind,
    event: &'static str,
    keys: &'static [DataLayerKey],
) -> CatalogueEntry {
    CatalogueEntry { kind, event, keys }
}

/// One entry per callback, in the order of [`EventKind::ALL`].
pub const CATALOGUE: &[CatalogueEntry] = &[
    entry(
        EventKind::LeadGenerated,
        "customerly_lead_generated",
        &[DataLayerKey::LeadEmailGiven, DataLayerKey::LeadEmailSha256],
    ),
    entry(EventKind::ChatOpened, "customerly_chat_opened", &[]),
    entry(
        EventKind::ChatClosed,
        "customerly_chat_closed",
        &[DataLayerKey::OpenSeconds],
    ),
    entry(
        EventKind::NewConversation,
        "customerly_new_conversation",
        &[
            DataLayerKey::MessageLength,
            DataLayerKey::AttachmentCount,
            DataLayerKey::MessageText,
        ],
    ),
    entry(
        EventKind::ProfilingQuestionAsked,
        "customerly_profiling_question_asked",
        &[DataLayerKey::QuestionAttribute],
    ),
    entry(
        EventKind::ProfilingQuestionAnswered,
        "customerly_profiling_question_answered",
        &[
            DataLayerKey::QuestionAttribute,
            DataLayerKey::QuestionAnswer,
        ],
    ),
    entry(
        EventKind::RealtimeVideoAnswered,
        "customerly_realtime_video_answered",
        &[DataLayerKey::ConversationId],
    ),
    entry(
        EventKind::RealtimeVideoRejected,
        "customerly_realtime_video_rejected",
        &[],
    ),
    entry(
        EventKind::HelpCenterArticleOpened,
        "customerly_help_center_article_opened",
        &[
            DataLayerKey::ArticleId,
            DataLayerKey::ArticleSlug,
            DataLayerKey::ArticleTitle,
        ],
    ),
    entry(
        EventKind::ChatflowNotificationViewed,
        "customerly_chatflow_notification_viewed",
        &[DataLayerKey::NotificationId],
    ),
    entry(
        EventKind::ChatflowNotificationClicked,
        "customerly_chatflow_notification_clicked",
        &[
            DataLayerKey::NotificationId,
            DataLayerKey::NotificationItem,
            DataLayerKey::ArticleId,
            DataLayerKey::ArticleTitle,
        ],
    ),
    entry(
        EventKind::NewMessageReceived,
        "customerly_new_message_received",
        &[DataLayerKey::ConversationId],
    ),
    entry(
        EventKind::NewConversationReceived,
        "customerly_new_conversation_received",
        &[DataLayerKey::ConversationId],
    ),
    entry(
        EventKind::MessengerInitialized,
        "customerly_messenger_initialized",
        &[],
    ),
    entry(
        EventKind::MessengerLoadFailed,
        "customerly_messenger_load_failed",
        &[DataLayerKey::FailureStatus],
    ),
    entry(
        EventKind::MessageRead,
        "customerly_message_read",
        &[DataLayerKey::ConversationId, DataLayerKey::MessageId],
    ),
    entry(
        EventKind::RealtimeVideoReceived,
        "customerly_realtime_video_received",
        &[DataLayerKey::ConversationId],
    ),
    entry(
        EventKind::RealtimeVideoCanceled,
        "customerly_realtime_video_canceled",
        &[],
    ),
    entry(
        EventKind::SurveyPresented,
        "customerly_survey_presented",
        &[DataLayerKey::SurveyId],
    ),
    entry(EventKind::SurveyAnswered, "customerly_survey_answered", &[]),
    entry(EventKind::SurveyRejected, "customerly_survey_rejected", &[]),
    entry(
        EventKind::TriggerFired,
        "customerly_trigger_fired",
        &[DataLayerKey::TriggerId],
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
    fn each_callback_has_an_entry_named_after_it() {
        assert_eq!(CATALOGUE.len(), EventKind::ALL.len());
        for kind in EventKind::ALL {
            let entry = CatalogueEntry::of(*kind);
            assert_eq!(entry.kind, *kind);
            let callback = kind.callback().trim_start_matches("on");
            assert_eq!(entry.event, format!("customerly{}", snake_case(callback)));
        }
    }

    #[test]
    fn names_follow_the_rules_of_ga4() {
        let events = CATALOGUE.iter().map(|entry| entry.event);
        for name in events.chain(DataLayerKey::ALL.iter().map(|key| key.name())) {
            assert!(name.len() <= ga4::LONGEST_NAME, "{name} is too long");
            assert!(name.starts_with(CatalogueEntry::PREFIX), "{name}");
            let allowed = |letter: char| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
            };
            assert!(name.chars().all(allowed), "{name}");
        }
    }

    #[test]
    fn each_key_is_set_by_an_event() {
        for key in DataLayerKey::ALL {
            let by_event = CATALOGUE.iter().any(|entry| entry.keys.contains(key));
            let by_page = DataLayerKey::PAGE.contains(key);
            assert!(by_event || by_page, "{key:?} is never set");
        }
    }
}
