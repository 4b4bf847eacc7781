//! A hostile page: what it does to the data layer and to the browser's own functions while the chat runs.

use crate::support::fault::{Fault, THEME};
use crate::support::{hostile, messages, mount_ready, page};
use crate::tally::Tally;
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::ChatEvent;
use yew_customerly::gtm::{CATALOGUE, CatalogueEntry};

async fn endure(faults: &[Fault]) {
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
async fn a_data_layer_that_is_none() {
    endure(&[
        Fault::layer("data layer missing", "delete window.dataLayer", None),
        Fault::layer("data layer null", "window.dataLayer = null", None),
        Fault::layer("data layer replaced", "window.dataLayer = []", None),
        Fault::layer("data layer an object", "window.dataLayer = {}", NO_PUSH),
        Fault::layer("data layer a text", "window.dataLayer = 'text'", NO_PUSH),
        Fault::layer("data layer a number", "window.dataLayer = 7", NO_PUSH),
        Fault::layer("data layer a flag", "window.dataLayer = true", NO_PUSH),
        Fault::layer("data layer a symbol", "window.dataLayer = Symbol('s')", NO_PUSH),
        Fault::layer("data layer a function", "window.dataLayer = () => {}", NO_PUSH),
        Fault {
            mends: "document.getElementById('dataLayer').remove(); window.dataLayer = []",
            ..Fault::layer(
                "data layer an element of that name",
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
async fn a_data_layer_that_takes_nothing() {
    endure(&[
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
            "data layer a proxy that takes no item",
            "window.dataLayer = new Proxy([], { set: () => false })",
            THREW,
        ),
        Fault::layer(
            "push that throws",
            "dataLayer.push = () => { throw new Error('the tag broke') }",
            Some("its push threw: the tag broke"),
        ),
        Fault::layer(
            "push that throws nothing",
            "dataLayer.push = () => { throw undefined }",
            Some("its push threw: something without a message"),
        ),
        Fault::layer(
            "push that throws what throws",
            "dataLayer.push = () => { throw hostile.trapped({}, hostile.boom) }",
            Some("its push threw: something without a message"),
        ),
        Fault::layer(
            "push that spoils what it gets, and throws",
            "dataLayer.push = (message) => {
               delete message.event;
               Object.defineProperty(message, 'event', { get: hostile.boom });
               throw new Error('the tag broke');
             }",
            Some("its push threw: the tag broke"),
        ),
        Fault::layer("push missing", "dataLayer.push = undefined", NO_PUSH),
        Fault::layer("push a text", "dataLayer.push = 'push'", NO_PUSH),
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
async fn a_data_layer_with_a_mind_of_its_own() {
    endure(&[
        Fault::layer(
            "data layer an object with a push",
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
            "push that returns nonsense",
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
            "push that spoils what it gets",
            "dataLayer.push = (message) => {
               arrived.push({ ...message });
               for (const key of Object.keys(message)) message[key] = 'spoilt';
               message.more = 1;
               Object.setPrototypeOf(message, null);
               Object.freeze(message);
             }",
            None,
        ),
    ])
    .await;
}

/// Without an end of ours the page would be frozen for good.
#[wasm_bindgen_test]
async fn a_push_that_causes_another_event_each_time() {
    let app = mount_ready("channels=both").await;
    let mut tally = Tally::default();
    page::run(
        "window.dataLayer = [];
         window.began = 0;
         const fire = () => { began += 1; launcher.fire('onTriggerFired', began); };
         dataLayer.push = (message) => { Array.prototype.push.call(dataLayer, message); fire(); };",
    );
    messages();
    page::console();
    page::fire("'onChatOpened'");
    page::settle().await;
    let (pushed, came, console) = (page::pushed(), messages(), page::console());
    tally.calls = page::eval("began").parse::<usize>().expect("a number") + 1;
    tally.expect(tally.calls, pushed.len() + console.len());
    tally.expect(tally.calls, came.len() + console.len());
    assert!(came.len() > 1000, "{}", came.len());
    let dropped =
        "yew-customerly: onTriggerFired was dropped: events cause each other in an endless loop";
    assert_eq!(console, [dropped]);

    // What comes later is heard.
    page::run("window.dataLayer = []");
    page::fire("'onChatClosed'");
    page::settle().await;
    tally.calls += 1;
    tally.expect(1, page::pushed().len());
    tally.expect(1, messages().len());
    tally.close(THEME, "push that re-enters without end");
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_page_that_is_hard_to_tell() {
    endure(&[
        Fault {
            mends: "document.title = ''",
            ..Fault::layer(
                "a title of megabytes",
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
                 if (document.title !== hides.firstChild) throw new Error('it hides nothing')",
                None,
            )
        },
    ])
    .await;
}

#[wasm_bindgen_test]
async fn a_push_that_causes_other_events() {
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
    let came = messages();
    let names = came
        .iter()
        .map(|event| CatalogueEntry::of(event.kind()).event);
    let pushed = page::pushed();
    assert!(names.eq(pushed.iter().map(String::as_str)), "one order");
    tally.expect(tally.calls, pushed.len());
    tally.expect(tally.calls, came.len());
    // Each waits for its turn, behind those that were waiting.
    let fired = came.iter().filter_map(|event| match event {
        ChatEvent::TriggerFired { trigger_id } => *trigger_id,
        _ => None,
    });
    assert!(fired.eq((0..100).rev()));
    tally.close(THEME, "push that re-enters");
    page::run("window.dataLayer = []");
    page::fire("'onMessengerInitialized'");
    page::console();
    app.destroy();
}
