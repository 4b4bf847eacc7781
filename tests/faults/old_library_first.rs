//! A page whose old library has changed the shared prototypes and functions before the chat loads, with a
//! launcher that honors only `customerly.onX`.

use crate::support::fault::Fault;
use crate::support::{chat, hostile, messages, mount_ready, page};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::CommandOutcome;

#[wasm_bindgen_test]
async fn an_old_library_before_the_chat() {
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
    Fault::lasting("an old library before the chat")
        .endure()
        .await;

    // A page's call on the crate's stub still reaches the chat.
    assert_eq!(chat().show_new_message("Hello"), CommandOutcome::Sent);
    page::run("customerly.event('of the page')");
    assert_eq!(
        page::eval("launcher.calls"),
        r#"[["showNewMessage","Hello"],["event","of the page"]]"#
    );
    page::run("oldLibrary.takeBack()");
    app.destroy();
}
