//! Hiding the launcher button before the chat is ready.

use crate::support::{chat, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{CommandOutcome, CustomerlyProviderProps};

#[component]
fn Checkout() -> Html {
    use_chat_hidden(true);
    Html::default()
}

fn with(children: Html) -> CustomerlyProviderProps {
    CustomerlyProviderProps {
        children,
        ..props("ready=no")
    }
}

#[wasm_bindgen_test]
async fn guards_send_one_hide_when_the_chat_becomes_ready() {
    // Guards that are dropped before the chat is ready send nothing. The app's queued commands run in
    // order, before the guards hide the button.
    let mut app = mount(with(html! { <Checkout /> })).await;
    app.update(with(Html::default()));
    page::until(|| page::eval("typeof launcher") == "\"object\"").await;
    drop(chat().keep_hidden());
    let guard = chat().keep_hidden();
    let other = chat().keep_hidden();
    assert_eq!(chat().hide(), CommandOutcome::Queued);
    assert_eq!(chat().show(), CommandOutcome::Queued);
    assert_eq!(chat().track_event("seen"), CommandOutcome::Queued);
    page::next().await;
    assert_eq!(page::eval("launcher.calls"), "[]");
    page::fire("'onMessengerInitialized'");
    page::settle().await;
    assert_eq!(
        page::eval("launcher.calls.splice(0)"),
        r#"[["hide"],["show"],["event","seen"],["hide"]]"#
    );
    drop((guard, other));
    page::next().await;
    assert_eq!(page::eval("launcher.calls.splice(0)"), r#"[["show"]]"#);
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
