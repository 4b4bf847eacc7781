//! Hooks and struct components: who is told, who renders, and what a handler may do.
#![cfg(target_family = "wasm")]

mod support;

use std::cell::RefCell;
use std::rc::Rc;

use support::{chat, messages, mount, mount_until_ready, page, props, with};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;
use yew_customerly::CustomerlyProviderProps;
use yew_customerly::gtm::DataLayer;
use yew_customerly::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

thread_local! {
    static RENDERS: RefCell<Vec<&'static str>> = RefCell::default();
    static HEARD: RefCell<Vec<String>> = RefCell::default();
}

fn renders() -> Vec<&'static str> {
    RENDERS.take()
}

fn rendered(name: &'static str) {
    RENDERS.with_borrow_mut(|renders| renders.push(name));
}

fn hear(what: String) {
    HEARD.with_borrow_mut(|heard| heard.push(what));
}

fn heard() -> Vec<String> {
    HEARD.take()
}

#[component]
fn Commander() -> Html {
    rendered("commander");
    let chat = use_customerly();
    assert!(chat.is_some());
    Html::default()
}

#[component]
fn OpenReader() -> Html {
    rendered("open");
    let open = use_chat_open();
    html! { <p id="open">{ open }</p> }
}

#[component]
fn StatusReader() -> Html {
    rendered("status");
    let status = use_messenger_status();
    html! { <p id="status">{ format!("{status:?}") }</p> }
}

#[component]
fn UnreadReader() -> Html {
    rendered("unread");
    let unread = use_unread_messages();
    html! { <p id="unread">{ unread }</p> }
}

#[component]
fn ConversationsReader() -> Html {
    rendered("conversations");
    let unread = use_unread_conversations();
    html! { <p id="conversations">{ unread }</p> }
}

#[component]
fn UserReader() -> Html {
    rendered("user");
    let loaded = use_user_loaded();
    html! { <p id="user">{ loaded }</p> }
}

/// Everything that commands or listens, and nothing that reads.
#[component]
fn Busy() -> Html {
    rendered("busy");
    let chat = use_customerly();
    use_chat_event(|event: &ChatEvent| hear(format!("{:?}", event.kind())));
    use_chat_hidden(true);
    use_chat_page("the only one");
    use_effect_with(chat, |chat| {
        if let Some(chat) = chat {
            chat.track_event("busy");
        }
    });
    Html::default()
}

/// Renders again on its button, so that its handler closes over another number.
#[component]
fn Counter() -> Html {
    let round = use_state(|| 0);
    let current = *round;
    use_chat_event(move |event: &ChatEvent| hear(format!("{:?} in round {current}", event.kind())));
    let onclick = move |_| round.set(current + 1);
    html! { <button id="next" {onclick} /> }
}

async fn mount_ready(children: Html) -> AppHandle<support::Recorded> {
    let app = mount_until_ready(with(children)).await;
    renders();
    heard();
    messages();
    page::pushed();
    app
}

fn text(id: &str) -> String {
    page::eval(&format!("document.getElementById('{id}').textContent"))
}

#[wasm_bindgen_test]
async fn each_reader_renders_when_its_own_slice_changes_and_nobody_else() {
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
    assert_eq!(renders(), [""; 0], "it was open already");

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
    assert_eq!(text("unread"), "\"0\"", "what is no number counts as 0");

    for _ in 0..1000 {
        page::fire("'onSurveyAnswered'");
    }
    page::settle().await;
    assert_eq!(renders(), [""; 0]);
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}

#[wasm_bindgen_test]
async fn renders_over_a_whole_life() {
    let children = || html! { <><Commander /><Busy /><OpenReader /></> };
    renders();
    let mut app = mount_until_ready(with(children())).await;
    heard();
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
    assert_eq!(heard().len(), 1006);
    assert_eq!(page::console(), [""; 0]);
}

#[wasm_bindgen_test]
async fn a_reader_that_comes_later_shows_what_is_so_by_then() {
    let mut app = mount_ready(Html::default()).await;
    page::fire("'onChatOpened'");
    app.update(with(html! { <><OpenReader /><StatusReader /></> }));
    page::settle().await;
    assert_eq!(text("open"), "\"true\"");
    assert_eq!(text("status"), "\"Ready\"");
    // Twice: nobody knows whether the first render hydrates what a server has rendered.
    let mut rendered = renders();
    rendered.sort_unstable();
    assert_eq!(rendered, ["open", "open", "status", "status"]);
    page::fire("'onChatClosed'");
    app.destroy();
}

