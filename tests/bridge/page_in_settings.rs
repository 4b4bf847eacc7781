//! What the page does with the callbacks of the settings, with a launcher that knows only those.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::ChatEvent;

use crate::support::{chat, messages, mount_ready, page};
use crate::tally::Tally;

/// What one call causes.
async fn expect_one(event: &ChatEvent, name: &str) {
    page::settle().await;
    page::next().await;
    assert_eq!(messages(), std::slice::from_ref(event), "{name}");
    assert_eq!(page::pushed(), [name]);
}

#[wasm_bindgen_test]
async fn every_call_is_one_event_whatever_the_page_does_with_the_slots() {
    let app = mount_ready("channels=settings&register").await;
    page::next().await;
    messages();
    page::pushed();
    let (opened, name) = (ChatEvent::ChatOpened, "customerly_chat_opened");

    // By hand, twice, and then by the launcher.
    for call in [
        "customerly.onChatOpened()",
        "launcher.fire('onChatOpened')",
        "customerly.onChatOpened()",
        "customerly.onChatOpened()",
        "launcher.fire('onChatOpened')",
        "customerly.settings.callbacks.onChatOpened()",
        "launcher.fire('onChatOpened')",
    ] {
        page::run(call);
        expect_one(&opened, name).await;
    }
    // By a handler of the page, while the launcher's call is handled.
    page::run(
        "customerly.onChatClosed = () => customerly.onChatOpened();
         launcher.settings.callbacks.onChatClosed = () => customerly.onChatClosed()",
    );
    drop(chat().show());
    page::fire("'onChatClosed'");
    page::settle().await;
    page::next().await;
    assert_eq!(
        messages(),
        [
            ChatEvent::ChatClosed,
            ChatEvent::ChatClosed,
            ChatEvent::ChatOpened
        ]
    );
    page::pushed();

    // Callbacks that the page sets later by the launcher's own method.
    page::run("customerly.update({ callbacks: { onChatOpened() { window.later = true } } })");
    page::fire("'onChatOpened'");
    expect_one(&opened, name).await;
    assert_eq!(page::eval("later"), "true");

    // A slot that the page writes, and one that it deletes, are ours again at the next look.
    page::run(
        "customerly.settings.callbacks.onTriggerFired = function (...given) {
             window.given = [given.length, given.indexOf(undefined), this === launcher.settings.callbacks];
             return 'the answer';
         };
         delete customerly.settings.callbacks.onChatOpened",
    );
    drop(chat().show());
    page::fire("'onChatOpened'");
    expect_one(&opened, name).await;
    let call = "launcher.settings.callbacks.onTriggerFired(7, undefined, 'c', undefined)";
    assert_eq!(page::eval(call), "\"the answer\"");
    assert_eq!(page::eval("given"), "[4,1,true]");
    page::settle().await;
    assert_eq!(page::pushed(), ["customerly_trigger_fired"]);
    assert_eq!(page::console(), [""; 0]);
    Tally::record(
        "coexistence",
        "callbacks set later, taken away and called by hand; launcher of the settings",
        12,
    );
    app.destroy();
}
