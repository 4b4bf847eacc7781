//! Not weighed: the steps that every callback takes in JavaScript, each measured alone, with the same
//! imports as in the crate. The rest of a callback's time is the crate's own code.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Foreign;

    #[wasm_bindgen(method, structural, indexing_getter, catch)]
    fn get(this: &Foreign, key: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, indexing_setter, catch)]
    fn set(this: &Foreign, key: &JsValue, value: f64) -> Result<(), JsValue>;

    #[wasm_bindgen(method, structural, getter, catch, js_name = URL)]
    fn url(this: &Foreign) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, getter, catch)]
    fn title(this: &Foreign) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, getter, catch)]
    fn length(this: &Foreign) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, catch)]
    fn push(this: &Foreign, message: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Object)]
    fn assign(target: &Object, source: &JsValue) -> Result<Object, JsValue>;

    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

const ITERATIONS: u32 = 10_000;

struct StepTimes(Array);

impl StepTimes {
    /// Adds the average time of a step, in microseconds.
    fn measure(&self, name: &str, step: impl Fn()) {
        for _ in 0..ITERATIONS {
            step();
        }
        let start = now();
        for _ in 0..ITERATIONS {
            step();
        }
        let time = (now() - start) * 1000.0 / f64::from(ITERATIONS);
        self.0.push(&Array::of2(&name.into(), &time.into()));
    }
}

fn property(target: &JsValue, name: &str) -> Foreign {
    let value = Reflect::get(target, &name.into());
    value.unwrap_or_default().unchecked_into()
}

fn measure_steps() -> JsValue {
    let page = JsValue::from(js_sys::global());
    let document = property(&page, "document");
    let (url, title) = (document.url(), document.title());
    let layer_name = JsValue::from("dataLayer");
    let keys: Vec<JsValue> = (0..21)
        .map(|key| format!("customerly_key_{key}").into())
        .collect();
    let entries = keys.iter().map(|key| Array::of2(key, &JsValue::UNDEFINED));
    let template = Object::from_entries(&entries.collect::<Array>()).unwrap_or_default();
    let message = assign(&Object::new(), &template).unwrap_or_default();
    let message = message.unchecked_ref::<Foreign>();
    let text = JsValue::from("Does the Heron come in black?");
    let list = JsValue::from(Array::new()).unchecked_into::<Foreign>();
    let empty_function: Function =
        Closure::<dyn Fn(JsValue, JsValue, JsValue) -> JsValue>::new(|_, _, _| JsValue::UNDEFINED)
            .into_js_value()
            .unchecked_into();

    let steps = StepTimes(Array::new());
    steps.measure("the text is read", || drop(text.as_string()));
    steps.measure("the list is seen and counted", || {
        if is_array(&list).unwrap_or_default() {
            let length = list.length();
            std::hint::black_box(length.unwrap_or_default().as_f64());
        }
    });
    steps.measure("the page's address and title are compared", || {
        std::hint::black_box(document.url() == url && document.title() == title);
    });
    steps.measure("a message is made of all keys", || {
        drop(assign(&Object::new(), &template));
    });
    steps.measure("two numbers are set", || {
        drop(message.set(&keys[5], 29.0));
        drop(message.set(&keys[6], 0.0));
    });
    let window = page.unchecked_ref::<Foreign>();
    steps.measure("the data layer is looked up", || {
        drop(window.get(&layer_name))
    });
    let layer = property(&page, "dataLayer");
    steps.measure("the message is pushed", || drop(layer.push(message)));
    steps.measure("the handlers are called where a panic ends", || {
        drop(empty_function.apply(&JsValue::UNDEFINED, JsValue::UNDEFINED.unchecked_ref()));
    });
    steps.0.into()
}

fn main() {
    let page = js_sys::global();
    let empty_callback =
        Closure::<dyn Fn(JsValue, JsValue, JsValue) -> JsValue>::new(|_, _, _| JsValue::UNDEFINED);
    let steps = Closure::<dyn Fn() -> JsValue>::new(measure_steps);
    let _ = Reflect::set(
        &page,
        &"emptyCallback".into(),
        &empty_callback.into_js_value(),
    );
    let _ = Reflect::set(&page, &"crossings".into(), &steps.into_js_value());
}
