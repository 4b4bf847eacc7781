//! The names of the public recipe for Customerly in Google Tag Manager (Track To Measure), for sites
//! that run it already: one event, and an action that says which.

use super::catalogue::Key;
use crate::event::{ChatEvent, EventKind, Scalar};

/// The event's name.
pub(super) const EVENT: &str = "customerly_Event";

/// The recipe's keys that are not this crate's own. Its `customerly_user_email` is left out.
pub(super) const KEYS: [&str; 4] = [ACTION, ATTRIBUTE, ANSWER, ARTICLE];

pub(super) const ACTION: &str = "customerly_action";
const ATTRIBUTE: &str = "profiling_attribute";
const ANSWER: &str = "profiling_answer";
const ARTICLE: &str = "article_object_data";

/// The recipe's word for a callback, if it knows it.
pub(super) const fn action(kind: EventKind) -> Option<&'static str> {
    Some(match kind {
        EventKind::ChatOpened => "chat widget opened",
        EventKind::ChatClosed => "chat widget closed",
        EventKind::TriggerFired => "chat trigger displayed",
        EventKind::LeadGenerated => "new chat lead",
        EventKind::NewConversation => "starts a new conversation",
        EventKind::ProfilingQuestionAsked => "shown profiling question",
        EventKind::ProfilingQuestionAnswered => "answer profiling question",
        EventKind::RealtimeVideoAnswered => "answers a Realtime Video Call",
        EventKind::RealtimeVideoRejected => "rejects a Realtime Video Call",
        EventKind::HelpCenterArticleOpened => "opens a Help Center Article",
        _ => return None,
    })
}

/// What stands under one of the recipe's keys.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    Absent,
    Value(Scalar),
    /// The recipe keeps an article as an object.
    Object(Vec<(&'static str, Scalar)>),
}

/// The recipe's keys for an event, from the values that were found fit to leave.
pub(super) fn items(event: &ChatEvent, values: &[(Key, Scalar)]) -> [(&'static str, Item); 4] {
    let value = |wanted: Key| {
        let found = values.iter().find(|(key, _)| *key == wanted);
        found.map_or(Item::Absent, |(_, value)| Item::Value(value.clone()))
    };
    let action = action(event.kind());
    let article = match event {
        ChatEvent::HelpCenterArticleOpened { .. } => Item::Object(
            values
                .iter()
                .filter_map(|(key, value)| Some((article_field(*key)?, value.clone())))
                .collect(),
        ),
        _ => Item::Absent,
    };
    [
        (
            ACTION,
            action.map_or(Item::Absent, |text| {
                Item::Value(Scalar::Text(text.to_owned()))
            }),
        ),
        (ATTRIBUTE, value(Key::QuestionAttribute)),
        (ANSWER, value(Key::QuestionAnswer)),
        (ARTICLE, article),
    ]
}

/// The chat's own names, as the recipe hands its article on.
const fn article_field(key: Key) -> Option<&'static str> {
    match key {
        Key::ArticleId => Some("knowledge_base_article_id"),
        Key::ArticleSlug => Some("slug"),
        Key::ArticleTitle => Some("title"),
        _ => None,
    }
}