#[wasm_bindgen_test]
async fn coming_back_to_the_page_refreshes_what_is_read_and_repeats_nothing() {
    let children = html! { <><Busy /><OpenReader /><UnreadReader /><ConversationsReader /></> };
    let app = mount_ready(children).await;
    page::fire("'onChatOpened'");
    page::settle().await;
    renders();
    heard();
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
    assert_eq!(renders(), [""; 0], "nothing has changed");
    // The launcher has counted on, and called nobody.
    page::run("customerly.unreadMessagesCount = 4; customerly.unreadConversationsCount = 1");
    leave_and_return();
    page::settle().await;
    let mut rendered = renders();
    rendered.sort_unstable();
    assert_eq!(rendered, ["conversations", "unread"]);
    assert_eq!(text("unread"), "\"4\"");
    assert_eq!(text("conversations"), "\"1\"");
    assert_eq!(text("open"), "\"true\"");
    assert_eq!(heard(), [""; 0]);
    assert_eq!(page::pushed(), [""; 0]);
    assert_eq!(page::eval("launcher.calls"), "[]");

    page::run("customerly.unreadMessagesCount = 0; customerly.unreadConversationsCount = 0");
    page::fire("'onChatClosed'");
    page::settle().await;
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}

#[wasm_bindgen_test]
async fn the_latest_closure_is_called() {
    let app = mount_ready(html! { <Counter /> }).await;
    page::fire("'onSurveyAnswered'");
    page::run("document.getElementById('next').click()");
    page::settle().await;
    page::fire("'onSurveyAnswered'");
    assert_eq!(
        heard(),
        ["SurveyAnswered in round 0", "SurveyAnswered in round 1"]
    );
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_handler_that_commands_changes_no_order() {
    let app = mount_ready(Html::default()).await;
    let closer = chat().subscribe(Callback::from(|event: Rc<ChatEvent>| {
        hear(format!("closer: {:?}", event.kind()));
        if *event == ChatEvent::ChatOpened {
            chat().close();
        }
    }));
    let other = chat().subscribe(Callback::from(|event: Rc<ChatEvent>| {
        hear(format!("other: {:?}", event.kind()));
    }));
    assert_eq!(chat().open(), yew_customerly::Delivery::Sent);
    page::settle().await;
    assert_eq!(
        heard(),
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
async fn a_tag_that_closes_the_chat_from_inside_push_changes_no_order() {
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
async fn an_exception_in_a_handler_costs_nobody_the_next_event() {
    let app = mount_ready(Html::default()).await;
    let listener = chat().subscribe(Callback::from(|event: Rc<ChatEvent>| {
        if *event == ChatEvent::SurveyRejected {
            page::boom();
        }
    }));
    page::run("setTimeout(() => launcher.fire('onSurveyRejected'))");
    let said = RefCell::new(Vec::new());
    page::until(|| {
        said.borrow_mut().extend(page::console());
        said.borrow().iter().any(|line| line.contains("boom"))
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
async fn an_event_that_a_computed_parameter_causes_comes_after_its_own() {
    let layer = DataLayer::new()
        .parameter("plan", |event| {
            if *event == ChatEvent::ChatOpened {
                chat().close();
            }
            None
        })
        .expect("a good name");
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
async fn on_event_hears_first_and_always_the_latest_one() {
    let first = CustomerlyProviderProps {
        on_event: Some(Callback::from(|event: Rc<ChatEvent>| {
            hear(format!("first {:?}", event.kind()))
        })),
        ..with(html! { <Counter /> })
    };
    let mut app = mount(first).await;
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    heard();
    page::fire("'onSurveyAnswered'");
    app.update(CustomerlyProviderProps {
        on_event: Some(Callback::from(|_| hear("second".to_owned()))),
        ..with(html! { <Counter /> })
    });
    page::settle().await;
    page::fire("'onSurveyAnswered'");
    assert_eq!(
        heard(),
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
async fn without_a_provider_nothing_breaks() {
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
        use_chat_event(|_| hear("never".to_owned()));
        use_chat_hidden(true);
        use_chat_page(());
        html! { <support::Recorder /> }
    }
    let app = yew::Renderer::<Alone>::with_root(page::element()).render();
    page::settle().await;
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
