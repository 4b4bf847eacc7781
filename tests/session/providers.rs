//! Several providers on one page: the outermost one says whose the chat is.

use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::gtm::DataLayer;
use yew_customerly::prelude::*;
use yew_customerly::{CommandOutcome, CustomerlyProviderProps};

use super::{calls, record, visitor};
use crate::support::{Recorder, chat, mount_until_ready, page};

/// Commands the chat from within the inner provider.
#[component]
fn Inner() -> Html {
    let chat = use_customerly().expect("a provider");
    use_effect_with((), move |()| {
        chat.track_event("from inside");
    });
    Html::default()
}

#[wasm_bindgen_test]
async fn an_inner_provider_changes_neither_the_user_nor_the_data_layer() {
    let CustomerlyProviderProps {
        app_id,
        launcher_url,
        ..
    } = visitor(None);
    let nested = html! {
        <CustomerlyProvider {app_id} {launcher_url} data_layer={DataLayer::builder().named("inner").build().unwrap_or_default()}>
            <Inner />
            <Recorder />
        </CustomerlyProvider>
    };
    let mut app = mount_until_ready(CustomerlyProviderProps {
        children: nested.clone(),
        ..visitor(Some(1))
    })
    .await;
    let console = page::console();
    assert!(
        console.len() == 1 && console[0].contains("several providers"),
        "{console:?}"
    );
    assert_eq!(page::eval("launcher.settings.user_id"), "1");
    assert_eq!(calls(), r#"[["event","from inside"]]"#);
    assert!(chat().is_user_loaded());
    page::fire("'onChatOpened'");
    page::settle().await;
    assert_eq!(
        page::pushed().last().map(String::as_str),
        Some("customerly_chat_opened")
    );
    assert_eq!(page::eval("typeof inner"), "\"undefined\"");

    app.update(CustomerlyProviderProps {
        children: nested,
        ..visitor(Some(2))
    });
    page::settle().await;
    assert!(calls().starts_with(r#"[["logout"],["update""#));
    // The inner provider goes, and the chat keeps its user.
    app.update(visitor(Some(2)));
    page::settle().await;
    assert_eq!(calls(), "[]");
    assert_eq!(chat().close(), CommandOutcome::Sent);
    assert_eq!(page::console(), [""; 0]);
    record(2, "a provider inside another provider, without a user");
    app.destroy();
}
