//! A page whose old library changes what all scripts share, while the chat runs.

use std::collections::BTreeMap;

use crate::support::fault::{Fault, THEME};
use crate::support::{hostile, messages, mount_ready, page, props};
use crate::tally::Tally;
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{CustomerlyProviderProps, Settings};

async fn endure(faults: &[Fault]) {
    let app = mount_ready("channels=both").await;
    hostile::prepare_inspection().await;
    page::load("/tests/fixtures/old_library.js").await;
    page::run("window.dataLayer = []");
    messages();
    page::console();
    for fault in faults {
        fault.endure().await;
    }
    app.destroy();
    // Once more under each of them first, so that nothing of a better time is left.
    for fault in faults {
        let app = mount_ready("channels=both").await;
        page::run("window.dataLayer = []");
        messages();
        fault.endure().await;
        app.destroy();
    }
}

/// A library that costs nothing.
const fn library(name: &'static str, breaks: &'static str) -> Fault {
    Fault {
        name,
        breaks,
        mends: "oldLibrary.takeBack()",
        refusal: None,
    }
}

/// A library with which no message can be made, as the console says.
const fn spoilt(name: &'static str, breaks: &'static str, refusal: &'static str) -> Fault {
    Fault {
        refusal: Some(refusal),
        ..library(name, breaks)
    }
}

#[wasm_bindgen_test]
async fn prototypes_with_more_on_them() {
    endure(&[
        library("extras on Array.prototype", "oldLibrary.extendArrays()"),
        library("extras on Object.prototype", "oldLibrary.extendObjects()"),
        library("toJSON on all prototypes", "oldLibrary.addToJson()"),
        library(
            "toJSON that throws",
            "oldLibrary.addToJson(() => { throw new Error('toJSON') })",
        ),
        library(
            "our keys on Object.prototype",
            "oldLibrary.putKeys({ value: 'inherited', writable: true })",
        ),
    ])
    .await;
}

#[wasm_bindgen_test]
async fn functions_replaced() {
    endure(&[
        library("push replaced by an old one", "oldLibrary.replacePush()"),
        library(
            "push that throws on all arrays but the data layer",
            "const { push } = Array.prototype;
             dataLayer.push = (...items) => push.apply(dataLayer, items);
             oldLibrary.put(Array.prototype, 'push', { value() { throw new Error('push') } })",
        ),
        library("bind replaced by an old one", "oldLibrary.replaceBind()"),
        library(
            "bind that throws",
            "oldLibrary.put(Function.prototype, 'bind', { value() { throw new Error('bind') } })",
        ),
        library(
            "defineProperty that does nothing",
            "oldLibrary.put(Object, 'defineProperty', { value: (object) => object })",
        ),
        library(
            "Object.assign replaced by an old one",
            "oldLibrary.replaceAssign()",
        ),
        library(
            "Object.assign that returns nonsense",
            "const { assign } = Object;
             oldLibrary.put(Object, 'assign', { value: (...all) => { assign(...all); return 7; } })",
        ),
    ])
    .await;
}

#[wasm_bindgen_test]
async fn what_cannot_be_made_whole_is_not_pushed() {
    const CHANGED: &str = "another script has changed Object";
    endure(&[
        spoilt(
            "our keys on Object.prototype, read-only",
            "oldLibrary.putKeys({ value: 'inherited', writable: false })",
            "Cannot assign to read only property",
        ),
        spoilt(
            "setters for our keys on Object.prototype",
            "oldLibrary.putKeys({ get: () => 'inherited', set() {} })",
            CHANGED,
        ),
        spoilt(
            "setters for our keys that throw",
            "oldLibrary.putKeys({ set() { throw new Error('setter') } })",
            "setter",
        ),
        spoilt(
            "Object.assign that throws",
            "oldLibrary.put(Object, 'assign', { value() { throw new Error('assign') } })",
            "assign",
        ),
        spoilt(
            "Object.assign that does nothing",
            "oldLibrary.put(Object, 'assign', { value: (target) => target })",
            CHANGED,
        ),
        spoilt(
            "Object.assign that takes what is inherited",
            "oldLibrary.replaceAssign(); oldLibrary.extendObjects()",
            CHANGED,
        ),
    ])
    .await;
}

#[wasm_bindgen_test]
async fn the_clock_or_the_console_is_shadowed() {
    endure(&[
        library(
            "performance missing",
            "oldLibrary.remove(window, 'performance')",
        ),
        library(
            "performance that throws",
            "oldLibrary.put(window, 'performance', { get() { throw new Error('performance') } })",
        ),
        library(
            "console that throws",
            "oldLibrary.put(window, 'console', { get() { throw new Error('console') } })",
        ),
    ])
    .await;
}

/// Settings are compared by the page's own functions, and must not pick up what a library has added.
#[wasm_bindgen_test]
async fn settings_are_sent_without_what_a_library_added() {
    let mut app = mount_ready("channels=both").await;
    page::load("/tests/fixtures/old_library.js").await;
    page::console();
    page::run("launcher.calls.length = 0; oldLibrary.extendArrays(); oldLibrary.extendObjects()");
    app.update(CustomerlyProviderProps {
        settings: Settings::new()
            .name("Ada")
            .attributes(BTreeMap::from([("plan", "pro"), ("team", "red")]))
            .extra(BTreeMap::from([("sdkMode", "web")])),
        ..props("channels=both")
    });
    page::settle().await;
    page::run("oldLibrary.takeBack()");
    let mut tally = Tally {
        calls: 1,
        ..Tally::default()
    };
    assert_eq!(page::console(), [""; 0]);
    let calls = page::eval("launcher.calls.map(([method, { name }]) => [method, name])");
    tally.expect(1, usize::from(calls != "[]"));
    assert_eq!(calls, r#"[["update","Ada"]]"#);
    tally.close(THEME, "extras on all prototypes, settings");
    messages();
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_time_that_nobody_measured_is_not_told() {
    let app = mount_ready("channels=both").await;
    page::load("/tests/fixtures/old_library.js").await;
    page::run("window.dataLayer = []");
    let without = "oldLibrary.remove(window, 'performance')";
    let with = "oldLibrary.takeBack()";
    for (at_opening, at_closing) in [(without, ""), ("", without), (without, without)] {
        page::run(at_opening);
        page::fire("'onChatOpened'");
        page::run(with);
        page::run(at_closing);
        page::fire("'onChatClosed'");
        page::run(with);
        assert_eq!(
            page::eval("dataLayer.splice(0)[1].customerly_open_seconds"),
            "\"(undefined)\""
        );
    }
    messages();
    app.destroy();
}
