//! A visitor who withdraws the consent to the chat.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{ChatEvent, CommandError, CommandOutcome, CustomerlyProviderProps};

use super::{calls, record, refused, visitor};
use crate::support::{chat, messages, mount_until_ready, page};

fn without_consent(id: Option<u32>) -> CustomerlyProviderProps {
    CustomerlyProviderProps {
        consent: false,
        ..visitor(id)
    }
}

#[wasm_bindgen_test]
async fn without_consent_only_what_hides_the_chat_leaves() {
    let mut app = mount_until_ready(visitor(Some(1))).await;
    assert!(chat().is_user_loaded());
    app.update(without_consent(Some(1)));
    page::settle().await;
    assert_eq!(calls(), r#"[["logout"]]"#);
    assert!(!chat().is_user_loaded());
    assert_eq!(page::console(), [""; 0]);

    let chat = chat();
    for outcome in [
        chat.track_event("seen"),
        chat.set_attribute("plan", "pro"),
        chat.register_lead("ada@example.com"),
        chat.update(Settings::new().name("Ada")),
        chat.update(Settings::new()),
        chat.send_new_message("Hello"),
        chat.show_new_message("Hello"),
        chat.open(),
    ] {
        assert_eq!(outcome, refused(CommandError::NoConsent));
    }
    assert_eq!(page::console().len(), 8);
    app.update(without_consent(None));
    page::settle().await;
    app.update(without_consent(Some(2)));
    page::settle().await;
    assert_eq!(calls(), "[]");
    for outcome in [chat.hide(), chat.close(), chat.logout()] {
        assert_eq!(outcome, CommandOutcome::Sent);
    }
    // The button of the session that begins with the logout is hidden, too.
    assert_eq!(calls(), r#"[["hide"],["close"],["logout"],["hide"]]"#);

    // What the chat still reports is for components only.
    page::pushed();
    page::fire("'onChatOpened'");
    page::settle().await;
    assert!(messages().contains(&ChatEvent::ChatOpened));
    assert_eq!(page::pushed(), [""; 0]);

    // The next visitor consents, and is known then.
    app.update(without_consent(None));
    page::settle().await;
    app.update(visitor(Some(2)));
    page::settle().await;
    assert_eq!(
        calls(),
        r#"[["logout"],["hide"],["update",{"visible":true,"user_id":2,"app_id":"abcdef12"}],["hide"]]"#
    );
    page::fire("'onChatOpened'");
    assert_eq!(page::pushed(), ["customerly_chat_opened"]);
    assert!(chat.is_user_loaded());
    assert_eq!(chat.track_event("seen"), CommandOutcome::Sent);
    assert_eq!(page::console(), [""; 0]);
    record(12, "consent is withdrawn, and given by the next visitor");
    app.destroy();
}
