//! Not weighed: counts the renders of components that use one hook each.

use std::cell::RefCell;
use std::collections::BTreeMap;

use bench_apps::APP_ID;
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use yew::prelude::*;
use yew_customerly::prelude::*;

thread_local! {
    static RENDERS: RefCell<BTreeMap<&'static str, u32>> = const { RefCell::new(BTreeMap::new()) };
}

fn count_render(hook: &'static str) -> Html {
    RENDERS.with_borrow_mut(|renders| *renders.entry(hook).or_default() += 1);
    Html::default()
}

#[component]
fn NoHook() -> Html {
    count_render("no hook")
}

#[component]
fn ChatHandle() -> Html {
    let _ = use_customerly();
    count_render("use_customerly")
}

#[component]
fn Event() -> Html {
    use_chat_event(|_| ());
    count_render("use_chat_event")
}

#[component]
fn ChatOpen() -> Html {
    let _ = use_chat_open();
    count_render("use_chat_open")
}

#[component]
fn Status() -> Html {
    let _ = use_messenger_status();
    count_render("use_messenger_status")
}

#[component]
fn Unread() -> Html {
    let _ = use_unread_messages();
    count_render("use_unread_messages")
}

#[component]
fn App() -> Html {
    html! {
        <CustomerlyProvider app_id={APP_ID}>
            <NoHook />
            <ChatHandle />
            <Event />
            <ChatOpen />
            <Status />
            <Unread />
        </CustomerlyProvider>
    }
}

fn render_counts() -> JsValue {
    let object = Object::new();
    RENDERS.with_borrow(|renders| {
        for (hook, count) in renders {
            let _ = Reflect::set(&object, &(*hook).into(), &(*count).into());
        }
    });
    object.into()
}

fn main() {
    let closure = Closure::<dyn Fn() -> JsValue>::new(render_counts);
    let _ = Reflect::set(&js_sys::global(), &"renders".into(), closure.as_ref());
    closure.forget();
    yew::Renderer::<App>::new().render();
}
