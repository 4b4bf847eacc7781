//! A page that does something to `window.customerly` while the chat runs, by a launcher that keeps the
//! object that it had.

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
        "const held = window.held = customerly;
         launcher.fire = (name, ...values) => {
           launcher.settings.callbacks[name](...values);
           held[name](...values);
         };
         launcher.calls.length = 0;
         window.dataLayer = []",
    );
    messages();
    page::console();
    app
}

const MENDS: &str = "Object.defineProperty(window, 'customerly', {
    value: held, writable: true, configurable: true, enumerable: true })";

/// Endures it, and commands the chat in the meantime: what became of that is said once.
async fn endure(name: &'static str, breaks: &'static str, expected: Result<(), CommandError>) {
    let fault = Fault {
        name,
        breaks,
        mends: MENDS,
        refusal: None,
    };
    fault.endure().await;

    let mut tally = Tally::default();
    page::run(breaks);
    let delivery = chat().track_event("seen");
    let unread = chat().unread_messages();
    page::run(MENDS);
    assert_eq!(chat().track_event("seen again"), CommandOutcome::Sent);
    tally.calls = 2;
    assert_eq!(unread, 0, "{name}");
    let came = page::eval("launcher.calls.splice(0).length").parse();
    let mut console = page::console();
    match &expected {
        Ok(()) => tally.expect(2, came.expect("a number")),
        Err(_) => {
            // That the callbacks cannot sit there is said besides, once.
            console.retain(|line| !line.contains("refuses callbacks"));
            tally.expect(1, came.expect("a number"));
            tally.expect(1, console.len());
            assert!(console[0].contains("event() did not run"), "{console:?}");
            console.clear();
        }
    }
    assert_eq!(delivery.ok(), expected, "{name}");
    assert_eq!(console, [""; 0], "{name}");
    tally.close(THEME, &format!("{name}, commands"));
}

#[wasm_bindgen_test]
async fn a_chat_that_is_gone() {
    let app = mount().await;
    let gone = || Err(CommandError::Unsupported);
    for (name, breaks) in [
        ("window.customerly deleted", "delete window.customerly"),
        ("window.customerly null", "window.customerly = null"),
        ("window.customerly a text", "window.customerly = 'text'"),
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
            "window.customerly's methods getters that throw",
            "window.customerly = Object.defineProperty([], 'event', { get: hostile.boom })",
        ),
    ] {
        endure(name, breaks, gone()).await;
    }
    endure(
        "window.customerly's methods throw",
        "window.customerly = Object.assign([], held, { event: hostile.boom })",
        Err(CommandError::Threw("boom".into())),
    )
    .await;
    endure(
        "window.customerly's methods throw what throws",
        "window.customerly = Object.assign([], held, {
           event() { throw hostile.trapped({}, hostile.boom) } })",
        Err(CommandError::Threw("something without a message".into())),
    )
    .await;
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_chat_that_is_another_one() {
    let app = mount().await;
    for (name, breaks) in [
        (
            "window.customerly replaced by a copy",
            "window.customerly = Object.assign([], held)",
        ),
        (
            "window.customerly replaced by a frozen copy",
            "window.customerly = Object.freeze(Object.assign([], held))",
        ),
        (
            "window.customerly a proxy",
            "window.customerly = new Proxy(held, {})",
        ),
        (
            "window.customerly a getter",
            "Object.defineProperty(window, 'customerly', { get: () => held, configurable: true })",
        ),
        (
            "window.customerly's methods return nonsense",
            "window.customerly = Object.assign([], held, {
               event(...all) { held.event(...all); return hostile.trapped({}, hostile.boom); } })",
        ),
    ] {
        endure(name, breaks, Ok(())).await;
    }
    app.destroy();
}

/// These cannot be taken back, so the chat goes on in a copy.
#[wasm_bindgen_test]
async fn a_chat_that_is_frozen() {
    let app = mount().await;
    for (name, breaks) in [
        ("window.customerly sealed", "Object.seal(customerly)"),
        ("window.customerly frozen", "Object.freeze(customerly)"),
    ] {
        endure(name, breaks, Ok(())).await;
    }
    page::run("window.customerly = Object.assign([], held)");
    app.destroy();
}
