//! Hiding the launcher button while something else is on top: guards count, and what the app itself
//! has hidden stays hidden.
#![cfg(target_family = "wasm")]

mod support;

use support::{Recorded, chat, mount, page, props, with};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{CustomerlyProviderProps, Delivery};

wasm_bindgen_test_configure!(run_in_browser);

async fn start() -> AppHandle<Recorded> {
    let app = support::mount_ready("").await;
    // The tests of this file share a chat: the app's last word is that the button shows.
    assert_eq!(chat().show(), Delivery::Sent);
    calls();
    app
}

fn calls() -> String {
    page::eval("launcher.calls.splice(0)")
}

/// When all that the present task leaves behind is done.
async fn later() -> String {
    page::next().await;
    calls()
}

struct Guarded {
    _hidden: Option<ChatHidden>,
}

impl Component for Guarded {
    type Message = ();
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            _hidden: ctx.link().customerly().map(|chat| chat.keep_hidden()),
        }
    }

    fn view(&self, _: &Context<Self>) -> Html {
        Html::default()
    }
}

#[derive(PartialEq, Properties)]
struct MenuProps {
    open: bool,
}

#[component]
fn Menu(props: &MenuProps) -> Html {
    use_chat_hidden(props.open);
    Html::default()
}

#[wasm_bindgen_test]
async fn guards_count() {
    let app = start().await;
    let first = chat().keep_hidden();
    assert_eq!(calls(), r#"[["hide"]]"#);
    let second = chat().keep_hidden();
    drop(first);
    assert_eq!(later().await, "[]");
    drop(second);
    assert_eq!(later().await, r#"[["show"]]"#);
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}

#[wasm_bindgen_test]
async fn what_the_app_has_hidden_by_hand_stays_hidden() {
    let app = start().await;
    // Before.
    chat().hide();
    calls();
    drop(chat().keep_hidden());
    assert_eq!(later().await, "[]");

    // Shown by hand in the meantime, it shows when the guard is gone, and not before.
    let guard = chat().keep_hidden();
    assert_eq!(chat().show(), Delivery::Held);
    assert_eq!(calls(), "[]");
    drop(guard);
    assert_eq!(later().await, r#"[["show"]]"#);

    // Hidden by hand in the meantime.
    let guard = chat().keep_hidden();
    assert_eq!(chat().hide(), Delivery::Sent);
    drop(guard);
    assert_eq!(later().await, r#"[["hide"],["hide"]]"#);
    // And what was said before the last word does not count.
    let guard = chat().keep_hidden();
    assert_eq!(chat().show(), Delivery::Held);
    chat().hide();
    drop(guard);
    assert_eq!(later().await, r#"[["hide"]]"#);
    assert_eq!(chat().show(), Delivery::Sent);
    app.destroy();
}

#[wasm_bindgen_test]
async fn what_the_settings_hide_stays_hidden() {
    let mut app = start().await;
    let visible = |visible| CustomerlyProviderProps {
        settings: Settings::new().visible(visible),
        ..props("")
    };
    app.update(visible(false));
    page::settle().await;
    calls();
    let guard = chat().keep_hidden();
    drop(guard);
    assert_eq!(later().await, "[]");
    // It cannot be unset, so it stays hidden without the key as well.
    app.update(props(""));
    page::settle().await;
    drop(chat().keep_hidden());
    assert_eq!(later().await, "[]");

    // Shown by the settings in the meantime, the button is hidden again, until the guard is gone.
    let guard = chat().keep_hidden();
    app.update(visible(true));
    page::settle().await;
    assert_eq!(
        calls(),
        r#"[["update",{"visible":true,"app_id":"abcdef12"}],["hide"]]"#
    );
    app.update(visible(false));
    page::settle().await;
    calls();
    drop(guard);
    assert_eq!(
        later().await,
        "[]",
        "hidden by the settings in the meantime"
    );

    // By hand is the later word here, and then it is the settings again.
    chat().show();
    calls();
    drop(chat().keep_hidden());
    assert_eq!(later().await, r#"[["hide"],["show"]]"#);
    chat().hide();
    app.update(visible(true));
    page::settle().await;
    calls();
    drop(chat().keep_hidden());
    assert_eq!(later().await, r#"[["hide"],["show"]]"#);
    app.destroy();
}

#[wasm_bindgen_test]
async fn components_hide_it_while_they_are_mounted() {
    let mut app = start().await;
    app.update(with(html! { <><Menu open=true /><Guarded /></> }));
    page::settle().await;
    assert_eq!(calls(), r#"[["hide"]]"#);
    app.update(with(html! { <><Menu open=false /><Guarded /></> }));
    page::settle().await;
    assert_eq!(later().await, "[]");
    // One takes the place of the other: the button does not flash.
    app.update(with(html! { <Menu open=true /> }));
    page::settle().await;
    assert_eq!(later().await, "[]");
    app.update(with(html! { <Menu open=false /> }));
    page::settle().await;
    assert_eq!(later().await, r#"[["show"]]"#);
    app.update(with(html! { <Menu open=true /> }));
    page::settle().await;
    // With the whole app gone, the chat is still there and shows its button.
    app.destroy();
    page::settle().await;
    assert_eq!(later().await, r#"[["hide"],["show"]]"#);
    assert_eq!(page::console(), [""; 0]);
}

#[wasm_bindgen_test]
async fn a_chat_that_starts_again_is_told_again() {
    let app = start().await;
    let guard = chat().keep_hidden();
    calls();
    page::fire("'onMessengerLoadFailed', { status: 401 }");
    page::console();
    chat().update(Settings::new());
    page::fire("'onMessengerInitialized'");
    page::settle().await;
    assert_eq!(calls(), r#"[["update"],["hide"]]"#);
    drop(guard);
    assert_eq!(later().await, r#"[["show"]]"#);

    // Gone before the chat was back, which may have kept it hidden.
    let guard = chat().keep_hidden();
    page::fire("'onMessengerLoadFailed', { status: 401 }");
    page::console();
    drop(guard);
    page::next().await;
    page::fire("'onMessengerInitialized'");
    page::settle().await;
    assert_eq!(later().await, r#"[["hide"],["show"]]"#);
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}

#[wasm_bindgen_test]
async fn guards_may_outlive_their_provider() {
    let app = start().await;
    let guard = chat().keep_hidden();
    app.destroy();
    page::settle().await;
    assert_eq!(later().await, r#"[["hide"]]"#);
    let app = mount(props("")).await;
    let second = chat().keep_hidden();
    drop(guard);
    assert_eq!(later().await, "[]");
    drop(second);
    assert_eq!(later().await, r#"[["show"]]"#);
    app.destroy();
}
