//! Calls each callback of the launcher with hostile payloads and checks the outcome of each call.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use yew::prelude::*;
use yew_customerly::EventKind;
use yew_customerly::gtm::{CATALOGUE, CatalogueEntry, DataLayerKey};
use yew_customerly::prelude::*;

use super::{chat, messages, mount_ready, page, reading};
use crate::tally::Tally;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = hostile)]
    async fn prepare() -> Result<JsValue, JsValue>;
    /// Sets the keys that a push must contain from now on, and the length that each text may have.
    #[wasm_bindgen(js_namespace = hostile)]
    fn begin(keys: Vec<String>, longest: Vec<u32>);
    #[wasm_bindgen(js_namespace = hostile)]
    fn size(group: &str) -> u32;
    /// Calls a callback and returns the number of pushes: -1 if it threw, `None` if the value does not
    /// apply to the callback.
    #[wasm_bindgen(js_namespace = hostile)]
    fn call(group: &str, index: u32, place: u32, event: &str, callback: &str) -> Option<i32>;
    #[wasm_bindgen(js_namespace = hostile, js_name = callWithNothing)]
    fn call_with_nothing(event: &str, callback: &str) -> i32;
    #[wasm_bindgen(js_namespace = hostile)]
    fn seed(seed: u32);
    #[wasm_bindgen(js_namespace = hostile)]
    fn pick(count: u32) -> u32;
    #[wasm_bindgen(js_namespace = hostile, js_name = callRandomly)]
    fn call_randomly(what: &str, event: &str, callback: &str) -> i32;
    /// Checks that a push is a plain object with the event's name and exactly the expected keys.
    #[wasm_bindgen(js_namespace = hostile)]
    pub(crate) fn inspect(what: &str, event: &str, message: &JsValue);
    /// The problems of all calls and pushes since the previous use.
    #[wasm_bindgen(js_namespace = hostile)]
    pub(crate) fn problems() -> Vec<String>;
    #[wasm_bindgen(js_namespace = hostile)]
    fn polluted() -> Vec<String>;
    /// The fields of the witness that were read since the previous use.
    #[wasm_bindgen(js_namespace = hostile, js_name = wasRead)]
    fn was_read() -> Vec<String>;
    /// The slowest call since the previous use: its milliseconds and its description.
    #[wasm_bindgen(js_namespace = hostile)]
    fn slowest() -> js_sys::Array;
}

/// The groups of values in `tests/fixtures/hostile.js`.
const GROUPS: [&str; 8] = [
    "scalars",
    "texts",
    "objects",
    "lists",
    "getters",
    "proxies",
    "other realms",
    "megabytes",
];

/// The positions of a hostile value: the first, second or third argument, or all of them and further ones.
const PLACES: u32 = 4;

/// The milliseconds that one call may take, including reading the whole payload. The longest payload has
/// dozens of texts of a million letters each, and the build is not optimized.
const LONGEST_CALL: f64 = 10_000.0;

/// The bytes by which Wasm memory may grow under one group of values. It never shrinks, so this is the
/// space that the largest payload takes while it is read.
const MOST_MEMORY: u32 = 64 << 20;

thread_local! {
    static RECEIVED: Cell<usize> = const { Cell::new(0) };
}

/// Mounts a provider whose launcher uses these channels, and a subscriber that reads the whole event.
async fn mount(channels: &str) -> (AppHandle<super::Recorded>, ChatListener) {
    prepare_inspection().await;
    let app = mount_ready(&format!("channels={channels}")).await;
    let reader = chat().subscribe(Callback::from(|event: Rc<ChatEvent>| {
        RECEIVED.set(RECEIVED.get() + 1);
        reading::read(&event);
    }));
    page::mute();
    page::run("window.dataLayer = []");
    messages();
    page::console();
    (app, reader)
}

/// Loads the scripts that call callbacks with hostile values and inspect pushes.
pub(crate) async fn prepare_inspection() {
    if page::eval("typeof hostile") != "\"undefined\"" {
        return;
    }
    for script in ["hostile", "hostile_calls", "hostile_random"] {
        page::load(&format!("/tests/fixtures/{script}.js")).await;
    }
    prepare().await.expect("a battery");
    begin(keys(), longest_values());
}

/// Unmounts the app and makes the chat ready for the next test, because `onMessengerLoadFailed` makes it
/// unavailable.
fn leave(app: AppHandle<super::Recorded>, reader: ChatListener) {
    page::fire("'onMessengerInitialized'");
    RECEIVED.take();
    drop(reader);
    app.destroy();
}

