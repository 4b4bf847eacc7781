//! The container's variables for the site's own page views: they change an address as the crate does.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use serde_json::Value;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::gtm::{AppEvent, Container, DataLayer};
use yew_customerly::{CustomerlyProviderProps, LoadStrategy};

use crate::support::{chat, mount, page, props};

const ADDRESSES: &str = include_str!("../fixtures/privacy/addresses.txt");
const PEOPLE: &str = include_str!("../fixtures/privacy/people_in_addresses.txt");

/// How many addresses are made of random fragments.
const RANDOM: usize = 5_000;

/// Defines `scrub(address, referrer)`, which returns the values of the two variables, from the file that a
/// marketer imports.
fn define_scrub(container: &str) {
    let container: Value = serde_json::from_str(container).expect("JSON");
    let variables = container["containerVersion"]["variable"].as_array();
    let scripts: Vec<(String, String)> = variables
        .expect("variables")
        .iter()
        .filter(|variable| variable["type"] == "jsm")
        .map(|variable| {
            let name = variable["name"].as_str().expect("a name");
            let code = variable["parameter"][0]["value"].as_str().expect("code");
            (format!("{{{{{name}}}}}"), code.to_owned())
        })
        .collect();
    let [(scrubber, code), location, referrer] = &scripts[..] else {
        panic!("three scripts, not {}", scripts.len());
    };
    // Google Tag Manager puts the value of a variable in the place of its name.
    let value = |(_, code): &(String, String)| code.replace(scrubber, "scrubber");
    let (location, referrer) = (value(location), value(referrer));
    page::run(&format!(
        "const scrubber = ({code})();
         window.scrub = (address, before) => {{
             const location = {{ href: address }}, document = {{ referrer: before }};
             return [({location})(), ({referrer})()];
         }};"
    ));
}

/// The addresses as a browser has them: ASCII, with percent codes.
fn addresses() -> Vec<String> {
    let lines = ADDRESSES.lines().chain(PEOPLE.lines());
    let lines = lines.filter(|line| !line.starts_with("# ") && !line.is_empty());
    let known: Vec<String> = lines.map(|line| line.replace(['{', '}'], "")).collect();
    let known = serde_json::to_string(&known).expect("texts");
    let made = page::run(&format!(
        "let state = 20261127;
         const next = (count) => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % 65521 % count;
         const fragments = ['/', '/', '-', '.', '+', '(', ')', '_', '~', ' ', ':', ';', ',', '@', '(at)', '[AT]',
             '%', '%2', '%25', '%40', '%2540', '%2B', '%20', '%EF%BC%A0', '%E0%A7%A7', '%C3', '%80', '%E2%80%93',
             '&#64;', '&#x40;', '&#', '&', '=', '?', '#/', '#!/', 'tel/', 'token/', 'reset/', 'fax=', 'utm_source=',
             'UTM_Term=', 'amp;utm_id=', 'variant=', 'q=', 'ada', 'b.example', 'example.com', 'eyJhbGciOi.J9',
             'a1b2c3d4e5f6a7b8', '0', '1', '00', '49', '151', '0151', '555', '123-4567', '2026', '-11-22', '22.11.',
             '123456789', '3f2b8c1e-9a4d-4c6f-8b1a-123456789012', '12345678-1234-1234-1234-123456789012', 'é', '日本'];
         const origins = ['https://shop.example/', 'http://ada:pw@[2001:db8::1]:8080/', 'https://a.example/?',
             'https://a.example/#/', 'data:text/plain,', 'https://a.example/' + 'long-path/'.repeat(99)];
         const made = {known};
         while (made.length < {RANDOM}) {{
             let address = origins[next(origins.length)];
             for (let count = next(14); count > 0; count--) address += fragments[next(fragments.length)];
             made.push(address);
         }}
         return made.map((address) => new URL(address).href)"
    ));
    let made = made.unchecked_into::<js_sys::Array>().to_vec();
    made.iter().filter_map(JsValue::as_string).collect()
}

#[wasm_bindgen_test]
async fn the_containers_variables_scrub_an_address_as_the_crate_does() {
    let addresses = Rc::new(addresses());
    let (index, pushed) = (Rc::new(Cell::new(0)), Rc::new(RefCell::new(None)));
    let data_layer = DataLayer::builder()
        .query_parameter("variant")
        .map_address({
            let (addresses, index) = (addresses.clone(), index.clone());
            move |_| addresses[index.get()].clone()
        })
        .on_push({
            let pushed = pushed.clone();
            move |push| {
                let location = push.get("customerly_page_location").cloned();
                *pushed.borrow_mut() = location;
            }
        })
        .build()
        .expect("a valid configuration");
    define_scrub(&Container::new(&data_layer).to_json());
    let app = mount(CustomerlyProviderProps {
        data_layer,
        load: LoadStrategy::manual(),
        ..props("")
    })
    .await;

    let scrub = page::run("return window.scrub").unchecked_into::<js_sys::Function>();
    let mut changed = 0;
    for (number, address) in addresses.iter().enumerate() {
        index.set(number);
        // The crate keeps the address of a page until the page or its title is another one.
        gloo_utils::document().set_title(&number.to_string());
        assert_eq!(chat().push(&AppEvent::new("look").with_page()), Ok(()));
        let expected = match pushed.take() {
            Some(yew_customerly::Scalar::Text(text)) => text,
            other => panic!("{address}: {other:?}"),
        };
        let values = scrub.call2(&JsValue::NULL, &address.into(), &"".into());
        let values = values
            .expect("no exception")
            .unchecked_into::<js_sys::Array>();
        assert_eq!(
            values.get(0).as_string(),
            Some(expected.clone()),
            "{address}"
        );
        assert_eq!(values.get(1).as_string().as_deref(), Some(""));
        changed += usize::from(expected != *address);
    }
    assert!(
        changed > RANDOM / 4,
        "only {changed} addresses have something to remove"
    );
    app.destroy();
}

#[wasm_bindgen_test]
fn the_referrer_is_scrubbed_too_and_shorter() {
    define_scrub(&Container::new(&DataLayer::new()).to_json());
    page::run(
        "window.before = 'https://search.example/' + 'é'.repeat(100) + '?q=ada@example.com&utm_term=a'",
    );
    assert_eq!(
        page::eval("scrub('https://a.example/tel/0151-234567?q=1', new URL(before).href)[0]"),
        r#""https://a.example/tel/(redacted)""#
    );
    assert_eq!(
        page::eval(
            "scrub('https://a.example/', new URL(before).href)[1].replaceAll('%C3%A9', 'e').length < 90"
        ),
        "true"
    );
    assert_eq!(
        page::eval("scrub('https://a.example/', new URL(before).href)[1].endsWith('?utm_term=a')"),
        "true"
    );
}
