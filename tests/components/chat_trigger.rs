//! `LoadStrategy::on_chat_button` with `use_chat_trigger`: the chat loads when the pointer enters the
//! element.

use crate::support::{chat, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::CustomerlyProviderProps;
use yew_customerly::prelude::*;

/// Renders its trigger out of view, and only after a click.
#[component]
fn DelayedTrigger() -> Html {
    let element = use_node_ref();
    use_chat_trigger(&element);
    let has_trigger = use_state(|| false);
    let onclick = {
        let has_trigger = has_trigger.clone();
        move |_| has_trigger.set(true)
    };
    html! {
        <div style="padding-top: 300vh">
            <i id="come" {onclick} />
            if *has_trigger {
                <p ref={element} id="own" tabindex="0">{ "Ask us" }</p>
            }
        </div>
    }
}

#[wasm_bindgen_test]
async fn an_element_that_renders_later_loads_the_chat_on_pointerenter() {
    const LAUNCHERS: &str = "document.querySelectorAll('script[src*=launcher]').length";
    let app = mount(CustomerlyProviderProps {
        load: LoadStrategy::on_chat_button(),
        children: html! { <DelayedTrigger /> },
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
