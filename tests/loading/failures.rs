//! A chat that does not come: the status and the console say why, and the page lives.

use crate::support::{chat, messages, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{
    ChatEvent, CommandError, CommandOutcome, CustomerlyProviderProps, LoadError, MessengerStatus,
    Settings,
};

fn failed() -> Option<LoadError> {
    match chat().status() {
        MessengerStatus::Failed(error) => Some(error),
        _ => None,
    }
}

#[wasm_bindgen_test]
async fn a_page_survives_each_way_to_fail() {
    // A blank id asks nobody for anything.
    let app = mount(CustomerlyProviderProps {
        app_id: " ".into(),
        ..props("")
    })
    .await;
    assert_eq!(failed(), Some(LoadError::BlankAppId));
    let console = page::console();
    assert!(console[0].contains("app_id is blank"), "{console:?}");
    assert_eq!(
        page::eval("document.querySelectorAll('script[src*=launcher]').length"),
        "0"
    );
    app.destroy();

    // A launcher that is not found; what was held for it is named.
    let missing = CustomerlyProviderProps {
        launcher_url: Some("/tests/fixtures/missing.js".into()),
        ..props("")
    };
    let app = mount(missing).await;
    assert_eq!(chat().open(), CommandOutcome::Queued);
    page::until(|| failed().is_some()).await;
    let error = LoadError::Script {
        url: "/tests/fixtures/missing.js".into(),
    };
    assert_eq!(failed(), Some(error.clone()));
    let refused = CommandOutcome::Refused(CommandError::NotLoaded(error));
    assert_eq!(chat().close(), refused);
    let console = page::console();
    assert!(
        console[0].contains("could not be fetched from /tests/fixtures/missing.js"),
        "{console:?}"
    );
    assert!(console[1].contains("open() did not run"), "{console:?}");
    assert!(console[2].contains("close() did not run"), "{console:?}");

    // Settings that are new at each render do not fetch it at each render.
    let mut app = app;
    app.update(CustomerlyProviderProps {
        launcher_url: Some("/tests/fixtures/missing.js".into()),
        settings: Settings::new().name("Ada"),
        ..props("")
    });
    page::settle().await;
    assert!(failed().is_some());
    assert_eq!(page::console(), [""; 0]);
    // By hand it is tried again.
    assert_eq!(chat().load(), CommandOutcome::Sent);
    page::until(|| failed().is_some()).await;
    page::console();

    // Another try may fare better: the same page, a launcher that refuses the visitor.
    app.update(props("ready=no"));
    page::until(|| page::eval("typeof launcher") == "\"object\"").await;
    page::fire("'onMessengerLoadFailed', { status: 401, message: 'who?' }");
    let error = LoadError::Refused {
        status: Some(401),
        message: Some("who?".into()),
    };
    assert_eq!(failed(), Some(error.clone()));
    let refused = CommandOutcome::Refused(CommandError::NotLoaded(error));
    assert_eq!(chat().open(), refused);
    assert_eq!(
        chat().update(Default::default()),
        CommandOutcome::Sent,
        "another visitor may be welcome"
    );
    let console = page::console();
    assert!(
        console[0].contains("status 401: who?") && console[0].contains("email_hash"),
        "{console:?}"
    );

    // A blank id has nothing to do with the chat that is there.
    app.update(CustomerlyProviderProps {
        app_id: "".into(),
        ..props("ready=no")
    });
    page::settle().await;
    assert!(matches!(failed(), Some(LoadError::Refused { .. })));
    let console = page::console();
    assert!(
        console
            .last()
            .is_some_and(|line| line.contains("app_id is blank")),
        "{console:?}"
    );

    // And a later success is a success.
    page::settle().await;
    messages();
    page::fire("'onMessengerInitialized'");
    page::settle().await;
    assert_eq!(chat().status(), MessengerStatus::Ready);
    assert_eq!(messages(), [ChatEvent::MessengerInitialized]);
    assert_eq!(chat().open(), CommandOutcome::Sent);
    app.destroy();
}
