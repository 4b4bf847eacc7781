//! What the chat's callbacks are given, turned into events.

use wasm_bindgen::JsValue;

use crate::event::{ChatEvent, EventKind, Read};
use crate::foreign;

pub(super) fn event(kind: EventKind, arguments: &[JsValue; 3]) -> ChatEvent {
    let [first, second, third] = arguments;
    match kind {
        EventKind::LeadGenerated => ChatEvent::LeadGenerated {
            email: Read::read(first),
        },
        EventKind::ChatOpened => ChatEvent::ChatOpened,
        EventKind::ChatClosed => ChatEvent::ChatClosed,
        EventKind::NewConversation => ChatEvent::NewConversation {
            message: Read::read(first),
            attachments: Read::read(second),
        },
        EventKind::ProfilingQuestionAsked => ChatEvent::ProfilingQuestionAsked {
            attribute: Read::read(first),
        },
        EventKind::ProfilingQuestionAnswered => ChatEvent::ProfilingQuestionAnswered {
            attribute: Read::read(first),
            value: Read::read(second),
        },
        EventKind::RealtimeVideoAnswered => ChatEvent::RealtimeVideoAnswered {
            call: Read::read(first),
        },
        EventKind::RealtimeVideoRejected => ChatEvent::RealtimeVideoRejected,
        EventKind::HelpCenterArticleOpened => ChatEvent::HelpCenterArticleOpened {
            article: Read::read(first),
        },
        EventKind::ChatflowNotificationViewed => ChatEvent::ChatflowNotificationViewed {
            notification_id: Read::read(first),
            email: Read::read(second),
        },
        EventKind::ChatflowNotificationClicked => ChatEvent::ChatflowNotificationClicked {
            notification_id: Read::read(first),
            item: Read::read(second),
            email: Read::read(third),
        },
        EventKind::NewMessageReceived => ChatEvent::NewMessageReceived {
            message: Read::read(first),
        },
        EventKind::NewConversationReceived => ChatEvent::NewConversationReceived {
            conversation_id: Read::read(first),
        },
        EventKind::MessengerInitialized => ChatEvent::MessengerInitialized,
        EventKind::MessengerLoadFailed => ChatEvent::MessengerLoadFailed {
            status: Read::read(&foreign::get(first, "status")),
            message: Read::read(&foreign::get(first, "message")),
        },
        EventKind::MessageRead => ChatEvent::MessageRead {
            conversation_id: Read::read(first),
            conversation_message_id: Read::read(second),
        },
        EventKind::RealtimeVideoReceived => ChatEvent::RealtimeVideoReceived {
            call: Read::read(first),
        },
        EventKind::RealtimeVideoCanceled => ChatEvent::RealtimeVideoCanceled,
        EventKind::SurveyPresented => ChatEvent::SurveyPresented {
            survey: Read::read(first),
        },
        EventKind::SurveyAnswered => ChatEvent::SurveyAnswered,
        EventKind::SurveyRejected => ChatEvent::SurveyRejected,
        EventKind::TriggerFired => ChatEvent::TriggerFired {
            trigger_id: Read::read(first),
        },
    }
}
