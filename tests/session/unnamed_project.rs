//! An app id that the app fetches, so that the provider has none at first; and a provider that goes.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{CommandError, CommandOutcome, CustomerlyProviderProps, LoadError};

use super::{calls, did_not_run, record, visitor};
use crate::support::{chat, mount, page};

#[wasm_bindgen_test]
async fn a_later_app_id_loses_no_command_and_a_gone_page_opens_no_window() {
    let mut app = mount(CustomerlyProviderProps {
        app_id: "".into(),
        ..visitor(Some(1))
    })
    .await;
    assert_eq!(
        chat().status(),
        MessengerStatus::Failed(LoadError::BlankAppId)
    );
    page::console();
    assert_eq!(chat().track_event("early"), CommandOutcome::Queued);
    assert_eq!(chat().show_new_message("Hello"), CommandOutcome::Queued);
    app.update(visitor(Some(1)));
    page::settle().await;
    assert_eq!(chat().status(), MessengerStatus::Loading);
    // The page that asked for the window goes, and another one comes.
    app.destroy();
    page::settle().await;
    assert_eq!(
        page::console(),
        did_not_run(&["showNewMessage"], &CommandError::Unmounted)
    );
    let app = mount(visitor(Some(1))).await;
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(calls(), r#"[["event","early"]]"#);
    assert_eq!(page::console(), [""; 0]);
    record(2, "the app id arrives later, and the provider goes");
    app.destroy();
}
