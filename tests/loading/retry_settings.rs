//! Settings that change while the provider retries a launcher that could not be fetched.

use std::time::Duration;

use crate::support::{chat, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{CommandOutcome, CustomerlyProviderProps};

fn props_with_name(name: &'static str) -> CustomerlyProviderProps {
    CustomerlyProviderProps {
        settings: Settings::new().name(name),
        launcher_url: Some("/missing/launcher.js".into()),
        // A delay longer than this test, so that no retry happens.
        retry: Retry::backoff(1).first_delay(Duration::from_secs(600)),
        ..props("")
    }
}

#[wasm_bindgen_test]
async fn only_the_latest_settings_reach_the_chat() {
    let mut app = mount(props_with_name("Ada")).await;
    assert_eq!(chat().status(), MessengerStatus::Loading);
    app.update(props_with_name("Grace"));
    page::settle().await;
    assert_eq!(chat().hide(), CommandOutcome::Queued);
    page::until(|| matches!(chat().status(), MessengerStatus::Failed(_))).await;
    assert_eq!(page::console().len(), 1);

    app.update(CustomerlyProviderProps {
        launcher_url: props("").launcher_url,
        ..props_with_name("Joan")
    });
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(page::eval("launcher.settings.name"), r#""Joan""#);
    assert_eq!(page::eval("launcher.calls"), r#"[["hide"]]"#);
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
