//! A provider without consent fetches nothing and sends no settings.

use crate::support::{chat, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{
    CommandError, CommandOutcome, CustomerlyProviderProps, MessengerStatus, Settings,
};

#[wasm_bindgen_test]
async fn nothing_is_fetched_before_consent() {
    let without_consent = CustomerlyProviderProps {
        consent: false,
        ..props("")
    };
    let mut app = mount(without_consent.clone()).await;
    assert_eq!(chat().open(), CommandOutcome::Queued);
    assert_eq!(chat().load(), CommandOutcome::Queued);
    page::settle().await;
    assert_eq!(chat().status(), MessengerStatus::Idle);
    assert_eq!(page::eval("typeof customerly"), "\"undefined\"");
    assert_eq!(
        page::eval("document.querySelectorAll('script[src*=launcher]').length"),
        "0"
    );

    app.update(props(""));
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(page::eval("launcher.calls"), r#"[["open"]]"#);

    // After consent is withdrawn, neither further settings nor commands with data reach the chat.
    app.update(CustomerlyProviderProps {
        settings: Settings::new().name("Ada"),
        ..without_consent
    });
    page::settle().await;
    assert_eq!(
        chat().track_event("seen"),
        CommandOutcome::Refused(CommandError::NoConsent)
    );
    assert_eq!(
        page::eval("launcher.calls"),
        r#"[["open"],["logout"]]"#,
        "the session ends, whether or not its visitor has a name"
    );
    assert_eq!(
        page::console(),
        ["yew-customerly: event() did not run: the visitor has withdrawn the consent to the chat"]
    );
    app.destroy();
}
