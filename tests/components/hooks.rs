//! Hooks and struct components: which components receive events, which render, and what a handler may do.

use std::cell::RefCell;
use std::rc::Rc;

use crate::support::{chat, messages, mount, mount_until_ready, page, props, with};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::CustomerlyProviderProps;
use yew_customerly::gtm::DataLayer;
use yew_customerly::prelude::*;

thread_local! {
    static RENDERS: RefCell<Vec<&'static str>> = RefCell::default();
    static RECORDS: RefCell<Vec<String>> = RefCell::default();
}

fn renders() -> Vec<&'static str> {
    RENDERS.take()
}

fn record_render(name: &'static str) {
    RENDERS.with_borrow_mut(|renders| renders.push(name));
}

fn record(event: String) {
    RECORDS.with_borrow_mut(|records| records.push(event));
}

fn recorded() -> Vec<String> {
    RECORDS.take()
}

#[component]
fn Commander() -> Html {
    record_render("commander");
    let chat = use_customerly();
    assert!(chat.is_some());
    Html::default()
}

#[component]
fn OpenReader() -> Html {
    record_render("open");
    let open = use_chat_open();
    html! { <p id="open">{ open }</p> }
}

#[component]
fn StatusReader() -> Html {
    record_render("status");
    let status = use_messenger_status();
    html! { <p id="status">{ format!("{status:?}") }</p> }
}

#[component]
fn UnreadReader() -> Html {
    record_render("unread");
    let unread = use_unread_messages();
    html! { <p id="unread">{ unread }</p> }
}

#[component]
fn ConversationsReader() -> Html {
    record_render("conversations");
    let unread = use_unread_conversations();
    html! { <p id="conversations">{ unread }</p> }
}

#[component]
fn UserReader() -> Html {
    record_render("user");
    let loaded = use_user_loaded();
    html! { <p id="user">{ loaded }</p> }
}

/// Uses every hook that sends commands or receives events, and none that reads a value.
#[component]
fn Busy() -> Html {
    record_render("busy");
    let chat = use_customerly();
    use_chat_event(|event: &ChatEvent| record(format!("{:?}", event.kind())));
    use_chat_hidden(true);
    use_chat_page("the only one");
    use_effect_with(chat, |chat| {
        if let Some(chat) = chat {
            chat.track_event("busy");
        }
    });
    Html::default()
}

/// Renders again on each click, so that its handler captures another number.
#[component]
fn Counter() -> Html {
    let round = use_state(|| 0);
    let current = *round;
    use_chat_event(move |event: &ChatEvent| {
        record(format!("{:?} in round {current}", event.kind()))
    });
    let onclick = move |_| round.set(current + 1);
    html! { <button id="next" {onclick} /> }
}

async fn mount_ready(children: Html) -> AppHandle<crate::support::Recorded> {
    let app = mount_until_ready(with(children)).await;
    renders();
    recorded();
    messages();
    page::pushed();
    app
}

fn text(id: &str) -> String {
    page::eval(&format!("document.getElementById('{id}').textContent"))
}

#[wasm_bindgen_test]
async fn a_component_renders_only_when_a_value_that_it_reads_changes() {
    let app =
        mount_ready(html! { <><Commander /><Busy /><OpenReader /><StatusReader /><UnreadReader /><ConversationsReader /><UserReader /></> })
            .await;
    assert_eq!(text("open"), "\"false\"");
    assert_eq!(text("status"), "\"Ready\"");

    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(renders(), ["open"]);
    assert_eq!(text("open"), "\"true\"");

    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(renders(), [""; 0], "the chat is already open");

    page::run("customerly.unreadMessagesCount = 3");
    page::fire("'onNewMessageReceived', { conversationId: 1 }");
    page::settle().await;
    assert_eq!(renders(), ["unread"]);
    assert_eq!(text("unread"), "\"3\"");
    page::run("customerly.unreadConversationsCount = 2");
    page::fire("'onNewConversationReceived', 1");
    page::settle().await;
    assert_eq!(renders(), ["conversations"]);
    assert_eq!(text("conversations"), "\"2\"");
    page::run("customerly.unreadMessagesCount = {}");

    page::fire("'onChatClosed'");
    page::settle().await;
    let mut both = renders();
    both.sort_unstable();
    assert_eq!(both, ["open", "unread"]);
    assert_eq!(
        text("unread"),
        "\"0\"",
        "a value that is not a number counts as 0"
    );

    for _ in 0..1000 {
        page::fire("'onSurveyAnswered'");
    }
    page::settle().await;
    assert_eq!(renders(), [""; 0]);
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}

