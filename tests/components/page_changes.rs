//! Without yew-router, `use_chat_page` reports a page change to the chat when its value changes.

use crate::support::{Recorded, chat, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{CommandOutcome, CustomerlyProviderProps};

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
async fn each_page_change_is_reported_once() {
    let mut app = mount(at(Place::Home)).await;
    app.update(at(Place::Article(1)));
    page::settle().await;
    assert_eq!(chat().load(), CommandOutcome::Sent);
    app.update(at(Place::Article(2)));
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    page::settle().await;
    assert_eq!(
        page::eval("launcher.calls.splice(0)"),
        "[]",
        "the load reports the current page"
    );

    let update = r#"[["update"]]"#;
    assert_eq!(go(&mut app, Place::Article(2)).await, "[]");
    assert_eq!(go(&mut app, Place::Article(3)).await, update);
    assert_eq!(go(&mut app, Place::Article(3)).await, "[]");
    assert_eq!(go(&mut app, Place::Home).await, update);
    // A component that mounts later does not report its first page, because the visitor is already there.
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