fn keys() -> Vec<String> {
    let keys = DataLayerKey::ALL.iter().map(|key| key.name().to_owned());
    ["event".to_owned()].into_iter().chain(keys).collect()
}

/// The length of each value that Google Analytics 4 accepts.
fn longest_values() -> Vec<u32> {
    let longest = |key: &DataLayerKey| match key {
        DataLayerKey::PageLocation => 1000,
        DataLayerKey::PageTitle => 300,
        _ => 100,
    };
    [40].into_iter()
        .chain(DataLayerKey::ALL.iter().map(longest))
        .collect()
}

fn memory() -> u32 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    buffer.byte_length()
}

fn slowest_call() -> (f64, String) {
    let slowest = slowest();
    let (milliseconds, what) = (slowest.get(0).as_f64(), slowest.get(1).as_string());
    (
        milliseconds.unwrap_or(f64::INFINITY),
        what.unwrap_or_default(),
    )
}

/// Calls of callbacks under one fault.
struct Trial {
    tally: Tally,
    /// The callbacks called since the last [`settle`](Self::settle).
    called: Vec<EventKind>,
    memory: u32,
    started_at: f64,
}

impl Trial {
    fn new() -> Self {
        Self {
            tally: Tally::default(),
            called: Vec::new(),
            memory: memory(),
            started_at: js_sys::Date::now(),
        }
    }

    /// Counts the immediate results of a call: its pushes, and the events that the subscriber received.
    fn count(&mut self, kind: EventKind, pushes: i32) {
        self.tally.calls += 1;
        self.called.push(kind);
        self.tally.panicked += usize::from(pushes < 0);
        self.tally.expect(1, pushes.try_into().unwrap_or_default());
        self.tally.expect(1, RECEIVED.take());
    }

    /// Counts the events that the components received, and reads them again, because a hostile payload may
    /// have changed.
    async fn settle(&mut self) {
        page::settle().await;
        // Yields to the browser, because the test runner gives up on a page that does not respond.
        page::next().await;
        let messages = messages();
        let received: Vec<_> = messages.iter().map(ChatEvent::kind).collect();
        let called = std::mem::take(&mut self.called);
        self.tally.expect(called.len(), received.len());
        assert_eq!(received, called, "events are in the order of the calls");
        messages.iter().for_each(reading::read);

        // Each `onMessengerLoadFailed` logs one error. There must be no others.
        let refused = called
            .iter()
            .filter(|kind| **kind == EventKind::MessengerLoadFailed)
            .count();
        let (load_errors, others): (Vec<_>, Vec<_>) = page::console()
            .into_iter()
            .partition(|line| line.starts_with("yew-customerly: the chat is unavailable: "));
        self.tally.expect(refused, load_errors.len());
        self.tally.panicked += others.len();
        assert_eq!(others, [""; 0]);
    }

    fn close(self, channels: &str, fault: &str) {
        assert_eq!(problems(), [""; 0]);
        assert_eq!(polluted(), [""; 0]);
        let grown = memory() - self.memory;
        let (milliseconds, what) = slowest_call();
        wasm_bindgen_test::console_log!(
            "{fault}: {} ms, memory grew by {grown} bytes, the slowest call took {milliseconds} ms: {what}",
            js_sys::Date::now() - self.started_at,
        );
        assert!(grown <= MOST_MEMORY, "{fault}: memory grew by {grown}");
        assert!(milliseconds <= LONGEST_CALL, "{what}: {milliseconds} ms");
        let fault = format!("{fault}, by {channels}");
        self.tally.close("hostile payloads", &fault);
    }
}

/// Checks that [`reading`] reads every field of each payload, and that `hostile.KEYS` lists all of them.
/// Otherwise the trials would miss fields that the crate adds later.
pub(crate) async fn see_that_all_is_read() {
    let (app, reader) = mount("both").await;
    let mut known = BTreeSet::new();
    for CatalogueEntry { kind, .. } in CATALOGUE {
        let name = kind.callback();
        for tag in [
            "article",
            "attributes",
            "button",
            "start_conversation_button",
        ] {
            let witness = format!("hostile.witness('{tag}')");
            was_read();
            page::fire(&format!("'{name}', {witness}, {witness}, {witness}"));
            page::settle().await;
            known.extend(was_read());
            for event in messages() {
                reading::print(&event);
                let printed = BTreeSet::from_iter(was_read());
                reading::read_fields(&event);
                let read = BTreeSet::from_iter(was_read());
                assert!(printed.is_subset(&read), "{name}: {printed:?}, {read:?}");
            }
        }
    }
    let keys = page::eval("hostile.KEYS");
    let known: Vec<_> = known.iter().map(|key| format!("\"{key}\"")).collect();
    assert_eq!(keys, format!("[{}]", known.join(",")));
    leave(app, reader);
}

