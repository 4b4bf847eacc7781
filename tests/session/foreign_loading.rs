//! A page that is loading the chat of another project, or starts one while ours loads.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{CommandError, CommandOutcome, CustomerlyProviderProps, LoadError};

use super::{record, refused, visitor};
use crate::support::{chat, mount, page, props};

#[wasm_bindgen_test]
async fn a_script_that_starts_another_project_while_ours_loads_gets_nothing() {
    let app = mount(CustomerlyProviderProps {
        launcher_url: props("ready=no").launcher_url,
        ..visitor(Some(1))
    })
    .await;
    assert_eq!(chat().status(), MessengerStatus::Loading);
    assert_eq!(chat().track_event("seen"), CommandOutcome::Queued);
    // Our stub keeps the settings with which our launcher starts.
    page::run("customerly.load({ app_id: '00000000' })");
    assert_eq!(page::console().len(), 1);
    assert_eq!(page::eval("customerly.settings.app_id"), "\"abcdef12\"");
    page::until(|| page::eval("typeof launcher") == "\"object\"").await;
    assert_eq!(page::eval("launcher.settings.app_id"), "\"abcdef12\"");

    // A tag that brings its own loader does not ask our stub.
    page::run("customerly.settings = { app_id: '00000000' }");
    page::fire("'onMessengerInitialized'");
    page::settle().await;
    let error = LoadError::OtherAppId;
    assert_eq!(chat().status(), MessengerStatus::Failed(error.clone()));
    assert_eq!(page::eval("launcher.calls"), "[]");
    let error = CommandError::NotLoaded(error);
    assert_eq!(chat().track_event("seen"), refused(error));
    record(
        2,
        "another script starts the chat of another project while ours loads",
    );
    app.destroy();
}
