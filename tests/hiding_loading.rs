//! Hiding the launcher button of a chat that is not there yet.
#![cfg(target_family = "wasm")]

mod support;

use support::{chat, mount, page, props};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{CustomerlyProviderProps, Delivery};

wasm_bindgen_test_configure!(run_in_browser);

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
async fn a_chat_that_gets_ready_while_hidden_gets_one_hide() {
    // Guards that come and go before the chat is there leave no trace, and what is commanded by hand
    // runs in its order, before the guards' turn.
    let mut app = mount(with(html! { <Checkout /> })).await;
    app.update(with(Html::default()));
    page::until(|| page::eval("typeof launcher") == "\"object\"").await;
    drop(chat().keep_hidden());
    let guard = chat().keep_hidden();
    let other = chat().keep_hidden();
    assert_eq!(chat().hide(), Delivery::Held);
    assert_eq!(chat().show(), Delivery::Held);
    assert_eq!(chat().track_event("seen"), Delivery::Held);
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
