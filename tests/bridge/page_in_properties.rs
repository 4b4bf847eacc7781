//! What the page does with the properties of `window.customerly`, with a launcher that knows only those.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::ChatEvent;

use crate::support::{chat, messages, mount_ready, page};
use crate::tally::Tally;

#[wasm_bindgen_test]
async fn a_slot_that_the_page_takes_away_is_ours_again_at_the_next_look() {
    let app = mount_ready("channels=property").await;
    page::next().await;
    messages();
    page::pushed();
    for taken in [
        "delete customerly.onChatOpened",
        "Object.defineProperty(customerly, 'onChatOpened',
             { configurable: true, value: () => { window.own = (window.own ?? 0) + 1 } })",
        "Object.defineProperty(customerly, 'onChatOpened',
             { configurable: true, get: () => () => { window.own += 1 } })",
    ] {
        page::run(taken);
        drop(chat().show());
        page::fire("'onChatOpened'");
        page::settle().await;
        assert_eq!(messages(), [ChatEvent::ChatOpened], "{taken}");
        assert_eq!(page::pushed(), ["customerly_chat_opened"]);
        page::next().await;
    }
    assert_eq!(page::eval("own"), "2");

    // A call by hand through the other channel costs no event of the launcher.
    page::run("customerly.settings.callbacks.onChatOpened()");
    page::next().await;
    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(messages(), [ChatEvent::ChatOpened, ChatEvent::ChatOpened]);
    assert_eq!(page::console(), [""; 0]);
    Tally::record(
        "coexistence",
        "callbacks taken away and called by hand; launcher of the properties",
        5,
    );
    app.destroy();
}
