//! The page of an event: its address, its referrer, and page views that have the same ones.

use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::gtm::{DataLayer, DataLayerBuilder, DataLayerKey};
use yew_customerly::prelude::*;
use yew_customerly::{CustomerlyProviderProps, EventKind};

use crate::support::{Recorded, chat, mount, page, props};

#[derive(PartialEq, Properties)]
struct PagesProps {
    place: &'static str,
}

/// Sets the page's title in an effect, as apps do.
#[component]
fn Pages(props: &PagesProps) -> Html {
    use_chat_page(props.place);
    use_effect_with(props.place, |place| {
        gloo_utils::document().set_title(place);
    });
    Html::default()
}

fn at(place: &'static str, data_layer: &DataLayer) -> CustomerlyProviderProps {
    CustomerlyProviderProps {
        data_layer: data_layer.clone(),
        children: html! { <Pages {place} /> },
        ..props("")
    }
}

fn built(builder: DataLayerBuilder) -> DataLayer {
    builder.build().expect("a valid configuration")
}

async fn go(app: &mut AppHandle<Recorded>, place: &'static str, data_layer: &DataLayer) {
    page::run(&format!("history.pushState(null, '', '#/{place}')"));
    app.update(at(place, data_layer));
    page::settle().await;
}

/// The page that the visitor came from. The crate reads it once, so each test of this page sets it.
fn set_referrer() {
    page::run(
        "Object.defineProperty(Document.prototype, 'referrer', { configurable: true,
             get: () => 'https://ada:pw@search.example/?q=lamps+ada@example.com#top' })",
    );
}

/// The events since the previous use, with their pages.
fn pages() -> String {
    let pages = page::eval(
        "dataLayer.splice(0).filter((m) => m.event).map((m) => [m.event.replace('customerly_', ''),
         m.customerly_page_location.replace(location.origin, '').replace(location.pathname, '/'),
         m.customerly_page_title, m.customerly_page_referrer])",
    );
    page::console();
    pages
}

#[wasm_bindgen_test]
async fn a_page_view_has_the_page_of_the_events_that_follow() {
    set_referrer();
    page::run("window.dataLayer = []; history.replaceState(null, '', '#/home')");
    let data_layer = built(
        DataLayer::builder()
            .page_views()
            .without(EventKind::MessengerInitialized),
    );
    let mut app = mount(at("home", &data_layer)).await;
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    page::fire("'onChatOpened'");
    let referrer = "https://search.example/";
    let row = |event, place| format!(r##"["{event}","/#/{place}","{place}","{referrer}"]"##);
    assert_eq!(
        pages(),
        format!(
            "[{},{}]",
            row("page_view", "home"),
            row("chat_opened", "home")
        )
    );

    go(&mut app, "contact", &data_layer).await;
    page::fire("'onNewConversation', 'Hello', []");
    assert_eq!(
        pages(),
        format!(
            "[{},{}]",
            row("page_view", "contact"),
            row("new_conversation", "contact")
        )
    );
    // The address is the same: no other page for Google Analytics.
    app.update(at("dialog", &data_layer));
    page::settle().await;
    assert_eq!(pages(), "[]");
    go(&mut app, "home", &data_layer).await;
    assert_eq!(pages(), format!("[{}]", row("page_view", "home")));
    app.destroy();

    // Without the switch there is none.
    let data_layer = DataLayer::new();
    let mut app = mount(at("home", &data_layer)).await;
    go(&mut app, "about", &data_layer).await;
    assert_eq!(pages(), "[]");
    app.destroy();
}

#[wasm_bindgen_test]
async fn an_app_maps_its_addresses_before_they_are_scrubbed() {
    set_referrer();
    let map = |address: &str| match address.split_once("#/users/") {
        Some((start, _)) => format!("{start}#/users/of/7/ada@example.com"),
        None => address.to_owned(),
    };
    let data_layer = built(DataLayer::builder().map_address(map));
    let app = mount(at("home", &data_layer)).await;
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    page::run("window.dataLayer = []; history.replaceState(null, '', '#/users/ada-lovelace')");
    page::fire("'onChatOpened'");
    let pushed = page::eval("dataLayer[0].customerly_page_location");
    assert!(pushed.ends_with("#/users/of/7/(redacted)\""), "{pushed}");
    page::run("history.replaceState(null, '', '#/')");
    app.destroy();
}

#[wasm_bindgen_test]
async fn ids_of_conversations_are_pushed_only_if_the_app_says_so() {
    set_referrer();
    let key = DataLayerKey::ConversationId.name();
    let ids = format!("dataLayer.splice(0).map((m) => [m.{key}, m.customerly_message_id])");
    for (data_layer, expected) in [
        (
            DataLayer::new(),
            r#"[["(undefined)","(undefined)"],["(undefined)","(undefined)"]]"#,
        ),
        (
            built(DataLayer::builder().conversation_ids()),
            r#"[[3,4],[5,"(undefined)"]]"#,
        ),
    ] {
        let app = mount(at("home", &data_layer)).await;
        page::until(|| chat().status() == MessengerStatus::Ready).await;
        page::run("window.dataLayer = []");
        page::fire("'onMessageRead', 3, 4");
        page::fire("'onNewConversationReceived', 5");
        assert_eq!(page::eval(&ids), expected);
        app.destroy();
    }
}
