//! A page whose old library changes the shared prototypes and functions while the chat runs.

use std::collections::BTreeMap;

use crate::support::fault::{Fault, THEME};
use crate::support::{hostile, messages, mount_ready, page, props};
use crate::tally::Tally;
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{CustomerlyProviderProps, Settings};

async fn test_faults(faults: &[Fault]) {
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
    // Each fault is tested once more right after a mount, so that no earlier call has cached anything.
    for fault in faults {
        let app = mount_ready("channels=both").await;
        page::run("window.dataLayer = []");
        messages();
        fault.endure().await;
        app.destroy();
    }
}

/// A library under which every event is still pushed.
const fn harmless(name: &'static str, script: &'static str) -> Fault {
    Fault {
        name,
        breaks: script,
        mends: "oldLibrary.takeBack()",
        refusal: None,
    }
}

/// A library under which no push can be built; the console gives the reason.
const fn blocking(name: &'static str, script: &'static str, refusal: &'static str) -> Fault {
    Fault {
        refusal: Some(refusal),
        ..harmless(name, script)
    }
}

#[wasm_bindgen_test]
async fn extended_prototypes() {
    test_faults(&[
        harmless("extras on Array.prototype", "oldLibrary.extendArrays()"),
        harmless("extras on Object.prototype", "oldLibrary.extendObjects()"),
        harmless("toJSON on all prototypes", "oldLibrary.addToJson()"),
        harmless(
            "toJSON that throws",
            "oldLibrary.addToJson(() => { throw new Error('toJSON') })",
        ),
        harmless(
            "the push's keys on Object.prototype",
            "oldLibrary.putKeys({ value: 'inherited', writable: true })",
        ),
    ])
    .await;
}

#[wasm_bindgen_test]
async fn replaced_functions() {
    test_faults(&[
        harmless("push replaced by an old polyfill", "oldLibrary.replacePush()"),
        harmless(
            "push that throws on all arrays except the data layer",
            "const { push } = Array.prototype;
             dataLayer.push = (...items) => push.apply(dataLayer, items);
             oldLibrary.put(Array.prototype, 'push', { value() { throw new Error('push') } })",
        ),
        harmless("bind replaced by an old polyfill", "oldLibrary.replaceBind()"),
        harmless(
            "bind that throws",
            "oldLibrary.put(Function.prototype, 'bind', { value() { throw new Error('bind') } })",
        ),
        harmless(
            "defineProperty that does nothing",
            "oldLibrary.put(Object, 'defineProperty', { value: (object) => object })",
        ),
        harmless(
            "Object.assign replaced by an old polyfill",
            "oldLibrary.replaceAssign()",
        ),
        harmless(
            "Object.assign that returns a number",
            "const { assign } = Object;
             oldLibrary.put(Object, 'assign', { value: (...all) => { assign(...all); return 7; } })",
        ),
    ])
    .await;
}

#[wasm_bindgen_test]
async fn incomplete_pushes_are_refused() {
    const CHANGED: &str = "another script has changed Object";
    test_faults(&[
        blocking(
            "the push's keys on Object.prototype, read-only",
            "oldLibrary.putKeys({ value: 'inherited', writable: false })",
            "Cannot assign to read only property",
        ),
        blocking(
            "setters for the push's keys on Object.prototype",
            "oldLibrary.putKeys({ get: () => 'inherited', set() {} })",
            CHANGED,
        ),
        blocking(
            "setters for the push's keys that throw",
            "oldLibrary.putKeys({ set() { throw new Error('setter') } })",
            "setter",
        ),
        blocking(
            "Object.assign that throws",
            "oldLibrary.put(Object, 'assign', { value() { throw new Error('assign') } })",
            "assign",
        ),
        blocking(
            "Object.assign that does nothing",
            "oldLibrary.put(Object, 'assign', { value: (target) => target })",
            CHANGED,
        ),
        blocking(
            "Object.assign that copies inherited properties",
            "oldLibrary.replaceAssign(); oldLibrary.extendObjects()",
            CHANGED,
        ),
    ])
    .await;
}

#[wasm_bindgen_test]
async fn replaced_clock_and_console() {
    test_faults(&[
        harmless(
            "performance missing",
            "oldLibrary.remove(window, 'performance')",
        ),
        harmless(
            "performance that throws",
            "oldLibrary.put(window, 'performance', { get() { throw new Error('performance') } })",
        ),
        harmless(
            "console that throws",
            "oldLibrary.put(window, 'console', { get() { throw new Error('console') } })",
        ),
    ])
    .await;
}

/// The crate compares settings with the page's own functions, and must not pick up a library's additions.
#[wasm_bindgen_test]
async fn settings_exclude_a_librarys_additions() {
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
async fn an_unmeasured_duration_is_not_pushed() {
    let app = mount_ready("channels=both").await;
    page::load("/tests/fixtures/old_library.js").await;
    page::run("window.dataLayer = []");
    let remove_clock = "oldLibrary.remove(window, 'performance')";
    let restore_clock = "oldLibrary.takeBack()";
    for (at_opening, at_closing) in [
        (remove_clock, ""),
        ("", remove_clock),
        (remove_clock, remove_clock),
    ] {
        page::run(at_opening);
        page::fire("'onChatOpened'");
        page::run(restore_clock);
        page::run(at_closing);
        page::fire("'onChatClosed'");
        page::run(restore_clock);
        assert_eq!(
            page::eval("dataLayer.splice(0)[1].customerly_open_seconds"),
            "\"(undefined)\""
        );
    }
    messages();
    app.destroy();
}