/// Calls each callback with each value in each position, from a launcher that uses these channels.
pub(crate) async fn give_the_battery(channels: &str) {
    let (app, reader) = mount(channels).await;
    let mut trial = Trial::new();
    for CatalogueEntry { kind, event, .. } in CATALOGUE {
        trial.count(*kind, call_with_nothing(event, kind.callback()));
    }
    trial.settle().await;
    trial.close(channels, "no arguments");

    for group in GROUPS {
        let mut trial = Trial::new();
        for index in 0..size(group) {
            for CatalogueEntry { kind, event, .. } in CATALOGUE {
                for place in 0..PLACES {
                    if let Some(pushes) = call(group, index, place, event, kind.callback()) {
                        trial.count(*kind, pushes);
                    }
                }
                if group == "megabytes" {
                    trial.settle().await;
                }
            }
            trial.settle().await;
        }
        trial.close(channels, group);
    }
    leave(app, reader);
}

/// Calls random callbacks with random values. A failure names its seed and call.
pub(crate) async fn call_at_random(channels: &str, calls: usize, first_seed: u32) {
    const BATCH: usize = 500;
    let (app, reader) = mount(channels).await;
    let mut trial = Trial::new();
    for batch in 0..calls / BATCH {
        let number = first_seed + batch as u32;
        seed(number);
        for call in 0..BATCH {
            let CatalogueEntry { kind, event, .. } =
                CATALOGUE[pick(CATALOGUE.len() as u32) as usize];
            let what = format!("seed {number}, call {call}");
            trial.count(kind, call_randomly(&what, event, kind.callback()));
        }
        trial.settle().await;
    }
    trial.close(channels, "random values");
    leave(app, reader);
}

/// Calls each callback with payloads whose getters call a callback again: another one, or the same one
/// with the same payload. The number of calls is limited, because an endless loop would only show the
/// limits of the page itself.
pub(crate) async fn answer_while_being_read() {
    const MOST_ANSWERS: usize = 40;
    let (app, reader) = mount("both").await;
    page::run(
        "const fire = window.plainly = launcher.fire;
         window.began = 0;
         launcher.fire = (name, ...values) => { began += 1; fire(name, ...values); };
         window.answering = (answer) => {
           const payload = hostile.getters(() => { if (began < most) answer(payload); });
           return Array(3).fill(payload);
         };",
    );
    page::run(&format!("window.most = {MOST_ANSWERS}"));
    for (fault, answer) in [
        (
            "fields that call another callback",
            "() => launcher.fire('onSurveyAnswered')",
        ),
        (
            "fields that call the callback again",
            "(payload) => launcher.fire('{name}', payload, payload, payload)",
        ),
    ] {
        let mut trial = Trial::new();
        for CatalogueEntry { kind, .. } in CATALOGUE {
            let name = kind.callback();
            let answer = answer.replace("{name}", name);
            page::fire(&format!("'{name}', ...answering({answer})"));
            page::settle().await;
            let calls = page::eval("began").parse().expect("a number");
            page::run("began = 0");
            let (pushed, received) = (page::pushed(), messages());
            trial.tally.calls += calls;
            trial.tally.expect(calls, pushed.len());
            trial.tally.expect(calls, received.len());
            trial.tally.expect(calls, RECEIVED.take());
            let names = received
                .iter()
                .map(|event| CatalogueEntry::of(event.kind()).event);
            assert!(
                names.eq(pushed),
                "{name}: pushes and events differ in order"
            );
            // The crate reads the payload of `onMessengerLoadFailed` before it dispatches the event.
            if *kind != EventKind::MessengerLoadFailed {
                assert_eq!(received.first().map(ChatEvent::kind), Some(*kind));
            }
        }
        page::console();
        trial.close("both", fault);
    }
    page::run("launcher.fire = plainly");
    leave(app, reader);
}
