//! The names of the public Track To Measure recipe for Customerly in Google Tag Manager, for sites whose
//! container uses it: one event name, and an action that tells the events apart.

use js_sys::Object;
use wasm_bindgen::JsValue;

use super::rule::{EventName, Precedence, Rule};
use crate::browser::js;
use crate::event::{ChatEvent, EventKind};
use crate::gtm::catalogue::DataLayerKey;

/// The event's name.
const EVENT: &str = "customerly_Event";

/// The recipe's keys that are not in the catalogue, without `customerly_user_email`, which would push the
/// visitor's email address.
pub(super) const KEYS: [&str; 4] = [ACTION_KEY, ATTRIBUTE_KEY, ANSWER_KEY, ARTICLE_KEY];

pub(in crate::gtm) const ACTION_KEY: &str = "customerly_action";
const ATTRIBUTE_KEY: &str = "profiling_attribute";
const ANSWER_KEY: &str = "profiling_answer";
const ARTICLE_KEY: &str = "article_object_data";

/// Pushes the events that the recipe has under its name and with its keys.
pub(super) struct TrackToMeasure;

impl Rule for TrackToMeasure {
    fn precedence(&self) -> Precedence {
        Precedence::TrackToMeasure
    }

    fn event_name(&self, kind: EventKind) -> Option<EventName<'_>> {
        action(kind).map(|_| Some(EVENT.into()))
    }

    /// Copies only values that the message already has, so nothing more leaves.
    fn add_parameters(&self, event: Option<&ChatEvent>, message: &Object) {
        let kind = event.map(ChatEvent::kind);
        let action = kind.and_then(action);
        let action = action.map_or(JsValue::UNDEFINED, JsValue::from_str);
        js::set(message, ACTION_KEY, &action);
        for (theirs, ours) in [
            (ATTRIBUTE_KEY, DataLayerKey::QuestionAttribute),
            (ANSWER_KEY, DataLayerKey::QuestionAnswer),
        ] {
            js::set(message, theirs, &js::get(message, ours.name()));
        }
        let article = match kind {
            Some(EventKind::HelpCenterArticleOpened) => article(message),
            _ => JsValue::UNDEFINED,
        };
        js::set(message, ARTICLE_KEY, &article);
    }
}

/// The recipe's action for a callback. `None` if the recipe does not have the callback.
pub(in crate::gtm) const fn action(kind: EventKind) -> Option<&'static str> {
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

/// The recipe's article: an object with the field names of the chat.
fn article(message: &Object) -> JsValue {
    let article = Object::new();
    for (theirs, ours) in [
        ("knowledge_base_article_id", DataLayerKey::ArticleId),
        ("slug", DataLayerKey::ArticleSlug),
        ("title", DataLayerKey::ArticleTitle),
    ] {
        // Also `undefined`: Google Tag Manager merges objects, and would keep the article before's.
        js::set(&article, theirs, &js::get(message, ours.name()));
    }
    article.into()
}
