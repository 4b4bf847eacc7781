//! A hostile page: it changes the data layer and the document while the chat runs.

use crate::support::fault::{Fault, THEME};
use crate::support::{hostile, messages, mount_ready, page};
use crate::tally::Tally;
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::ChatEvent;
use yew_customerly::gtm::{CATALOGUE, CatalogueEntry};

async fn test_faults(faults: &[Fault]) {
    let app = mount_ready("channels=both").await;
    hostile::prepare_inspection().await;
    page::run("window.dataLayer = []");
    messages();
    page::console();
    for fault in faults {
        fault.endure().await;
    }
    app.destroy();
}

const NO_PUSH: Option<&str> = Some("it has no push method");
const THREW: Option<&str> = Some("its push threw: ");

#[wasm_bindgen_test]
async fn data_layers_of_another_type() {
    test_faults(&[
        Fault::layer("data layer missing", "delete window.dataLayer", None),
        Fault::layer("data layer null", "window.dataLayer = null", None),
        Fault::layer("data layer replaced", "window.dataLayer = []", None),
        Fault::layer("data layer an object", "window.dataLayer = {}", NO_PUSH),
        Fault::layer("data layer a string", "window.dataLayer = 'text'", NO_PUSH),
        Fault::layer("data layer a number", "window.dataLayer = 7", NO_PUSH),
        Fault::layer("data layer a boolean", "window.dataLayer = true", NO_PUSH),
        Fault::layer("data layer a symbol", "window.dataLayer = Symbol('s')", NO_PUSH),
        Fault::layer("data layer a function", "window.dataLayer = () => {}", NO_PUSH),
        Fault {
            mends: "document.getElementById('dataLayer').remove(); window.dataLayer = []",
            ..Fault::layer(
                "data layer shadowed by an element's id",
                "delete window.dataLayer;
                 document.body.append(Object.assign(document.createElement('a'), { id: 'dataLayer' }));",
                NO_PUSH,
            )
        },
        Fault::layer(
            "data layer that cannot be set",
            "Object.defineProperty(window, 'dataLayer', { value: undefined, writable: false, configurable: true })",
            NO_PUSH,
        ),
        Fault::layer(
            "data layer a getter that throws",
            "Object.defineProperty(window, 'dataLayer', { get() { throw new Error('no') }, configurable: true })",
            NO_PUSH,
        ),
    ])
    .await;
}

#[wasm_bindgen_test]
async fn data_layers_that_accept_no_push() {
    test_faults(&[
        Fault::layer(
            "data layer frozen",
            "window.dataLayer = Object.freeze([])",
            THREW,
        ),
        Fault::layer(
            "data layer sealed",
            "window.dataLayer = Object.seal([])",
            THREW,
        ),
        Fault::layer(
            "data layer not extensible",
            "window.dataLayer = Object.preventExtensions([])",
            THREW,
        ),
        Fault::layer(
            "data layer a proxy that throws",
            "window.dataLayer = hostile.trapped([], hostile.boom)",
            NO_PUSH,
        ),
        Fault::layer(
            "data layer a revoked proxy",
            "const { proxy, revoke } = Proxy.revocable([], {}); revoke(); window.dataLayer = proxy",
            NO_PUSH,
        ),
        Fault::layer(
            "data layer a proxy that rejects items",
            "window.dataLayer = new Proxy([], { set: () => false })",
            THREW,
        ),
        Fault::layer(
            "push that throws",
            "dataLayer.push = () => { throw new Error('the tag broke') }",
            Some("its push threw: the tag broke"),
        ),
        Fault::layer(
            "push that throws undefined",
            "dataLayer.push = () => { throw undefined }",
            Some("its push threw: something without a message"),
        ),
        Fault::layer(
            "push that throws a hostile value",
            "dataLayer.push = () => { throw hostile.trapped({}, hostile.boom) }",
            Some("its push threw: something without a message"),
        ),
        Fault::layer(
            "push that changes its argument and throws",
            "dataLayer.push = (message) => {
               delete message.event;
               Object.defineProperty(message, 'event', { get: hostile.boom });
               throw new Error('the tag broke');
             }",
            Some("its push threw: the tag broke"),
        ),
        Fault::layer("push missing", "dataLayer.push = undefined", NO_PUSH),
        Fault::layer("push a string", "dataLayer.push = 'push'", NO_PUSH),
        Fault::layer(
            "push a getter that throws",
            "Object.defineProperty(dataLayer, 'push', { get: hostile.boom })",
            NO_PUSH,
        ),
        Fault::layer(
            "push a proxy that throws",
            "dataLayer.push = hostile.trapped(() => {}, hostile.boom)",
            THREW,
        ),
    ])
    .await;
}

