//! What the chat's callbacks are given, turned into events.
//!
//! Whatever the chat passes, decoding ends: each read catches, lists are cut, nothing recurses, and
//! what has the wrong type is `None`.

use wasm_bindgen::prelude::*;

use crate::event::{
    Account, Article, Attachment, Author, ChatEvent, ChatflowArticle, ChatflowAttribute,
    ChatflowItem, Contact, EventKind, Message, Opaque, RealtimeCall, Scalar, Survey, SurveyChoice,
    SurveyLimits, SurveyQuestion, SurveyQuestionKind,
};

/// A list may be a proxy that claims any length, and all of it would be copied.
const LONGEST_LIST: u32 = 1000;

/// The largest whole number of which JavaScript knows the neighbours.
const LARGEST_EXACT: f64 = 9_007_199_254_740_991.0;

type Read = Result<JsValue, JsValue>;

/// One getter per field name. A typed getter takes a fifth of the time of `Reflect::get`.
macro_rules! fields {
    ($($field:ident)* $(; $($renamed:ident = $js_name:ident)*)?) => {
        #[wasm_bindgen]
        extern "C" {
            type Payload;

            $(#[wasm_bindgen(method, getter, structural, catch)]
            fn $field(this: &Payload) -> Result<JsValue, JsValue>;)*

            $($(#[wasm_bindgen(method, getter, structural, catch, js_name = $js_name)]
            fn $renamed(this: &Payload) -> Result<JsValue, JsValue>;)*)?

            #[wasm_bindgen(method, indexing_getter, structural, catch)]
            fn at(this: &Payload, index: u32) -> Result<JsValue, JsValue>;

            #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
            fn is_array(value: &JsValue) -> Result<bool, JsValue>;
        }
    };
}

fields! {
    account account_id app_id article article_id attributes author base64 body button
    caption choices collection collection_id conversation_id created_at creator description email
    from is_ai knowledge_base_article_id knowledge_base_collection_id
    knowledge_base_root_collection_id length limits link message name question seen_at size slug
    sort status step subtitle survey_choice_id survey_id survey_question_id thank_you_text
    timestamp title to ts updated_at url user user_id value written_by;
    kind = type sender_id = accountId sender_name = accountName contact_id = userId
    thread_id = conversationId
}

pub(super) fn event(kind: EventKind, arguments: [JsValue; 3]) -> ChatEvent {
    let [first, second, third] = arguments;
    match kind {
        EventKind::LeadGenerated => ChatEvent::LeadGenerated {
            email: decode(first),
        },
        EventKind::ChatOpened => ChatEvent::ChatOpened,
        EventKind::ChatClosed => ChatEvent::ChatClosed,
        EventKind::NewConversation => ChatEvent::NewConversation {
            message: decode(first),
            attachments: decode(second),
        },
        EventKind::ProfilingQuestionAsked => ChatEvent::ProfilingQuestionAsked {
            attribute: decode(first),
        },
        EventKind::ProfilingQuestionAnswered => ChatEvent::ProfilingQuestionAnswered {
            attribute: decode(first),
            value: decode(second),
        },
        EventKind::RealtimeVideoAnswered => ChatEvent::RealtimeVideoAnswered {
            call: decode(first),
        },
        EventKind::RealtimeVideoRejected => ChatEvent::RealtimeVideoRejected,
        EventKind::HelpCenterArticleOpened => ChatEvent::HelpCenterArticleOpened {
            article: decode::<Option<_>>(first).unwrap_or_default(),
        },
        EventKind::ChatflowNotificationViewed => ChatEvent::ChatflowNotificationViewed {
            notification_id: decode(first),
            email: decode(second),
        },
        EventKind::ChatflowNotificationClicked => ChatEvent::ChatflowNotificationClicked {
            notification_id: decode(first),
            item: decode(second),
            email: decode(third),
        },
        EventKind::NewMessageReceived => ChatEvent::NewMessageReceived {
            message: decode::<Option<_>>(first).unwrap_or_default(),
        },
        EventKind::NewConversationReceived => ChatEvent::NewConversationReceived {
            conversation_id: decode(first),
        },
        EventKind::MessengerInitialized => ChatEvent::MessengerInitialized,
        EventKind::MessengerLoadFailed => {
            let failure = Failure::decode(first).unwrap_or_default();
            ChatEvent::MessengerLoadFailed {
                status: failure.status,
                message: failure.message,
            }
        }
        EventKind::MessageRead => ChatEvent::MessageRead {
            conversation_id: decode(first),
            conversation_message_id: decode(second),
        },
        EventKind::RealtimeVideoReceived => ChatEvent::RealtimeVideoReceived {
            call: decode::<Option<_>>(first).unwrap_or_default(),
        },
        EventKind::RealtimeVideoCanceled => ChatEvent::RealtimeVideoCanceled,
        EventKind::SurveyPresented => ChatEvent::SurveyPresented {
            survey: decode::<Option<_>>(first).unwrap_or_default(),
        },
        EventKind::SurveyAnswered => ChatEvent::SurveyAnswered,
        EventKind::SurveyRejected => ChatEvent::SurveyRejected,
        EventKind::TriggerFired => ChatEvent::TriggerFired {
            trigger_id: decode(first),
        },
    }
}

fn decode<T: Field>(value: JsValue) -> T {
    T::from_read(Ok(value))
}

/// What a field of a payload becomes, whatever stands in it.
trait Field {
    fn from_read(read: Read) -> Self;
}

impl<T: Decode> Field for Option<T> {
    fn from_read(read: Read) -> Self {
        read.ok().and_then(T::decode)
    }
}

