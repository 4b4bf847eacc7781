//! Scripts that are no launcher, at the launcher's address.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{
    CommandError, CommandOutcome, CustomerlyProviderProps, LoadError, MessengerStatus,
};

use crate::support::{chat, mount, page, props};
use crate::tally::Tally;

#[wasm_bindgen_test]
async fn what_is_no_launcher_fails_at_once_and_a_later_one_is_used() {
    for url in ["/tests/fixtures/empty.js", "/index.html"] {
        let app = mount(CustomerlyProviderProps {
            launcher_url: Some(url.into()),
            ..props("")
        })
        .await;
        assert_eq!(chat().open(), CommandOutcome::Queued);
        page::until(|| matches!(chat().status(), MessengerStatus::Failed(_))).await;
        let error = LoadError::NotLauncher { url: url.into() };
        assert_eq!(chat().status(), MessengerStatus::Failed(error.clone()));
        assert_eq!(
            chat().close(),
            CommandOutcome::Refused(CommandError::NotLoaded(error.clone()))
        );
        let console = page::console().join("\n");
        assert!(console.contains(&error.to_string()), "{console}");
        app.destroy();
    }
    Tally::record("network", "a script that is no launcher", 4);
    let app = mount(props("")).await;
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