#[wasm_bindgen_test]
async fn the_number_of_renders_from_mount_to_unmount() {
    let children = || html! { <><Commander /><Busy /><OpenReader /></> };
    renders();
    let mut app = mount_until_ready(with(children())).await;
    recorded();
    for _ in 0..3 {
        page::fire("'onChatOpened'");
        page::settle().await;
        page::fire("'onChatClosed'");
        page::settle().await;
    }
    for user in [1, 2] {
        app.update(CustomerlyProviderProps {
            settings: Settings::new().user_id(user),
            ..with(children())
        });
        page::settle().await;
    }
    app.update(with(children()));
    page::settle().await;
    for _ in 0..1000 {
        page::fire("'onSurveyAnswered'");
    }
    page::settle().await;
    app.destroy();
    page::settle().await;

    let renders = renders();
    let count = |name| renders.iter().filter(|other| **other == name).count();
    assert_eq!(count("commander"), 1);
    assert_eq!(count("busy"), 1);
    assert_eq!(count("open"), 1 + 6);
    assert_eq!(renders.len(), 9);
    assert_eq!(recorded().len(), 1006);
    assert_eq!(page::console(), [""; 0]);
}

#[wasm_bindgen_test]
async fn a_component_that_mounts_later_shows_the_current_values() {
    let mut app = mount_ready(Html::default()).await;
    page::fire("'onChatOpened'");
    app.update(with(html! { <><OpenReader /><StatusReader /></> }));
    page::settle().await;
    assert_eq!(text("open"), "\"true\"");
    assert_eq!(text("status"), "\"Ready\"");
    // Twice, because a hook cannot know whether the first render hydrates HTML from a server.
    let mut rendered = renders();
    rendered.sort_unstable();
    assert_eq!(rendered, ["open", "open", "status", "status"]);
    page::fire("'onChatClosed'");
    app.destroy();
}

#[wasm_bindgen_test]
async fn returning_to_the_page_refreshes_values_and_repeats_no_event() {
    let children = html! { <><Busy /><OpenReader /><UnreadReader /><ConversationsReader /></> };
    let app = mount_ready(children).await;
    page::fire("'onChatOpened'");
    page::settle().await;
    renders();
    recorded();
    page::pushed();
    page::run("launcher.calls.length = 0");

    let leave_and_return = || {
        page::run(
            "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
             document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
             dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
             document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));",
        )
    };
    leave_and_return();
    page::settle().await;
    assert_eq!(renders(), [""; 0], "no value changes");
    // The launcher's counts change without a callback.
    page::run("customerly.unreadMessagesCount = 4; customerly.unreadConversationsCount = 1");
    leave_and_return();
    page::settle().await;
    let mut rendered = renders();
    rendered.sort_unstable();
    assert_eq!(rendered, ["conversations", "unread"]);
    assert_eq!(text("unread"), "\"4\"");
    assert_eq!(text("conversations"), "\"1\"");
    assert_eq!(text("open"), "\"true\"");
    assert_eq!(recorded(), [""; 0]);
    assert_eq!(page::pushed(), [""; 0]);
    assert_eq!(page::eval("launcher.calls"), "[]");

    page::run("customerly.unreadMessagesCount = 0; customerly.unreadConversationsCount = 0");
    page::fire("'onChatClosed'");
    page::settle().await;
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}

