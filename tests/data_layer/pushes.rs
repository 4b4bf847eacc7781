//! The pushes of events: their content, their names, and the data layer that receives them.

use crate::support::{chat, messages, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::AppHandle;
use yew_customerly::gtm::{CATALOGUE, DataLayer, DataLayerBuilder, DataLayerKey};
use yew_customerly::{ChatEvent, CustomerlyProviderProps, EventKind, MessengerStatus};

fn built(data_layer: DataLayerBuilder) -> DataLayer {
    data_layer.build().expect("a valid configuration")
}

async fn mount_ready(data_layer: DataLayer) -> AppHandle<crate::support::Recorded> {
    let app = mount(CustomerlyProviderProps {
        data_layer,
        ..props("")
    })
    .await;
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    page::settle().await;
    page::run("window.dataLayer = []");
    messages();
    page::console();
    app
}

/// Callbacks whose payloads contain personal data.
const PERSONAL: [&str; 9] = [
    "'onLeadGenerated', 'ada@example.com'",
    "'onNewConversation', 'my secret is ada@example.com', [{ name: 'ada@example.com.pdf', size: 3, base64: 'QUJD' }]",
    "'onProfilingQuestionAnswered', 'email', 'ada@example.com'",
    "'onProfilingQuestionAsked', 'of ada@example.com'",
    "'onHelpCenterArticleOpened', { knowledge_base_article_id: 1, slug: 'ada%40example.com', title: 'About ada@example.com', \
     body: 'the secret body', description: 'a secret', written_by: { email: 'ada@example.com' } }",
    "'onChatflowNotificationViewed', 1, 'ada@example.com'",
    "'onChatflowNotificationClicked', 1, { type: 'ada@example.com' }, 'ada@example.com'",
    "'onNewMessageReceived', { message: 'a secret for ada@example.com', accountName: 'ada@example.com', conversationId: 1 }",
    "'onMessengerLoadFailed', { status: 401, message: 'no ada@example.com' }",
];

#[wasm_bindgen_test]
async fn by_default_no_push_contains_personal_data() {
    let app = mount_ready(DataLayer::new()).await;
    let path = page::eval("location.pathname + location.search");
    page::run(
        "history.replaceState(null, '', '/shop/ada@example.com?utm_source=mail&email=ada%40example.com&q=secret#ada@example.com');
         document.title = 'Orders of ada@example.com'",
    );
    for call in PERSONAL {
        page::fire(call);
    }
    assert_eq!(page::eval("dataLayer.length"), "9");
    let pushed = page::eval("dataLayer");
    for word in ["@", "%40", "ada", "secret", "QUJD"] {
        assert!(!pushed.contains(word), "{word} is in {pushed}");
    }
    assert!(
        pushed.contains("/shop/(redacted)?utm_source=mail\""),
        "{pushed}"
    );
    assert!(
        pushed.contains("\"customerly_page_title\":\"Orders of (redacted)\""),
        "{pushed}"
    );

    page::run(&format!(
        "history.replaceState(null, '', {path}); document.title = ''"
    ));
    page::fire("'onMessengerInitialized'");
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_push_contains_the_texts_that_the_app_opts_in_to() {
    let app = mount_ready(built(DataLayer::builder().message_text().answer("size"))).await;
    page::fire("'onNewConversation', 'Hällo', [{}, {}]");
    page::fire("'onProfilingQuestionAnswered', 'size', 12");
    page::fire("'onProfilingQuestionAnswered', 'name', 'Ada'");
    // Several choices.
    page::fire("'onProfilingQuestionAnswered', 'size', ['S', 'M', {}, 'L']");
    assert_eq!(
        page::eval(
            "dataLayer.map((m) => [m.customerly_message, m.customerly_message_length, m.customerly_attachment_count,
             m.customerly_question_attribute, m.customerly_question_answer])"
        ),
        r#"[["Hällo",5,2,"(undefined)","(undefined)"],["(undefined)","(undefined)","(undefined)","size",12],["(undefined)","(undefined)","(undefined)","name","(undefined)"],["(undefined)","(undefined)","(undefined)","size","S, M, L"]]"#
    );
    app.destroy();
}

