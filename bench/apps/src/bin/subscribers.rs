//! Not weighed: as many components as the page's address says, each of which hears every event and
//! does nothing about it but count.

use std::cell::Cell;

use bench_apps::APP_ID;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use yew::prelude::*;
use yew_customerly::prelude::*;

thread_local! {
    static HEARD: Cell<f64> = const { Cell::new(0.0) };
}

#[component]
fn Subscriber() -> Html {
    use_chat_event(|_| HEARD.set(HEARD.get() + 1.0));
    Html::default()
}

#[component]
fn App() -> Html {
    let number = Reflect::get(&js_sys::global(), &"subscribers".into());
    let number = number.ok().and_then(|number| number.as_f64());
    html! {
        <CustomerlyProvider app_id={APP_ID}>
            { for (0..number.unwrap_or_default() as u32).map(|_| html! { <Subscriber /> }) }
        </CustomerlyProvider>
    }
}

fn main() {
    let heard = Closure::<dyn Fn() -> f64>::new(|| HEARD.get());
    let _ = Reflect::set(&js_sys::global(), &"heard".into(), heard.as_ref());
    heard.forget();
    yew::Renderer::<App>::new().render();
}
