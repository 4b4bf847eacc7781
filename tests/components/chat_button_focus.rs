//! The focus when the fallback takes the chat button's place, and when the button returns.

use crate::support::{Recorded, chat, mount_until_ready, page, with};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::prelude::*;

/// A fallback whose elements only the browser knows.
#[component]
fn Mail() -> Html {
    html! {
        <>
            { "Or " }
            <p hidden=true><a href="#hidden">{ "nowhere" }</a></p>
            <p><a id="mail" href="#mail">{ "write to us" }</a></p>
        </>
    }
}

fn around(fallback: Html) -> Html {
    html! {
        <>
            <input id="before" />
            { "Ask us: " }
            <ChatButton {fallback} />
            <input id="after" />
        </>
    }
}

async fn mounted(fallback: Html) -> AppHandle<Recorded> {
    let app = mount_until_ready(with(around(fallback))).await;
    restart().await;
    app
}

async fn restart() {
    page::fire("'onMessengerInitialized'");
    page::settle().await;
}

async fn fail() {
    page::fire("'onMessengerLoadFailed', { status: 401 }");
    page::settle().await;
    page::console();
    assert_eq!(page::eval("document.querySelector('button')"), "null");
}

fn focus(selector: &str) {
    page::run(&format!("document.querySelector('{selector}').focus()"));
}

fn focused() -> String {
    page::eval("document.activeElement.id || document.activeElement.tagName")
}

#[wasm_bindgen_test]
async fn the_focus_moves_between_the_button_and_the_fallback() {
    let app = mounted(html! { <Mail /> }).await;
    focus("button");
    fail().await;
    assert_eq!(focused(), "\"mail\"");
    restart().await;
    assert_eq!(focused(), "\"BUTTON\"");
    fail().await;
    assert_eq!(focused(), "\"mail\"");
    focus("#after");
    restart().await;
    assert_eq!(focused(), "\"after\"");
    app.destroy();
}

#[wasm_bindgen_test]
async fn of_two_buttons_the_one_with_the_focus_keeps_it() {
    let link = |id: &'static str| html! { <a {id} href="#mail">{ "Write to us" }</a> };
    let two = html! {
        <p><ChatButton id="one" fallback={link("mail-1")} /><ChatButton id="two" fallback={link("mail-2")} /></p>
    };
    let app = mount_until_ready(with(two)).await;
    restart().await;
    for (button, mail) in [("one", "mail-1"), ("two", "mail-2")] {
        focus(&format!("#{button}"));
        fail().await;
        assert_eq!(focused(), format!("\"{mail}\""));
        restart().await;
        assert_eq!(focused(), format!("\"{button}\""));
    }
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_focus_that_is_elsewhere_stays_there() {
    let app = mounted(html! { <Mail /> }).await;
    for place in ["before", "after"] {
        focus(&format!("#{place}"));
        fail().await;
        assert_eq!(focused(), format!("\"{place}\""));
        restart().await;
        assert_eq!(focused(), format!("\"{place}\""));
    }
    page::run("document.activeElement.blur()");
    fail().await;
    assert_eq!(focused(), "\"BODY\"");
    restart().await;
    assert_eq!(focused(), "\"BODY\"");
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_fallback_without_anything_to_focus_gets_the_focus_itself() {
    let app = mounted(html! { <>{ "Or " }<p id="text">{ "call us." }</p></> }).await;
    focus("button");
    fail().await;
    assert_eq!(focused(), "\"text\"");
    restart().await;
    app.destroy();

    // A text alone cannot have the focus, and nothing beside it may get it.
    let app = mounted(html! { "Call us." }).await;
    focus("button");
    fail().await;
    assert_eq!(focused(), "\"BODY\"");
    app.destroy();
}

#[wasm_bindgen_test]
async fn the_focus_moves_inside_a_shadow_root() {
    let host = page::element();
    host.set_id("host");
    page::run("document.getElementById('host').attachShadow({ mode: 'open' }).innerHTML = '<div>'");
    let root: web_sys::Element =
        page::run("return document.getElementById('host').shadowRoot.firstChild").into();
    let app =
        yew::Renderer::<Recorded>::with_root_and_props(root, with(around(html! { <Mail /> })))
            .render();
    page::settle().await;
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    restart().await;
    page::run("document.getElementById('host').shadowRoot.querySelector('button').focus()");
    fail().await;
    assert_eq!(
        page::eval("document.getElementById('host').shadowRoot.activeElement?.id"),
        "\"mail\""
    );
    restart().await;
    assert_eq!(
        page::eval("document.getElementById('host').shadowRoot.activeElement?.tagName"),
        "\"BUTTON\""
    );
    app.destroy();
}