#[wasm_bindgen_test]
async fn the_push_of_a_closed_chat_contains_the_time_that_it_was_open() {
    let app = mount_ready(DataLayer::new()).await;
    page::fire("'onChatClosed'");
    page::fire("'onChatOpened'");
    page::fire("'onChatClosed'");
    assert_eq!(
        page::eval("dataLayer.map((message) => message.customerly_open_seconds)"),
        r#"["(undefined)","(undefined)",0]"#
    );
    // A second report of the same opening does not restart the clock.
    page::pushed();
    page::run(
        "window.realNow = performance.now; performance.now = () => realNow.call(performance) + window.ahead",
    );
    for ahead in [0, 3_000] {
        page::run(&format!("window.ahead = {ahead}"));
        page::fire("'onChatOpened'");
    }
    page::run("window.ahead = 5_000");
    page::fire("'onChatClosed'");
    page::run("performance.now = realNow");
    assert_eq!(page::eval("dataLayer[2].customerly_open_seconds"), "5");
    // A change of the system clock in between does not affect the result.
    page::pushed();
    page::fire("'onChatOpened'");
    page::run("window.rightNow = Date.now; Date.now = () => rightNow() + 86_400_000");
    page::fire("'onChatClosed'");
    page::run("Date.now = rightNow");
    assert_eq!(page::eval("dataLayer[1].customerly_open_seconds"), "0");
    app.destroy();
}

#[wasm_bindgen_test]
async fn each_push_is_a_new_plain_object() {
    let app = mount_ready(DataLayer::new()).await;
    page::fire("'onChatOpened'");
    page::fire("'onChatOpened'");
    assert_eq!(
        page::eval(
            "[dataLayer[0] !== dataLayer[1], Object.getPrototypeOf(dataLayer[0]) === Object.prototype,
             Object.isExtensible(dataLayer[0])]"
        ),
        "[true,true,true]"
    );
    app.destroy();
}

#[wasm_bindgen_test]
async fn the_data_layer_can_be_renamed_or_turned_off() {
    let app = mount_ready(built(DataLayer::builder().named("otherLayer"))).await;
    page::fire("'onSurveyAnswered'");
    assert_eq!(page::eval("[otherLayer.length, dataLayer.length]"), "[1,0]");
    app.destroy();

    let app = mount_ready(DataLayer::off()).await;
    page::fire("'onSurveyAnswered'");
    page::settle().await;
    assert_eq!(page::eval("[otherLayer.length, dataLayer.length]"), "[1,0]");
    assert_eq!(messages(), [ChatEvent::SurveyAnswered]);
    app.destroy();
}

#[wasm_bindgen_test]
async fn the_app_renames_filters_and_extends_pushes() {
    let layer = DataLayer::builder()
        .prefix("chat_")
        .rename(EventKind::SurveyAnswered, "survey_done")
        .parameter("plan", |event| match event {
            ChatEvent::ChatOpened => Some("é".repeat(120).into()),
            _ => None,
        })
        .without(EventKind::SurveyRejected)
        .only_if(|event| {
            !matches!(
                event,
                ChatEvent::TriggerFired {
                    trigger_id: Some(13)
                }
            )
        });
    let app = mount_ready(built(layer)).await;
    for call in [
        "'onChatOpened'",
        "'onSurveyAnswered'",
        "'onSurveyRejected'",
        "'onTriggerFired', 13",
        "'onTriggerFired', 14",
    ] {
        page::fire(call);
    }
    page::settle().await;
    assert_eq!(messages().len(), 5, "components receive every event");
    assert_eq!(
        page::eval("dataLayer.map((message) => message.plan?.length)"),
        r#"[100,"(undefined)","(undefined)"]"#
    );
    assert_eq!(
        page::eval("dataLayer.every((message) => 'plan' in message)"),
        "true"
    );
    assert_eq!(
        page::pushed(),
        ["chat_chat_opened", "survey_done", "chat_trigger_fired"]
    );
    app.destroy();
}

