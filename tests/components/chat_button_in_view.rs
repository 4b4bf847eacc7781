//! `LoadStrategy::on_chat_button`: the chat loads when its button scrolls into view.

use crate::support::{chat, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::CustomerlyProviderProps;
use yew_customerly::prelude::*;

const LAUNCHERS: &str = "document.querySelectorAll('script[src*=launcher]').length";

#[wasm_bindgen_test]
async fn a_button_in_view_loads_the_chat_once_and_does_not_open_it() {
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
    assert_eq!(page::eval(LAUNCHERS), "0", "the button is out of view");

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