#[wasm_bindgen_test]
async fn an_event_calls_the_latest_closure() {
    let app = mount_ready(html! { <Counter /> }).await;
    page::fire("'onSurveyAnswered'");
    page::run("document.getElementById('next').click()");
    page::settle().await;
    page::fire("'onSurveyAnswered'");
    assert_eq!(
        recorded(),
        ["SurveyAnswered in round 0", "SurveyAnswered in round 1"]
    );
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_handler_that_sends_a_command_keeps_the_order_of_events() {
    let app = mount_ready(Html::default()).await;
    let closer = chat().subscribe(Callback::from(|event: Rc<ChatEvent>| {
        record(format!("closer: {:?}", event.kind()));
        if *event == ChatEvent::ChatOpened {
            chat().close();
        }
    }));
    let other = chat().subscribe(Callback::from(|event: Rc<ChatEvent>| {
        record(format!("other: {:?}", event.kind()));
    }));
    assert_eq!(chat().open(), yew_customerly::CommandOutcome::Sent);
    page::settle().await;
    assert_eq!(
        recorded(),
        [
            "closer: ChatOpened",
            "other: ChatOpened",
            "closer: ChatClosed",
            "other: ChatClosed"
        ]
    );
    assert_eq!(messages(), [ChatEvent::ChatOpened, ChatEvent::ChatClosed]);
    assert_eq!(
        page::pushed(),
        ["customerly_chat_opened", "customerly_chat_closed"]
    );
    drop((closer, other));
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_tag_that_closes_the_chat_during_a_push_keeps_the_order_of_events() {
    let app = mount_ready(Html::default()).await;
    page::run(
        "dataLayer.push = (message) => {
            window.seen = [...(window.seen ?? []), message.event];
            if (message.event === 'customerly_chat_opened') customerly.close();
        }",
    );
    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(
        page::eval("window.seen.join()"),
        "\"customerly_chat_opened,customerly_chat_closed\""
    );
    assert_eq!(messages(), [ChatEvent::ChatOpened, ChatEvent::ChatClosed]);
    page::run("delete dataLayer.push; delete window.seen");
    app.destroy();
}

#[wasm_bindgen_test]
async fn an_exception_in_a_handler_loses_no_event() {
    let app = mount_ready(Html::default()).await;
    let listener = chat().subscribe(Callback::from(|event: Rc<ChatEvent>| {
        if *event == ChatEvent::SurveyRejected {
            page::boom();
        }
    }));
    page::run("setTimeout(() => launcher.fire('onSurveyRejected'))");
    let lines = RefCell::new(Vec::new());
    page::until(|| {
        lines.borrow_mut().extend(page::console());
        lines.borrow().iter().any(|line| line.contains("boom"))
    })
    .await;
    page::settle().await;
    assert_eq!(messages(), [ChatEvent::SurveyRejected]);
    assert_eq!(page::pushed(), ["customerly_survey_rejected"]);

    for _ in 0..2 {
        page::fire("'onSurveyAnswered'");
        page::until(|| page::eval("dataLayer.length") != "0").await;
        page::settle().await;
        page::pushed();
        assert_eq!(messages(), [ChatEvent::SurveyAnswered]);
    }
    drop(listener);
    app.destroy();
}

#[wasm_bindgen_test]
async fn an_event_caused_by_a_computed_parameter_is_dispatched_after_the_current_one() {
    let layer = DataLayer::builder()
        .parameter("plan", |event| {
            if *event == ChatEvent::ChatOpened {
                chat().close();
            }
            None
        })
        .build()
        .expect("a valid name");
    let app = mount(CustomerlyProviderProps {
        data_layer: layer,
        ..props("")
    })
    .await;
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    page::pushed();
    messages();
    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(
        page::pushed(),
        ["customerly_chat_opened", "customerly_chat_closed"]
    );
    assert_eq!(messages(), [ChatEvent::ChatOpened, ChatEvent::ChatClosed]);
    assert!(!chat().is_open());
    app.destroy();
}

#[wasm_bindgen_test]
async fn an_event_calls_the_latest_on_event_before_the_subscribers() {
    let first = CustomerlyProviderProps {
        on_event: Some(Callback::from(|event: Rc<ChatEvent>| {
            record(format!("first {:?}", event.kind()))
        })),
        ..with(html! { <Counter /> })
    };
    let mut app = mount(first).await;
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    recorded();
    page::fire("'onSurveyAnswered'");
    app.update(CustomerlyProviderProps {
        on_event: Some(Callback::from(|_| record("second".to_owned()))),
        ..with(html! { <Counter /> })
    });
    page::settle().await;
    page::fire("'onSurveyAnswered'");
    assert_eq!(
        recorded(),
        [
            "first SurveyAnswered",
            "SurveyAnswered in round 0",
            "second",
            "SurveyAnswered in round 0"
        ]
    );
    app.destroy();
}

#[wasm_bindgen_test]
async fn hooks_work_without_a_provider() {
    #[component]
    fn Alone() -> Html {
        let chat = use_customerly();
        let status = use_messenger_status();
        let unread = use_unread_messages();
        let open = use_chat_open();
        assert_eq!(
            (chat, status, unread, open),
            (None, MessengerStatus::Idle, 0, false)
        );
        let conversations = use_unread_conversations();
        let loaded = use_user_loaded();
        assert_eq!((conversations, loaded), (0, false));
        use_chat_event(|_| record("never".to_owned()));
        use_chat_hidden(true);
        use_chat_page(());
        html! { <crate::support::Recorder /> }
    }
    let app = yew::Renderer::<Alone>::with_root(page::element()).render();
    page::settle().await;
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
