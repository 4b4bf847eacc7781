//! The app's own chat button, clicked before the chat is ready.

use crate::support::{chat, messages, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::CustomerlyProviderProps;
use yew_customerly::prelude::*;

fn state() -> String {
    page::eval(
        "['data-status', 'aria-expanded', 'aria-busy', 'aria-description', 'title']
            .map((name) => document.querySelector('button').getAttribute(name))
            .concat(document.querySelector('body > [role=status]').textContent)",
    )
}

async fn click() {
    page::run("document.querySelector('button').click()");
    page::settle().await;
}

#[wasm_bindgen_test]
async fn a_click_loads_the_chat_after_consent_and_opens_it_once() {
    let without_consent = CustomerlyProviderProps {
        load: LoadStrategy::manual(),
        consent: false,
        children: html! { <ChatButton loading_label="On its way" waiting_label="Consent first" /> },
        ..props("ready=no")
    };
    let mut app = mount(without_consent.clone()).await;
    assert_eq!(state(), r#"["idle","false",null,null,null,""]"#);
    click().await;
    click().await;
    let launchers = "document.querySelectorAll('script[src*=launcher]').length";
    assert_eq!(page::eval(launchers), "0", "consent is missing");
    // The button shows no loading state, because nothing loads, but it says why.
    assert_eq!(
        state(),
        r#"["idle","false",null,"Consent first","Consent first","Consent first"]"#
    );

    app.update(CustomerlyProviderProps {
        consent: true,
        ..without_consent
    });
    page::until(|| page::eval("typeof launcher") == "\"object\"").await;
    page::settle().await;
    let loading = r#"["loading","false","true","On its way",null,"On its way"]"#;
    assert_eq!(state(), loading);
    // Another click while the chat loads does not cancel the first.
    click().await;
    assert_eq!(state(), loading);

    page::fire("'onMessengerInitialized'");
    page::settle().await;
    assert_eq!(state(), r#"["ready","true",null,null,null,""]"#);
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