impl<T: Decode> Field for Vec<T> {
    fn from_read(read: Read) -> Self {
        let Ok(list) = read else {
            return Self::new();
        };
        // Throws for a revoked proxy.
        if !is_array(&list).unwrap_or(false) {
            return Self::new();
        }
        let list: Payload = list.unchecked_into();
        let length = Option::<u64>::from_read(list.length()).unwrap_or_default();
        let length = u32::try_from(length).unwrap_or(u32::MAX).min(LONGEST_LIST);
        (0..length)
            .filter_map(|index| list.at(index).ok().and_then(T::decode))
            .collect()
    }
}

/// A value of the documented type, or nothing.
trait Decode: Sized {
    fn decode(value: JsValue) -> Option<Self>;
}

impl Decode for String {
    fn decode(value: JsValue) -> Option<Self> {
        value.as_string()
    }
}

impl Decode for bool {
    fn decode(value: JsValue) -> Option<Self> {
        value.as_bool()
    }
}

impl Decode for f64 {
    fn decode(value: JsValue) -> Option<Self> {
        let number = match value.as_string() {
            // JavaScript takes a blank text for 0.
            Some(text) if text.trim().is_empty() => return None,
            // By JavaScript, as Rust's parser would weigh some kilobytes.
            Some(_) => value.unchecked_into_f64(),
            None => value.as_f64()?,
        };
        number.is_finite().then_some(number)
    }
}

impl Decode for u64 {
    fn decode(value: JsValue) -> Option<Self> {
        let number = f64::decode(value)?;
        let whole = (0.0..=LARGEST_EXACT).contains(&number) && number.fract() == 0.0;
        whole.then_some(number as Self)
    }
}

impl Decode for u16 {
    fn decode(value: JsValue) -> Option<Self> {
        u64::decode(value)?.try_into().ok()
    }
}

impl Decode for Scalar {
    fn decode(value: JsValue) -> Option<Self> {
        if let Some(text) = value.as_string() {
            Some(Self::Text(text))
        } else if let Some(flag) = value.as_bool() {
            Some(Self::Bool(flag))
        } else {
            f64::decode(value).map(Self::Number)
        }
    }
}

impl Decode for Opaque {
    fn decode(value: JsValue) -> Option<Self> {
        (!value.is_null() && !value.is_undefined()).then(|| Self::new(value))
    }
}

impl Decode for SurveyQuestionKind {
    fn decode(value: JsValue) -> Option<Self> {
        u64::decode(value).map(Self::from)
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(value: JsValue) -> Option<Self> {
        T::decode(value).map(Self::new)
    }
}

/// Declares how an object becomes a struct: each field from the getter of that name,
/// or of the name behind the equals sign.
macro_rules! shapes {
    ($($shape:ident { $($field:ident $(= $getter:ident)?)* })*) => {
        $(impl Decode for $shape {
            fn decode(value: JsValue) -> Option<Self> {
                if !value.is_object() {
                    return None;
                }
                let payload: Payload = value.unchecked_into();
                Some(Self {
                    $($field: Field::from_read(shapes!(@read payload $field $($getter)?)),)*
                })
            }
        })*
    };
    (@read $payload:ident $field:ident) => { $payload.$field() };
    (@read $payload:ident $field:ident $getter:ident) => { $payload.$getter() };
}

shapes! {
    Attachment { name size base64 }
    Account { account_id name is_ai }
    Author { account_id email name }
    Message {
        account_id = sender_id account_name = sender_name message timestamp user_id = contact_id
        conversation_id = thread_id
    }
    Article {
        knowledge_base_article_id knowledge_base_collection_id knowledge_base_root_collection_id
        app_id slug title description body sort account written_by collection created_at updated_at
    }
    Survey { survey_id creator thank_you_text seen_at question }
    SurveyQuestion {
        survey_id survey_question_id step title subtitle kind limits choices
    }
    SurveyLimits { from to }
    SurveyChoice { survey_id survey_question_id survey_choice_id step value }
    ChatflowArticle { article_id collection_id title description author }
    ChatflowAttribute { name value }
    Failure { status message }
    Contact { user_id }
    RealtimeCall { account url ts conversation_id user }
    Button { caption link }
}

/// The argument of `onMessengerLoadFailed`.
#[derive(Default)]
struct Failure {
    status: Option<u16>,
    message: Option<String>,
}

/// The `button` of a [`ChatflowItem`].
#[derive(Default)]
struct Button {
    caption: Option<String>,
    link: Option<String>,
}

impl Decode for ChatflowItem {
    fn decode(value: JsValue) -> Option<Self> {
        if !value.is_object() {
            return None;
        }
        let item: Payload = value.unchecked_into();
        let button = || Option::<Button>::from_read(item.button()).unwrap_or_default();
        let tag = Option::<String>::from_read(item.kind());
        Some(match tag.as_deref() {
            Some("article") => {
                let article = Option::<ChatflowArticle>::from_read(item.article());
                Self::Article(article.unwrap_or_default())
            }
            Some("attributes") => Self::Attributes(Field::from_read(item.attributes())),
            Some("button") => {
                let Button { caption, link } = button();
                Self::Button { caption, link }
            }
            Some("calendar_button") => {
                let Button { caption, link } = button();
                Self::CalendarButton { caption, link }
            }
            Some("close_button") => Self::CloseButton,
            Some("start_conversation_button") => Self::StartConversationButton {
                caption: button().caption,
            },
            _ => Self::Unknown { tag },
        })
    }
}
