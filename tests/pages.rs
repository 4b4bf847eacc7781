//! Without a router of yew-router, any value that changes with the page tells the chat of it.
#![cfg(target_family = "wasm")]

mod support;

use support::{Recorded, chat, mount, page, props};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{CustomerlyProviderProps, Delivery};

wasm_bindgen_test_configure!(run_in_browser);

#[derive(Clone, PartialEq)]
enum Place {
    Home,
    Article(u32),
}

#[derive(PartialEq, Properties)]
struct PagesProps {
    place: Place,
}

#[component]
fn Pages(props: &PagesProps) -> Html {
    use_chat_page(props.place.clone());
    Html::default()
}

fn at(place: Place) -> CustomerlyProviderProps {
    CustomerlyProviderProps {
        load: LoadStrategy::manual(),
        children: html! { <Pages {place} /> },
        ..props("")
    }
}

async fn go(app: &mut AppHandle<Recorded>, place: Place) -> String {
    app.update(at(place));
    page::settle().await;
    page::eval("launcher.calls.splice(0)")
}

#[wasm_bindgen_test]
async fn each_page_is_told_once() {
    let mut app = mount(at(Place::Home)).await;
    app.update(at(Place::Article(1)));
    page::settle().await;
    assert_eq!(chat().load(), Delivery::Sent);
    app.update(at(Place::Article(2)));
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    page::settle().await;
    assert_eq!(
        page::eval("launcher.calls.splice(0)"),
        "[]",
        "the load has told the page"
    );

    let update = r#"[["update"]]"#;
    assert_eq!(go(&mut app, Place::Article(2)).await, "[]");
    assert_eq!(go(&mut app, Place::Article(3)).await, update);
    assert_eq!(go(&mut app, Place::Article(3)).await, "[]");
    assert_eq!(go(&mut app, Place::Home).await, update);
    // The first page of a component that comes later is where the visitor is already.
    app.update(CustomerlyProviderProps {
        children: Html::default(),
        ..at(Place::Home)
    });
    page::settle().await;
    assert_eq!(go(&mut app, Place::Home).await, "[]");
    assert_eq!(go(&mut app, Place::Article(4)).await, update);
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
