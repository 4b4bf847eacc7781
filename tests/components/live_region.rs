//! The live region of chat buttons: it takes no room, and is heard from a modal dialog.

use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::CustomerlyProviderProps;
use yew_customerly::prelude::*;

use crate::support::{chat, page, props};

fn text_of(selector: &str) -> String {
    page::eval(&format!(
        "document.querySelector('{selector}')?.textContent ?? 'none'"
    ))
}

#[wasm_bindgen_test]
async fn the_region_takes_no_room_and_is_heard_everywhere() {
    page::run(
        "const style = document.createElement('style');
         style.textContent = 'html, body { margin: 0; height: 100vh; overflow: auto }'
             + 'div { display: block !important; position: static !important; padding: 90px !important;'
             + 'margin: 9px !important; min-height: 50px !important; clip-path: none !important }';
         const main = document.createElement('main');
         main.style.height = '100vh';
         for (const other of document.body.children) other.style.display = 'none';
         document.body.append(main);
         document.head.append(style);",
    );
    let size = "[document.documentElement.scrollHeight - innerHeight,
        document.documentElement.scrollWidth - innerWidth]";
    assert_eq!(page::eval(size), "[0,0]");
    let root = page::run("return document.querySelector('main')");
    let props = CustomerlyProviderProps {
        load: LoadStrategy::manual(),
        children: html! { <ChatButton id="own" loading_label="On its way" /> },
        ..props("later")
    };
    let app = yew::Renderer::<crate::support::Recorded>::with_root_and_props(root.into(), props);
    let app = app.render();
    page::settle().await;
    chat().load();
    page::run("document.querySelector('#own').click()");
    page::settle().await;
    let region = "body > [role=status]";
    assert_eq!(text_of(region), "\"On its way\"");
    assert_eq!(page::eval(size), "[0,0]");
    let place = format!(
        "(({{ position, width, height, padding, margin }}) =>
             [position, width, height, padding, margin].join())(
             getComputedStyle(document.querySelector('{region}')))"
    );
    assert_eq!(page::eval(&place), "\"fixed,1px,1px,0px,0px\"");

    // Everything around a modal dialog is inert.
    page::run(
        "const dialog = document.createElement('dialog');
         dialog.append(document.createElement('button'));
         document.body.append(dialog);
         dialog.showModal();",
    );
    page::run("customerly.onMessengerLoadFailed({ status: 401 })");
    page::until(|| text_of("dialog > [role=status]").len() > 6).await;
    assert_eq!(text_of(region), "\"none\"");
    page::run("document.querySelector('dialog').close()");
    page::console();
    app.destroy();
}
