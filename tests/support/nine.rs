//! The nine callbacks that Customerly documents, with the arguments that the chat passes.

use yew_customerly::{ChatEvent, Scalar};

use super::{messages, page};

const CALLS: [&str; 9] = [
    "'onChatOpened'",
    "'onNewConversation', 'Hello, I am Ada', [{ name: 'cv.pdf', size: 3, base64: 'QUJD' }]",
    "'onProfilingQuestionAsked', 'company_size'",
    "'onProfilingQuestionAnswered', 'company_size', 12",
    "'onLeadGenerated', 'ada@example.com'",
    "'onHelpCenterArticleOpened', { knowledge_base_article_id: '7', slug: 'refunds', \
     title: 'Refunds', body: '<p>write to help@example.com</p>', created_at: 1700000000, \
     account: { account_id: 3, name: 'Bo', is_ai: false }, collection: { any: 'thing' } }",
    "'onRealtimeVideoAnswered'",
    "'onRealtimeVideoRejected'",
    "'onChatClosed'",
];

const PUSHED: [&str; 9] = [
    "customerly_chat_opened",
    "customerly_new_conversation",
    "customerly_profiling_question_asked",
    "customerly_profiling_question_answered",
    "customerly_lead_generated",
    "customerly_help_center_article_opened",
    "customerly_realtime_video_answered",
    "customerly_realtime_video_rejected",
    "customerly_chat_closed",
];

/// Fires all nine and checks for nine pushes and nine typed messages, in order, and an empty console.
pub(crate) async fn expect_nine_pushes_and_nine_messages() {
    page::settle().await;
    page::pushed();
    messages();
    for call in CALLS {
        page::fire(call);
    }
    page::settle().await;

    assert_eq!(page::pushed(), PUSHED);
    let messages: [ChatEvent; 9] = messages().try_into().expect("nine messages");
    let [
        opened,
        conversation,
        asked,
        answered,
        lead,
        article,
        call_answered,
        call_rejected,
        closed,
    ] = messages;
    assert_eq!(opened, ChatEvent::ChatOpened);
    let ChatEvent::NewConversation {
        message,
        attachments,
    } = conversation
    else {
        panic!("{conversation:?}");
    };
    assert_eq!(message.as_deref(), Some("Hello, I am Ada"));
    assert_eq!(attachments.len(), 1);
    let attachment = attachments.iter().next().expect("an attachment");
    assert_eq!(attachment.name().as_deref(), Some("cv.pdf"));
    assert_eq!(attachment.size(), Some(3));
    assert_eq!(attachment.base64().as_deref(), Some("QUJD"));
    let attribute = Some("company_size".to_owned());
    assert_eq!(
        asked,
        ChatEvent::ProfilingQuestionAsked {
            attribute: attribute.clone()
        }
    );
    let value = Some(Scalar::Number(12.0));
    assert_eq!(
        answered,
        ChatEvent::ProfilingQuestionAnswered { attribute, value }
    );
    let email = Some("ada@example.com".to_owned());
    assert_eq!(lead, ChatEvent::LeadGenerated { email });
    let ChatEvent::HelpCenterArticleOpened { article } = article else {
        panic!("{article:?}");
    };
    assert_eq!(article.knowledge_base_article_id(), Some(7));
    assert_eq!(article.title().as_deref(), Some("Refunds"));
    assert_eq!(article.created_at(), Some(1_700_000_000.0));
    let account = article.account().expect("an account");
    assert_eq!(account.account_id(), Some(3));
    assert_eq!(account.name().as_deref(), Some("Bo"));
    assert_eq!(account.is_ai(), Some(false));
    let collection = article.collection().expect("the collection, unchanged");
    assert_eq!(
        page::show(collection.as_js()).as_deref(),
        Some(r#"{"any":"thing"}"#)
    );
    assert_eq!(
        call_answered,
        ChatEvent::RealtimeVideoAnswered { call: None }
    );
    assert_eq!(call_rejected, ChatEvent::RealtimeVideoRejected);
    assert_eq!(closed, ChatEvent::ChatClosed);
    assert_eq!(page::console(), [""; 0]);
}
