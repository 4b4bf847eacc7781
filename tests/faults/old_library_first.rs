//! A page whose old library has changed what all scripts share before the chat is loaded, by a launcher
//! that honours `customerly.onX` alone.

use crate::support::fault::Fault;
use crate::support::{chat, hostile, messages, mount_ready, page};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::CommandOutcome;

#[wasm_bindgen_test]
async fn an_old_library_comes_first() {
    hostile::prepare_inspection().await;
    page::load("/tests/fixtures/old_library.js").await;
    page::run(
        "oldLibrary.extendArrays();
         oldLibrary.extendObjects();
         oldLibrary.replacePush();
         oldLibrary.replaceBind();
         oldLibrary.put(Object, 'defineProperty', { value: (object) => object });",
    );
    let app = mount_ready("channels=property").await;
    page::run("window.dataLayer = []");
    messages();
    Fault::lasting("an old library that came first")
        .endure()
        .await;

    // What the page says to our stub still reaches the chat.
    assert_eq!(chat().show_new_message("Hello"), CommandOutcome::Sent);
    page::run("customerly.event('of the page')");
    assert_eq!(
        page::eval("launcher.calls"),
        r#"[["showNewMessage","Hello"],["event","of the page"]]"#
    );
    page::run("oldLibrary.takeBack()");
    app.destroy();
}
