//! A user who leaves while the launcher's script is on its way.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{CommandOutcome, CustomerlyProviderProps};

use super::{calls, record, visitor};
use crate::support::{chat, mount, page};

#[wasm_bindgen_test]
async fn the_launcher_starts_as_whoever_is_there_then() {
    let mut app = mount(visitor(Some(1))).await;
    assert_eq!(page::eval("customerly.settings.user_id"), "1");
    app.update(visitor(None));
    page::settle().await;
    assert_eq!(page::eval("customerly.settings.user_id"), "\"(undefined)\"");
    // Without consent, it starts as nobody, also if the settings say something of somebody unnamed.
    let unnamed = CustomerlyProviderProps {
        settings: Settings::new().name("Ada"),
        ..visitor(None)
    };
    app.update(unnamed.clone());
    page::settle().await;
    assert_eq!(page::eval("customerly.settings.name"), "\"Ada\"");
    app.update(CustomerlyProviderProps {
        consent: false,
        ..unnamed
    });
    page::settle().await;
    assert_eq!(
        page::eval("Object.keys(customerly.settings)"),
        r#"["app_id","callbacks"]"#
    );
    app.update(visitor(Some(2)));
    page::settle().await;
    assert_eq!(page::eval("customerly.settings.user_id"), "2");
    // Without consent, or after a logout, it starts as nobody.
    app.update(CustomerlyProviderProps {
        consent: false,
        ..visitor(Some(2))
    });
    page::settle().await;
    assert_eq!(
        page::eval("Object.keys(customerly.settings)"),
        r#"["app_id","callbacks"]"#
    );
    app.update(visitor(Some(2)));
    page::settle().await;
    assert_eq!(page::eval("customerly.settings.user_id"), "2");
    assert_eq!(chat().logout(), CommandOutcome::Sent);
    assert_eq!(
        page::eval("Object.keys(customerly.settings)"),
        r#"["app_id","callbacks"]"#
    );
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(page::eval("launcher.settings.user_id"), "\"(undefined)\"");
    assert_eq!(calls(), "[]");
    app.update(visitor(Some(3)));
    page::settle().await;
    assert!(calls().ends_with(r#"["update",{"visible":true,"user_id":3,"app_id":"abcdef12"}]]"#));
    page::fire("'onChatOpened'");
    assert!(chat().is_open());
    assert_eq!(page::console(), [""; 0]);
    record(
        5,
        "the user leaves while the launcher's script is on its way",
    );
    app.destroy();
}
