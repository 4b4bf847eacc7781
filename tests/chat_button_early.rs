//! An own chat button that is pressed before the chat is there.
#![cfg(target_family = "wasm")]

mod support;

use support::{chat, messages, mount, page, props};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;
use yew_customerly::CustomerlyProviderProps;
use yew_customerly::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

fn state() -> String {
    page::eval(
        "['data-status', 'aria-expanded', 'aria-busy', 'aria-description']
            .map((name) => document.querySelector('button').getAttribute(name))
            .concat(document.querySelector('body > [role=status]').textContent)",
    )
}

async fn click() {
    page::run("document.querySelector('button').click()");
    page::settle().await;
}

#[wasm_bindgen_test]
async fn the_chat_is_fetched_when_it_may_be_and_opens_once_when_it_comes() {
    let waits = CustomerlyProviderProps {
        load: LoadStrategy::manual(),
        consent: false,
        children: html! { <ChatButton loading_label="On its way" /> },
        ..props("ready=no")
    };
    let mut app = mount(waits.clone()).await;
    assert_eq!(state(), r#"["idle","false",null,null,""]"#);
    click().await;
    click().await;
    let launchers = "document.querySelectorAll('script[src*=launcher]').length";
    assert_eq!(page::eval(launchers), "0", "consent is missing");
    // Nothing is on its way.
    assert_eq!(state(), r#"["idle","false",null,null,""]"#);

    app.update(CustomerlyProviderProps {
        consent: true,
        ..waits
    });
    page::until(|| page::eval("typeof launcher") == "\"object\"").await;
    page::settle().await;
    let loading = r#"["loading","false","true","On its way","On its way"]"#;
    assert_eq!(state(), loading);
    // Impatience is no change of mind.
    click().await;
    assert_eq!(state(), loading);

    page::fire("'onMessengerInitialized'");
    page::settle().await;
    assert_eq!(state(), r#"["ready","true",null,null,""]"#);
    assert!(chat().is_open());
    assert_eq!(page::eval(launchers), "1");
    assert_eq!(page::eval("launcher.calls"), r#"[["open"]]"#);
    assert_eq!(
        messages(),
        [ChatEvent::MessengerInitialized, ChatEvent::ChatOpened]
    );
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
