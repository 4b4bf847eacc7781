//! A chat that fails to load: the status and the console give the reason, and the page keeps working.

use crate::support::{chat, messages, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{
    ChatEvent, CommandError, CommandOutcome, CustomerlyProviderProps, LoadError, MessengerStatus,
    Settings,
};

fn load_error() -> Option<LoadError> {
    match chat().status() {
        MessengerStatus::Failed(error) => Some(error),
        _ => None,
    }
}

#[wasm_bindgen_test]
async fn a_failed_chat_reports_the_reason_and_can_load_later() {
    // With a blank `app_id`, nothing is requested.
    let app = mount(CustomerlyProviderProps {
        app_id: " ".into(),
        ..props("")
    })
    .await;
    assert_eq!(load_error(), Some(LoadError::BlankAppId));
    let console = page::console();
    assert!(console[0].contains("app_id is blank"), "{console:?}");
    assert_eq!(
        page::eval("document.querySelectorAll('script[src*=launcher]').length"),
        "0"
    );
    app.destroy();

    // The launcher is not found: the console names each command that did not run.
    let missing_launcher = CustomerlyProviderProps {
        launcher_url: Some("/tests/fixtures/missing.js".into()),
        ..props("")
    };
    let app = mount(missing_launcher).await;
    assert_eq!(chat().open(), CommandOutcome::Queued);
    page::until(|| load_error().is_some()).await;
    let error = LoadError::Script {
        url: "/tests/fixtures/missing.js".into(),
    };
    assert_eq!(load_error(), Some(error.clone()));
    let refused = CommandOutcome::Refused(CommandError::NotLoaded(error));
    assert_eq!(chat().close(), refused);
    let console = page::console();
    assert!(
        console[0].contains("could not be fetched from /tests/fixtures/missing.js"),
        "{console:?}"
    );
    assert!(console[1].contains("open() did not run"), "{console:?}");
    assert!(console[2].contains("close() did not run"), "{console:?}");

    // New settings do not fetch the launcher again.
    let mut app = app;
    app.update(CustomerlyProviderProps {
        launcher_url: Some("/tests/fixtures/missing.js".into()),
        settings: Settings::new().name("Ada"),
        ..props("")
    });
    page::settle().await;
    assert!(load_error().is_some());
    assert_eq!(page::console(), [""; 0]);
    // `load` does.
    assert_eq!(chat().load(), CommandOutcome::Sent);
    page::until(|| load_error().is_some()).await;
    page::console();

    // Another launcher URL loads a launcher that refuses the visitor.
    app.update(props("ready=no"));
    page::until(|| page::eval("typeof launcher") == "\"object\"").await;
    page::fire("'onMessengerLoadFailed', { status: 401, message: 'who?' }");
    let error = LoadError::Refused {
        status: Some(401),
        message: Some("who?".into()),
    };
    assert_eq!(load_error(), Some(error.clone()));
    let refused = CommandOutcome::Refused(CommandError::NotLoaded(error));
    assert_eq!(chat().open(), refused);
    assert_eq!(
        chat().update(Default::default()),
        CommandOutcome::Sent,
        "the launcher may accept another visitor"
    );
    let console = page::console();
    assert!(
        console[0].contains("status 401: who?") && console[0].contains("email_hash"),
        "{console:?}"
    );

    // Without an `app_id`, the loaded launcher is nobody's, until it is named again.
    app.update(CustomerlyProviderProps {
        app_id: "".into(),
        ..props("ready=no")
    });
    page::settle().await;
    assert_eq!(load_error(), Some(LoadError::BlankAppId));
    let console = page::console();
    assert!(
        console
            .last()
            .is_some_and(|line| line.contains("app_id is blank")),
        "{console:?}"
    );

    app.update(props("ready=no"));
    page::settle().await;
    assert!(matches!(load_error(), Some(LoadError::Refused { .. })));

    // The chat becomes ready when it initializes later.
    messages();
    page::fire("'onMessengerInitialized'");
    page::settle().await;
    assert_eq!(chat().status(), MessengerStatus::Ready);
    assert_eq!(messages(), [ChatEvent::MessengerInitialized]);
    assert_eq!(chat().open(), CommandOutcome::Sent);
    app.destroy();
}
