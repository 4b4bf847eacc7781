//! Decodes the arguments of a callback into an event.

use wasm_bindgen::JsValue;

use crate::browser::js;
use crate::event::{ChatEvent, EventKind, FromJs};

pub(super) fn event(kind: EventKind, arguments: &[JsValue; 3]) -> ChatEvent {
    let [first, second, third] = arguments;
    match kind {
        EventKind::LeadGenerated => ChatEvent::LeadGenerated {
            email: FromJs::from_js(first),
        },
        EventKind::ChatOpened => ChatEvent::ChatOpened,
        EventKind::ChatClosed => ChatEvent::ChatClosed,
        EventKind::NewConversation => ChatEvent::NewConversation {
            message: FromJs::from_js(first),
            attachments: FromJs::from_js(second),
        },
        EventKind::ProfilingQuestionAsked => ChatEvent::ProfilingQuestionAsked {
            attribute: FromJs::from_js(first),
        },
        EventKind::ProfilingQuestionAnswered => ChatEvent::ProfilingQuestionAnswered {
            attribute: FromJs::from_js(first),
            value: FromJs::from_js(second),
        },
        EventKind::RealtimeVideoAnswered => ChatEvent::RealtimeVideoAnswered {
            call: FromJs::from_js(first),
        },
        EventKind::RealtimeVideoRejected => ChatEvent::RealtimeVideoRejected,
        EventKind::HelpCenterArticleOpened => ChatEvent::HelpCenterArticleOpened {
            article: FromJs::from_js(first),
        },
        EventKind::ChatflowNotificationViewed => ChatEvent::ChatflowNotificationViewed {
            notification_id: FromJs::from_js(first),
            email: FromJs::from_js(second),
        },
        EventKind::ChatflowNotificationClicked => ChatEvent::ChatflowNotificationClicked {
            notification_id: FromJs::from_js(first),
            item: FromJs::from_js(second),
            email: FromJs::from_js(third),
        },
        EventKind::NewMessageReceived => ChatEvent::NewMessageReceived {
            message: FromJs::from_js(first),
        },
        EventKind::NewConversationReceived => ChatEvent::NewConversationReceived {
            conversation_id: FromJs::from_js(first),
        },
        EventKind::MessengerInitialized => ChatEvent::MessengerInitialized,
        EventKind::MessengerLoadFailed => ChatEvent::MessengerLoadFailed {
            status: FromJs::from_js(&js::get(first, "status")),
            message: FromJs::from_js(&js::get(first, "message")),
        },
        EventKind::MessageRead => ChatEvent::MessageRead {
            conversation_id: FromJs::from_js(first),
            conversation_message_id: FromJs::from_js(second),
        },
        EventKind::RealtimeVideoReceived => ChatEvent::RealtimeVideoReceived {
            call: FromJs::from_js(first),
        },
        EventKind::RealtimeVideoCanceled => ChatEvent::RealtimeVideoCanceled,
        EventKind::SurveyPresented => ChatEvent::SurveyPresented {
            survey: FromJs::from_js(first),
        },
        EventKind::SurveyAnswered => ChatEvent::SurveyAnswered,
        EventKind::SurveyRejected => ChatEvent::SurveyRejected,
        EventKind::TriggerFired => ChatEvent::TriggerFired {
            trigger_id: FromJs::from_js(first),
        },
    }
}
