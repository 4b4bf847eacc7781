//! The names of the public recipe for Customerly in Google Tag Manager (Track To Measure), for sites
//! that run it already: one event, and an action that says which.

use js_sys::Object;
use wasm_bindgen::JsValue;

use super::catalogue::Key;
use crate::event::EventKind;
use crate::foreign;

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

/// Adds the recipe's keys to a message, from what was found fit to leave.
pub(super) fn extend(kind: EventKind, message: &Object) {
    let action = action(kind).map_or(JsValue::UNDEFINED, JsValue::from_str);
    foreign::set(message, ACTION, &action);
    for (theirs, ours) in [
        (ATTRIBUTE, Key::QuestionAttribute),
        (ANSWER, Key::QuestionAnswer),
    ] {
        foreign::set(message, theirs, &foreign::get(message, ours.name()));
    }
    let article = match kind {
        EventKind::HelpCenterArticleOpened => article(message),
        _ => JsValue::UNDEFINED,
    };
    foreign::set(message, ARTICLE, &article);
}

/// The recipe keeps an article as an object, under the chat's own names.
fn article(message: &Object) -> JsValue {
    let article = Object::new();
    for (theirs, ours) in [
        ("knowledge_base_article_id", Key::ArticleId),
        ("slug", Key::ArticleSlug),
        ("title", Key::ArticleTitle),
    ] {
        let value = foreign::get(message, ours.name());
        if !value.is_undefined() {
            foreign::set(&article, theirs, &value);
        }
    }
    article.into()
}
