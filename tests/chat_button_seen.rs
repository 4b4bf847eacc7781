//! A chat that waits for its button comes when that is seen.
#![cfg(target_family = "wasm")]

mod support;

use support::{chat, mount, page, props};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;
use yew_customerly::CustomerlyProviderProps;
use yew_customerly::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

const LAUNCHERS: &str = "document.querySelectorAll('script[src*=launcher]').length";

#[wasm_bindgen_test]
async fn a_button_that_comes_into_view_has_the_chat_loaded_once_and_not_opened() {
    let app = mount(CustomerlyProviderProps {
        load: LoadStrategy::on_chat_button(),
        children: html! { <div style="padding-top: 300vh"><ChatButton /></div> },
        ..props("")
    })
    .await;
    page::run(
        "window.frames_seen = 0; (function count() { frames_seen += 1; requestAnimationFrame(count); })()",
    );
    page::until(|| page::run("return frames_seen > 5").is_truthy()).await;
    assert_eq!(page::eval(LAUNCHERS), "0", "it is far below");

    page::run("document.querySelector('button').scrollIntoView()");
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    page::run("scrollTo(0, 0)");
    page::run("document.querySelector('button').scrollIntoView()");
    page::run("document.querySelector('button').focus()");
    page::settle().await;
    assert_eq!(page::eval(LAUNCHERS), "1");
    assert_eq!(page::eval("launcher.calls"), "[]");
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
