//! A launcher button that the app wants hidden from the start, and a chat that starts again.

use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{CustomerlyProviderProps, Settings};

use crate::support::{chat, messages, mount, page, props};
use crate::tally::Tally;

#[component]
fn Menu() -> Html {
    use_chat_hidden(true);
    Html::default()
}

fn calls() -> String {
    page::eval("launcher.calls.splice(0).map(([name]) => name).join()")
}

fn with_user(id: Option<u64>, is_hidden: bool) -> CustomerlyProviderProps {
    let children = if is_hidden {
        html! { <Menu /> }
    } else {
        Html::default()
    };
    let settings = Settings::new();
    CustomerlyProviderProps {
        settings: id.map_or(settings.clone(), |id| settings.user_id(id)),
        children,
        ..props("")
    }
}

#[wasm_bindgen_test]
async fn the_button_never_shows_while_the_app_hides_it() {
    let mut app = mount(with_user(Some(1), true)).await;
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    page::settle().await;
    assert_eq!(
        page::eval("[launcher.settings.visible, launcher.settings.visibleOnMobile]"),
        "[false,false]"
    );
    assert_eq!(calls(), "\"\"");

    // Every start and every session shows the button, and with it ends what was open.
    page::fire("'onChatOpened'");
    page::settle().await;
    assert!(chat().is_open());
    page::fire("'onMessengerInitialized'");
    page::settle().await;
    assert_eq!(calls(), "\"hide\"");
    assert!(!chat().is_open());
    page::fire("'onChatOpened'");
    page::settle().await;
    app.update(with_user(None, true));
    page::settle().await;
    assert_eq!(calls(), "\"logout,hide\"");
    assert!(!chat().is_open());

    app.update(with_user(None, false));
    page::settle().await;
    page::next().await;
    assert_eq!(calls(), "\"show\"");
    page::fire("'onMessengerInitialized'");
    page::settle().await;
    assert_eq!(calls(), "\"\"");

    // So does a `hide` by the app itself.
    chat().hide();
    page::fire("'onMessengerInitialized'");
    page::settle().await;
    assert_eq!(calls(), "\"hide,hide\"");
    messages();
    assert_eq!(page::console(), [""; 0]);
    Tally::record(
        "whose session",
        "a chat that starts again with its launcher button",
        6,
    );
    app.destroy();
}
