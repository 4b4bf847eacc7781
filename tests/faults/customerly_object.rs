//! A page that changes `window.customerly` while the chat runs, with a launcher that keeps a reference to
//! the original object.

use crate::support::fault::{Fault, THEME};
use crate::support::{chat, hostile, messages, mount_ready, page};
use crate::tally::Tally;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::AppHandle;
use yew_customerly::{CommandError, CommandOutcome};

async fn mount() -> AppHandle<crate::support::Recorded> {
    let app = mount_ready("channels=both").await;
    hostile::prepare_inspection().await;
    page::run(
        "const original = window.original = customerly;
         launcher.fire = (name, ...values) => {
           launcher.settings.callbacks[name](...values);
           original[name](...values);
         };
         launcher.calls.length = 0;
         window.dataLayer = []",
    );
    messages();
    page::console();
    app
}

const RESTORE: &str = "Object.defineProperty(window, 'customerly', {
    value: original, writable: true, configurable: true, enumerable: true })";

/// Tests a fault, and sends a command under it, whose outcome is reported exactly once.
async fn test_fault(name: &'static str, script: &'static str, expected: Result<(), CommandError>) {
    let fault = Fault {
        name,
        breaks: script,
        mends: RESTORE,
        refusal: None,
    };
    fault.endure().await;

    let mut tally = Tally::default();
    page::run(script);
    let outcome = chat().track_event("seen");
    let unread = chat().unread_messages();
    page::run(RESTORE);
    assert_eq!(chat().track_event("seen again"), CommandOutcome::Sent);
    tally.calls = 2;
    assert_eq!(unread, 0, "{name}");
    let calls = page::eval("launcher.calls.splice(0).length").parse();
    let mut console = page::console();
    match &expected {
        Ok(()) => tally.expect(2, calls.expect("a number")),
        Err(_) => {
            // A warning that the object refuses callbacks may be printed too.
            console.retain(|line| !line.contains("refuses callbacks"));
            tally.expect(1, calls.expect("a number"));
            tally.expect(1, console.len());
            assert!(console[0].contains("event() did not run"), "{console:?}");
            console.clear();
        }
    }
    assert_eq!(outcome.ok(), expected, "{name}");
    assert_eq!(console, [""; 0], "{name}");
    tally.close(THEME, &format!("{name}, commands"));
}

#[wasm_bindgen_test]
async fn objects_without_a_usable_chat() {
    let app = mount().await;
    let unsupported = || Err(CommandError::Unsupported);
    for (name, script) in [
        ("window.customerly deleted", "delete window.customerly"),
        ("window.customerly null", "window.customerly = null"),
        ("window.customerly a string", "window.customerly = 'text'"),
        ("window.customerly a number", "window.customerly = 7"),
        (
            "window.customerly an empty object",
            "window.customerly = {}",
        ),
        ("window.customerly an empty array", "window.customerly = []"),
        (
            "window.customerly a frozen object",
            "window.customerly = Object.freeze({})",
        ),
        (
            "window.customerly a getter that throws",
            "Object.defineProperty(window, 'customerly', { get: hostile.boom, configurable: true })",
        ),
        (
            "window.customerly a proxy that throws",
            "window.customerly = hostile.trapped([], hostile.boom)",
        ),
        (
            "window.customerly a revoked proxy",
            "const { proxy, revoke } = Proxy.revocable([], {}); revoke(); window.customerly = proxy",
        ),
        (
            "window.customerly with getters that throw for methods",
            "window.customerly = Object.defineProperty([], 'event', { get: hostile.boom })",
        ),
    ] {
        test_fault(name, script, unsupported()).await;
    }
    test_fault(
        "window.customerly with methods that throw",
        "window.customerly = Object.assign([], original, { event: hostile.boom })",
        Err(CommandError::Threw("boom".into())),
    )
    .await;
    test_fault(
        "window.customerly with methods that throw a hostile value",
        "window.customerly = Object.assign([], original, {
           event() { throw hostile.trapped({}, hostile.boom) } })",
        Err(CommandError::Threw("something without a message".into())),
    )
    .await;
    app.destroy();
}

#[wasm_bindgen_test]
async fn objects_that_forward_to_the_chat() {
    let app = mount().await;
    for (name, script) in [
        (
            "window.customerly replaced by a copy",
            "window.customerly = Object.assign([], original)",
        ),
        (
            "window.customerly replaced by a frozen copy",
            "window.customerly = Object.freeze(Object.assign([], original))",
        ),
        (
            "window.customerly a proxy",
            "window.customerly = new Proxy(original, {})",
        ),
        (
            "window.customerly a getter",
            "Object.defineProperty(window, 'customerly', { get: () => original, configurable: true })",
        ),
        (
            "window.customerly with methods that return a hostile value",
            "window.customerly = Object.assign([], original, {
               event(...all) { original.event(...all); return hostile.trapped({}, hostile.boom); } })",
        ),
    ] {
        test_fault(name, script, Ok(())).await;
    }
    app.destroy();
}

/// These changes cannot be undone, so the test ends with a copy of the object.
#[wasm_bindgen_test]
async fn sealed_and_frozen_objects() {
    let app = mount().await;
    for (name, script) in [
        ("window.customerly sealed", "Object.seal(customerly)"),
        ("window.customerly frozen", "Object.freeze(customerly)"),
    ] {
        test_fault(name, script, Ok(())).await;
    }
    page::run("window.customerly = Object.assign([], original)");
    app.destroy();
}
