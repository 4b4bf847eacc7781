//! Not weighed: components that subscribe to every event and only count. The query `?subscribers=` sets
//! their number.

use std::cell::Cell;

use bench_apps::APP_ID;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use yew::prelude::*;
use yew_customerly::prelude::*;

thread_local! {
    static RECEIVED: Cell<f64> = const { Cell::new(0.0) };
}

#[component]
fn Subscriber() -> Html {
    use_chat_event(|_| RECEIVED.set(RECEIVED.get() + 1.0));
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
    let received = Closure::<dyn Fn() -> f64>::new(|| RECEIVED.get());
    let _ = Reflect::set(
        &js_sys::global(),
        &"receivedEvents".into(),
        received.as_ref(),
    );
    received.forget();
    yew::Renderer::<App>::new().render();
}