#[wasm_bindgen_test]
async fn data_layers_with_their_own_push() {
    test_faults(&[
        Fault::layer(
            "data layer an object with a push method",
            "window.dataLayer = { push(message) { arrived.push(message) } }",
            None,
        ),
        Fault::layer(
            "data layer a proxy",
            "window.dataLayer = new Proxy([], {})",
            None,
        ),
        Fault::layer(
            "data layer of another realm",
            "const frame = document.body.appendChild(document.createElement('iframe'));
             window.dataLayer = frame.contentWindow.eval('[]')",
            None,
        ),
        Fault::layer(
            "push that returns a hostile value",
            "dataLayer.push = (message) => { arrived.push(message); return hostile.trapped({}, hostile.boom); }",
            None,
        ),
        Fault::layer(
            "push that returns a symbol",
            "dataLayer.push = (message) => { arrived.push(message); return Symbol('s'); }",
            None,
        ),
        Fault::layer(
            "push that replaces the data layer",
            "const push = (message) => {
               arrived.push(message);
               window.dataLayer = Object.assign([], { push });
             };
             dataLayer.push = push",
            None,
        ),
        Fault::layer(
            "push that deletes the data layer",
            "dataLayer.push = (message) => { arrived.push(message); delete window.dataLayer; }",
            None,
        ),
        Fault::layer(
            "push that changes its argument",
            "dataLayer.push = (message) => {
               arrived.push({ ...message });
               for (const key of Object.keys(message)) message[key] = 'changed';
               message.more = 1;
               Object.setPrototypeOf(message, null);
               Object.freeze(message);
             }",
            None,
        ),
    ])
    .await;
}

/// Without the crate's limit, the page would freeze.
#[wasm_bindgen_test]
async fn a_push_that_causes_events_without_end() {
    let app = mount_ready("channels=both").await;
    let mut tally = Tally::default();
    page::run(
        "window.dataLayer = [];
         window.calls = 0;
         const fire = () => { calls += 1; launcher.fire('onTriggerFired', calls); };
         dataLayer.push = (message) => { Array.prototype.push.call(dataLayer, message); fire(); };",
    );
    messages();
    page::console();
    page::fire("'onChatOpened'");
    page::settle().await;
    let (pushed, received, console) = (page::pushed(), messages(), page::console());
    tally.calls = page::eval("calls").parse::<usize>().expect("a number") + 1;
    tally.expect(tally.calls, pushed.len() + console.len());
    tally.expect(tally.calls, received.len() + console.len());
    assert!(received.len() > 1000, "{}", received.len());
    let dropped =
        "yew-customerly: onTriggerFired was dropped: events cause each other in an endless loop";
    assert_eq!(console, [dropped]);

    // A later event is delivered.
    page::run("window.dataLayer = []");
    page::fire("'onChatClosed'");
    page::settle().await;
    tally.calls += 1;
    tally.expect(1, page::pushed().len());
    tally.expect(1, messages().len());
    tally.close(THEME, "push that causes events without end");
    app.destroy();
}

#[wasm_bindgen_test]
async fn documents_with_a_hostile_title_or_address() {
    test_faults(&[
        Fault {
            mends: "document.title = ''",
            ..Fault::layer(
                "a title of several megabytes",
                "document.title = '漢 @1 '.repeat(1e6)",
                None,
            )
        },
        Fault {
            mends: "document.getElementById('hides').remove()",
            ..Fault::layer(
                "elements that hide the title and the address",
                "const hides = Object.assign(document.createElement('div'), { id: 'hides' });
                 for (const name of ['title', 'URL']) {
                   hides.append(Object.assign(document.createElement('form'), { name }));
                 }
                 document.body.append(hides);
                 if (document.title !== hides.firstChild) throw new Error('the form does not hide the title')",
                None,
            )
        },
    ])
    .await;
}

#[wasm_bindgen_test]
async fn a_push_that_causes_events() {
    let app = mount_ready("channels=both").await;
    hostile::prepare_inspection().await;
    let mut tally = Tally::default();
    page::run(
        "window.dataLayer = [];
         let left = 100;
         dataLayer.push = (message) => {
           Array.prototype.push.call(dataLayer, message);
           if (left > 0) { left -= 1; launcher.fire('onTriggerFired', left); launcher.fire('onChatClosed'); }
         };",
    );
    messages();
    page::console();
    for CatalogueEntry { kind, .. } in CATALOGUE {
        page::fire(&format!("'{}'", kind.callback()));
    }
    page::settle().await;
    tally.calls = CATALOGUE.len() + 200;
    let received = messages();
    let names = received
        .iter()
        .map(|event| CatalogueEntry::of(event.kind()).event);
    let pushed = page::pushed();
    assert!(
        names.eq(pushed.iter().map(String::as_str)),
        "pushes and messages are in the same order"
    );
    tally.expect(tally.calls, pushed.len());
    tally.expect(tally.calls, received.len());
    // An event that a push causes is delivered after those that are already waiting.
    let fired = received.iter().filter_map(|event| match event {
        ChatEvent::TriggerFired { trigger_id } => *trigger_id,
        _ => None,
    });
    assert!(fired.eq((0..100).rev()));
    tally.close(THEME, "push that causes events");
    page::run("window.dataLayer = []");
    page::fire("'onMessengerInitialized'");
    page::console();
    app.destroy();
}
