//! A chat that waits for its button comes when an element is touched that was made one.
#![cfg(target_family = "wasm")]

mod support;

use support::{chat, mount, page, props};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;
use yew_customerly::CustomerlyProviderProps;
use yew_customerly::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

/// Out of view, and an element only once it was asked for.
#[component]
fn Later() -> Html {
    let element = use_node_ref();
    use_chat_trigger(&element);
    let there = use_state(|| false);
    let onclick = {
        let there = there.clone();
        move |_| there.set(true)
    };
    html! {
        <div style="padding-top: 300vh">
            <i id="come" {onclick} />
            if *there {
                <p ref={element} id="own" tabindex="0">{ "Ask us" }</p>
            }
        </div>
    }
}

#[wasm_bindgen_test]
async fn an_element_that_comes_later_and_is_touched_has_the_chat_loaded() {
    const LAUNCHERS: &str = "document.querySelectorAll('script[src*=launcher]').length";
    let app = mount(CustomerlyProviderProps {
        load: LoadStrategy::on_chat_button(),
        children: html! { <Later /> },
        ..props("")
    })
    .await;
    page::run("document.getElementById('come').click()");
    page::settle().await;
    assert_eq!(page::eval(LAUNCHERS), "0");
    page::run("document.getElementById('own').dispatchEvent(new Event('pointerenter'))");
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(page::eval(LAUNCHERS), "1");
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
