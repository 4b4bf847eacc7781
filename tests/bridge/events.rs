//! A launcher that calls callbacks through both channels: each call is one typed event, in order.

use crate::support::{messages, mount_ready, page};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::gtm::{CATALOGUE, DataLayerKey};
use yew_customerly::{ChatEvent, ChatflowContent, Scalar, SurveyQuestionKind};

#[wasm_bindgen_test]
async fn the_nine_callbacks_arrive_once_in_order() {
    let app = mount_ready("channels=both").await;
    crate::support::nine::expect_nine_pushes_and_nine_messages().await;
    app.destroy();
}

#[wasm_bindgen_test]
async fn each_callback_of_the_catalogue_is_one_push_and_one_message() {
    let app = mount_ready("channels=both").await;
    page::pushed();
    messages();
    for entry in CATALOGUE {
        page::fire(&format!("'{}'", entry.kind.callback()));
        page::settle().await;

        let keys = page::eval("Object.keys(dataLayer[0]).join()");
        let expected: Vec<_> = std::iter::once("event")
            .chain(DataLayerKey::ALL.iter().map(|key| key.name()))
            .collect();
        assert_eq!(keys, format!("\"{}\"", expected.join(",")), "{entry:?}");
        assert_eq!(page::pushed(), [entry.event]);
        let kinds: Vec<_> = messages().iter().map(ChatEvent::kind).collect();
        assert_eq!(kinds, [entry.kind]);
    }
    page::fire("'onMessengerInitialized'");
    page::settle().await;
    // The loop also fires `onMessengerLoadFailed`, which logs this error.
    let console = page::console();
    assert_eq!(
        console,
        ["yew-customerly: the chat is unavailable: the chat refused to start"]
    );
    app.destroy();
}

/// Fires a callback and returns its event.
async fn message(call: &str) -> ChatEvent {
    messages();
    page::fire(call);
    page::settle().await;
    messages().pop().expect("a message")
}

#[wasm_bindgen_test]
async fn an_id_is_made_of_digits() {
    let app = mount_ready("channels=both").await;
    for (id, expected) in [
        ("'5000'", Some(5000)),
        ("5000", Some(5000)),
        ("'5e3'", None),
        ("'0x10'", None),
        ("' 5 '", None),
        ("'5.0'", None),
        ("''", None),
    ] {
        let event = message(&format!("'onNewConversationReceived', {id}")).await;
        let ChatEvent::NewConversationReceived { conversation_id } = event else {
            panic!("an unexpected event");
        };
        assert_eq!(conversation_id, expected, "{id}");
    }
    app.destroy();
}

#[wasm_bindgen_test]
async fn payloads_are_typed_and_tolerate_wrong_types() {
    let app = mount_ready("channels=both").await;

    let ChatEvent::NewMessageReceived { message: received } =
        message("'onNewMessageReceived', { timestamp: '17', conversationId: 5, accountName: 'Bo', message: 3 }").await
    else {
        panic!("an unexpected event");
    };
    assert_eq!(received.conversation_id(), Some(5));
    assert_eq!(received.account_name().as_deref(), Some("Bo"));
    assert_eq!(received.timestamp(), Some(17.0));
    assert_eq!(received.message(), None, "a number is not a text");

    let survey = message(
        "'onSurveyPresented', { survey_id: 1, creator: { account_id: 2 }, question: { type: 4, \
         step: 0, limits: { from: 1, to: 5 }, choices: [{ survey_choice_id: 9, value: 'good' }, 7] } }",
    )
    .await;
    let ChatEvent::SurveyPresented { survey } = survey else {
        panic!("an unexpected event");
    };
    let question = survey.question().expect("a question");
    assert_eq!(question.kind(), Some(SurveyQuestionKind::Star));
    assert_eq!(question.limits().and_then(|limits| limits.to()), Some(5.0));
    let choices: Vec<_> = question.choices().iter().collect();
    assert_eq!(choices.len(), 1, "a number is not a choice");
    assert_eq!(choices[0].value(), Some(Scalar::Text("good".into())));

    let clicked = message(
        "'onChatflowNotificationClicked', '12', { type: 'calendar_button', button: { caption: 'Book', link: '/b' } }, 'a@b.c'",
    )
    .await;
    let ChatEvent::ChatflowNotificationClicked {
        notification_id: Some(12),
        item: Some(item),
        email,
    } = clicked
    else {
        panic!("{clicked:?}");
    };
    assert_eq!(email.as_deref(), Some("a@b.c"));
    assert_eq!(item.tag().as_deref(), Some("calendar_button"));
    assert_eq!(
        item.content(),
        ChatflowContent::CalendarButton {
            caption: Some("Book".into()),
            link: Some("/b".into()),
        }
    );
    let ChatEvent::ChatflowNotificationClicked {
        item: Some(item), ..
    } = message("'onChatflowNotificationClicked', 1, { type: 'hologram' }").await
    else {
        panic!("an unexpected event");
    };
    assert_eq!(
        item.content(),
        ChatflowContent::Unknown {
            tag: Some("hologram".into())
        }
    );

    let ChatEvent::RealtimeVideoReceived { call } = message(
        "'onRealtimeVideoReceived', { url: 'https://call.example', user: { user_id: 4 }, conversation_id: 6 }",
    )
    .await
    else {
        panic!("an unexpected event");
    };
    assert_eq!(call.user().and_then(|user| user.user_id()), Some(4));
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}

#[wasm_bindgen_test]
async fn the_debug_output_of_a_clicked_item_names_its_kind() {
    let app = mount_ready("channels=both").await;
    for (item, expected) in [
        ("{ type: 'close_button' }", "CloseButton"),
        (
            "Object.assign([1], { type: 'hologram', toJSON() { throw 1 } })",
            "Unknown",
        ),
        (
            "(() => { const list = []; list.push(list, list); return list; })()",
            "Unknown",
        ),
        (
            "new Proxy({}, { get() { throw new Error('trap') } })",
            "Unknown",
        ),
    ] {
        let clicked = message(&format!("'onChatflowNotificationClicked', 1, {item}")).await;
        let debug = format!("{clicked:?}");
        assert!(debug.contains(expected), "{item}: {debug}");
    }
    app.destroy();
}
