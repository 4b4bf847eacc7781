//! Hiding the launcher button with guards: it stays hidden while a guard exists, or while the app itself
//! hides it.

use crate::support::{Recorded, chat, mount, page, props, with};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{CommandOutcome, CustomerlyProviderProps};

async fn start() -> AppHandle<Recorded> {
    let app = crate::support::mount_ready("").await;
    // The tests of this file share a chat, so each starts with the launcher button shown.
    assert_eq!(chat().show(), CommandOutcome::Sent);
    calls();
    app
}

fn calls() -> String {
    page::eval("launcher.calls.splice(0)")
}

/// The launcher's calls, after everything that the current task has scheduled.
async fn calls_after_task() -> String {
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
async fn the_launcher_button_shows_when_the_last_guard_is_dropped() {
    let app = start().await;
    let first = chat().keep_hidden();
    assert_eq!(calls(), r#"[["hide"]]"#);
    let second = chat().keep_hidden();
    drop(first);
    assert_eq!(calls_after_task().await, "[]");
    drop(second);
    assert_eq!(calls_after_task().await, r#"[["show"]]"#);
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_launcher_button_that_a_command_hides_stays_hidden() {
    let app = start().await;
    // Hidden before the guard.
    chat().hide();
    calls();
    drop(chat().keep_hidden());
    assert_eq!(calls_after_task().await, "[]");

    // Shown during the guard: the command is queued until the guard is dropped.
    let guard = chat().keep_hidden();
    assert_eq!(chat().show(), CommandOutcome::Queued);
    assert_eq!(calls(), "[]");
    drop(guard);
    assert_eq!(calls_after_task().await, r#"[["show"]]"#);

    // Hidden during the guard.
    let guard = chat().keep_hidden();
    assert_eq!(chat().hide(), CommandOutcome::Sent);
    drop(guard);
    assert_eq!(calls_after_task().await, r#"[["hide"],["hide"]]"#);
    // Only the app's last command during the guard counts.
    let guard = chat().keep_hidden();
    assert_eq!(chat().show(), CommandOutcome::Queued);
    chat().hide();
    drop(guard);
    assert_eq!(calls_after_task().await, r#"[["hide"]]"#);
    assert_eq!(chat().show(), CommandOutcome::Sent);
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_launcher_button_that_the_settings_hide_stays_hidden() {
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
    assert_eq!(calls_after_task().await, "[]");
    // Customerly cannot unset `visible`, so the button stays hidden when the key is removed.
    app.update(props(""));
    page::settle().await;
    drop(chat().keep_hidden());
    assert_eq!(calls_after_task().await, "[]");

    // Settings that show the button during a guard: it is hidden again until the guard is dropped.
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
        calls_after_task().await,
        "[]",
        "the settings hide it during the guard"
    );

    // The later of a command and a change of the settings applies.
    chat().show();
    calls();
    drop(chat().keep_hidden());
    assert_eq!(calls_after_task().await, r#"[["hide"],["show"]]"#);
    chat().hide();
    app.update(visible(true));
    page::settle().await;
    calls();
    drop(chat().keep_hidden());
    assert_eq!(calls_after_task().await, r#"[["hide"],["show"]]"#);
    app.destroy();
}

#[wasm_bindgen_test]
async fn components_hide_the_launcher_button_while_they_are_mounted() {
    let mut app = start().await;
    app.update(with(html! { <><Menu open=true /><Guarded /></> }));
    page::settle().await;
    assert_eq!(calls(), r#"[["hide"]]"#);
    app.update(with(html! { <><Menu open=false /><Guarded /></> }));
    page::settle().await;
    assert_eq!(calls_after_task().await, "[]");
    // One guard replaces the other without showing the button in between.
    app.update(with(html! { <Menu open=true /> }));
    page::settle().await;
    assert_eq!(calls_after_task().await, "[]");
    app.update(with(html! { <Menu open=false /> }));
    page::settle().await;
    assert_eq!(calls_after_task().await, r#"[["show"]]"#);
    app.update(with(html! { <Menu open=true /> }));
    page::settle().await;
    // The chat outlives the app and shows its launcher button again.
    app.destroy();
    page::settle().await;
    assert_eq!(calls_after_task().await, r#"[["hide"],["show"]]"#);
    assert_eq!(page::console(), [""; 0]);
}

#[wasm_bindgen_test]
async fn a_chat_that_starts_again_is_hidden_again() {
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
    assert_eq!(calls_after_task().await, r#"[["show"]]"#);

    // The guard is dropped before the chat is ready again. The chat may still hide its button, so it
    // receives both commands.
    let guard = chat().keep_hidden();
    page::fire("'onMessengerLoadFailed', { status: 401 }");
    page::console();
    drop(guard);
    page::next().await;
    page::fire("'onMessengerInitialized'");
    page::settle().await;
    assert_eq!(calls_after_task().await, r#"[["hide"],["show"]]"#);
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}

#[wasm_bindgen_test]
async fn guards_may_outlive_their_provider() {
    let app = start().await;
    let guard = chat().keep_hidden();
    app.destroy();
    page::settle().await;
    assert_eq!(calls_after_task().await, r#"[["hide"]]"#);
    let app = mount(props("")).await;
    let second = chat().keep_hidden();
    drop(guard);
    assert_eq!(calls_after_task().await, "[]");
    drop(second);
    assert_eq!(calls_after_task().await, r#"[["show"]]"#);
    app.destroy();
}