#[wasm_bindgen_test]
async fn track_to_measure_pushes_the_names_of_its_recipe() {
    let app = mount_ready(built(
        DataLayer::builder().track_to_measure().answer("size"),
    ))
    .await;
    page::fire("'onTriggerFired', 9");
    page::fire("'onProfilingQuestionAnswered', 'size', 12");
    page::fire(
        "'onHelpCenterArticleOpened', { knowledge_base_article_id: 7, title: 'Refunds', body: 'secret' }",
    );
    page::fire("'onLeadGenerated', 'ada@example.com'");
    page::fire("'onMessageRead', 1, 2");
    assert_eq!(
        page::eval(
            "dataLayer.map((m) => [m.event, m.customerly_action, m.customerly_trigger_id, m.profiling_attribute,
             m.profiling_answer, m.article_object_data, m.customerly_user_email])"
        )
        .replace("\"(undefined)\"", "-"),
        r#"[["customerly_Event","chat trigger displayed",9,-,-,-,-],["customerly_Event","answer profiling question",-,"size",12,-,-],["customerly_Event","opens a Help Center Article",-,-,-,{"knowledge_base_article_id":7,"slug":-,"title":"Refunds"},-],["customerly_Event","new chat lead",-,-,-,-,-],["customerly_message_read",-,-,-,-,-,-]]"#
    );
    app.destroy();
}

/// A call of the callback with arguments that set every key it can set by default.
fn full_call(name: &str) -> String {
    let arguments = match name {
        "onLeadGenerated" => "'ada@example.com'",
        "onNewConversation" => "'Hello', []",
        "onProfilingQuestionAsked" => "'size'",
        "onProfilingQuestionAnswered" => "'size', 12",
        "onRealtimeVideoAnswered" | "onRealtimeVideoReceived" => "{ conversation_id: 3 }",
        "onHelpCenterArticleOpened" => "{ knowledge_base_article_id: 7, slug: 's', title: 't' }",
        "onChatflowNotificationViewed" => "5",
        "onChatflowNotificationClicked" => {
            "5, { type: 'article', article: { article_id: 6, title: 't' } }"
        }
        "onNewMessageReceived" => "{ conversationId: 3 }",
        "onNewConversationReceived" => "3",
        "onMessengerLoadFailed" => "{ status: 500 }",
        "onMessageRead" => "3, 4",
        "onSurveyPresented" => "{ survey_id: 8 }",
        "onTriggerFired" => "9",
        _ => "",
    };
    format!("'{name}', {arguments}")
}

/// Reads the data layer with Google's own data-layer-helper, which keeps the keys of earlier pushes.
#[wasm_bindgen_test]
async fn each_push_resets_the_keys_of_the_previous_one() {
    page::load("/target/fixtures/data-layer-helper.js").await;
    let opt_in = [DataLayerKey::MessageText, DataLayerKey::LeadEmailSha256];
    let app = mount_ready(built(
        DataLayer::builder().answer("size").conversation_ids(),
    ))
    .await;
    page::run(
        "window.dataLayer = [{ cart: { items: 2 } }, { customer_type: 'new' }];
         document.title = 'A page';
         window.model = new DataLayerHelper(dataLayer)",
    );
    page::fire("'onChatOpened'");
    for entry in CATALOGUE {
        page::fire(&full_call(entry.kind.callback()));
        assert_eq!(
            page::eval("model.get('event')"),
            format!("\"{}\"", entry.event)
        );
        for key in DataLayerKey::ALL {
            let value = page::eval(&format!("model.get('{}')", key.name()));
            let set = entry.keys.contains(key) && !opt_in.contains(key)
                || DataLayerKey::PAGE.contains(key);
            assert_eq!(
                value != "\"(undefined)\"",
                set,
                "{:?}: {key:?} is {value}",
                entry.kind
            );
        }
        assert_eq!(
            page::eval("[model.get('cart.items'), model.get('customer_type')]"),
            r#"[2,"new"]"#
        );
    }
    page::fire("'onMessengerInitialized'");
    app.destroy();
}
