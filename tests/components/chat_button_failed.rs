//! The app's own chat button of a chat that fails to load.

use crate::support::{chat, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::CustomerlyProviderProps;
use yew_customerly::prelude::*;

fn with(children: Html, launcher_url: &'static str) -> CustomerlyProviderProps {
    CustomerlyProviderProps {
        children,
        launcher_url: Some(launcher_url.into()),
        ..props("")
    }
}

fn state() -> String {
    page::eval(
        "['data-status', 'aria-busy', 'aria-disabled', 'title', 'aria-description']
            .map((name) => document.querySelector('button').getAttribute(name))
            .concat(document.querySelector('button').textContent)
            .concat(document.querySelector('body > [role=status]').textContent)",
    )
}

async fn click() {
    page::run("document.querySelector('button').click()");
    page::settle().await;
}

async fn until_failed() {
    page::until(|| matches!(chat().status(), MessengerStatus::Failed(_))).await;
    page::settle().await;
}

#[wasm_bindgen_test]
async fn the_button_of_a_failed_chat_retries_where_possible_or_shows_the_fallback() {
    const MISSING: &str = "/tests/fixtures/missing.js";
    const BROKEN: &str = "/tests/fixtures/launcher.js?ready=no";
    let own = html! { <ChatButton>{ "Ask" }</ChatButton> };

    // A failure without a click is not announced. The name stays, because visitors command by it.
    let mut app = mount(with(html! { <ChatButton /> }, MISSING)).await;
    until_failed().await;
    let quiet =
        r#"["failed",null,null,"The chat is not available","The chat is not available","Chat",""]"#;
    assert_eq!(state(), quiet);
    let console = page::console();
    assert!(console[0].contains("could not be fetched"), "{console:?}");
    assert_eq!(console.len(), 1, "{console:?}");

    // A click loads the chat again, and the outcome is announced.
    page::run("document.querySelector('button').focus()");
    click().await;
    assert_eq!(
        state(),
        r#"["loading","true",null,null,"The chat is loading","Chat","The chat is loading"]"#
    );
    until_failed().await;
    let announced = r#"["failed",null,null,"The chat is not available","The chat is not available","Chat","The chat is not available"]"#;
    assert_eq!(state(), announced);
    assert_eq!(page::eval("document.activeElement.tagName"), "\"BUTTON\"");
    let console = page::console();
    assert!(console[1].contains("open() did not run"), "{console:?}");

    // A button with its own content keeps it too.
    app.update(with(own.clone(), MISSING));
    page::settle().await;
    assert_eq!(
        state(),
        r#"["failed",null,null,"The chat is not available","The chat is not available","Ask","The chat is not available"]"#
    );

    // After a refusal, a click cannot load the chat again, so the button is disabled.
    app.update(with(own, BROKEN));
    page::until(|| page::eval("typeof launcher") == "\"object\"").await;
    page::fire("'onMessengerLoadFailed', { status: 401 }");
    page::settle().await;
    click().await;
    assert_eq!(
        state(),
        r#"["failed",null,"true","The chat is not available","The chat is not available","Ask","The chat is not available"]"#
    );
    page::console();

    let fallback = html! { <a id="mail" href="mailto:help@example.com">{ "Write" }</a> };
    app.update(with(html! { <ChatButton {fallback} /> }, BROKEN));
    page::settle().await;
    assert_eq!(page::eval("document.querySelector('button')"), "null");
    assert_eq!(
        page::eval("document.getElementById('mail').textContent"),
        "\"Write\""
    );
    // The button replaces the fallback when the chat becomes ready after all.
    page::fire("'onMessengerInitialized'");
    page::settle().await;
    assert_eq!(state(), r#"["ready",null,null,null,null,"Chat",""]"#);
    click().await;
    assert_eq!(page::eval("launcher.calls.at(-1)"), r#"["open"]"#);
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
