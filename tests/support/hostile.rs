//! Hostile payloads, given to each callback of the launcher, and what came of each call.

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
    /// What a push may hold from now on: keys, each with the longest text.
    #[wasm_bindgen(js_namespace = hostile)]
    fn begin(keys: Vec<String>, longest: Vec<u32>);
    #[wasm_bindgen(js_namespace = hostile)]
    fn size(group: &str) -> u32;
    /// How many pushes a call gave; -1 if it threw, nothing if the value is not meant for the callback.
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
    /// Looks whether a push is a plain object with the event's name and the whole closed set of keys.
    #[wasm_bindgen(js_namespace = hostile)]
    pub(crate) fn inspect(what: &str, event: &str, message: &JsValue);
    /// What was wrong with the pushes since the last call.
    #[wasm_bindgen(js_namespace = hostile)]
    pub(crate) fn problems() -> Vec<String>;
    #[wasm_bindgen(js_namespace = hostile)]
    fn polluted() -> Vec<String>;
    /// Which fields were read of the witness since the last time.
    #[wasm_bindgen(js_namespace = hostile, js_name = wasRead)]
    fn was_read() -> Vec<String>;
    /// The slowest call since the last time, in milliseconds and in words.
    #[wasm_bindgen(js_namespace = hostile)]
    fn slowest() -> js_sys::Array;
}

/// The values of `tests/fixtures/hostile.js`.
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

/// The first, second and third argument, and all at once with more behind them.
const PLACES: u32 = 4;

/// How long one call may take, reading all of a payload included: some dozen texts of a million letters
/// each, in a build without optimisation on a busy machine.
const LONGEST_CALL: f64 = 10_000.0;

/// What wasm's memory may grow by under one group of values, in bytes: it never shrinks, so this is the
/// room for the largest payload while it is read.
const MOST_MEMORY: u32 = 64 << 20;

thread_local! {
    static HEARD: Cell<usize> = const { Cell::new(0) };
}

/// Mounts a provider with a launcher that honours these channels, and a component that reads all of
/// each event.
async fn mount(channels: &str) -> (AppHandle<super::Recorded>, ChatListener) {
    prepare_inspection().await;
    let app = mount_ready(&format!("channels={channels}")).await;
    let reader = chat().subscribe(Callback::from(|event: Rc<ChatEvent>| {
        HEARD.set(HEARD.get() + 1);
        reading::read(&event);
    }));
    page::mute();
    page::run("window.dataLayer = []");
    messages();
    page::console();
    (app, reader)
}

/// Makes the page ready to look at pushes, and to be hostile.
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

/// Leaves the chat as the next test wants it, as some calls said that it cannot start.
fn leave(app: AppHandle<super::Recorded>, reader: ChatListener) {
    page::fire("'onMessengerInitialized'");
    HEARD.take();
    drop(reader);
    app.destroy();
}

fn keys() -> Vec<String> {
    let keys = DataLayerKey::ALL.iter().map(|key| key.name().to_owned());
    ["event".to_owned()].into_iter().chain(keys).collect()
}

/// What Google Analytics 4 takes of each.
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
    /// Which callbacks were called since the components were last asked.
    called: Vec<EventKind>,
    memory: u32,
    began: f64,
}

impl Trial {
    fn new() -> Self {
        Self {
            tally: Tally::default(),
            called: Vec::new(),
            memory: memory(),
            began: js_sys::Date::now(),
        }
    }

    /// Counts what a call gave at once: the pushes, and what those heard who wait for no component.
    fn count(&mut self, kind: EventKind, pushes: i32) {
        self.tally.calls += 1;
        self.called.push(kind);
        self.tally.panicked += usize::from(pushes < 0);
        self.tally.expect(1, pushes.try_into().unwrap_or_default());
        self.tally.expect(1, HEARD.take());
    }

    /// Counts what the components got, and reads it once more, as it may have changed by then.
    async fn settle(&mut self) {
        page::settle().await;
        // A browser that is asked nothing for a while is taken for dead.
        page::next().await;
        let messages = messages();
        let came: Vec<_> = messages.iter().map(ChatEvent::kind).collect();
        let called = std::mem::take(&mut self.called);
        self.tally.expect(called.len(), came.len());
        assert_eq!(came, called, "the order");
        messages.iter().for_each(reading::read);

        // A chat that says that it cannot start is an error of its own each time, and the only one.
        let refused = called
            .iter()
            .filter(|kind| **kind == EventKind::MessengerLoadFailed)
            .count();
        let (named, others): (Vec<_>, Vec<_>) = page::console()
            .into_iter()
            .partition(|line| line.starts_with("yew-customerly: the chat is unavailable: "));
        self.tally.expect(refused, named.len());
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
            js_sys::Date::now() - self.began,
        );
        assert!(grown <= MOST_MEMORY, "{fault}: memory grew by {grown}");
        assert!(milliseconds <= LONGEST_CALL, "{what}: {milliseconds} ms");
        let fault = format!("{fault}, by {channels}");
        self.tally.close("hostile payloads", &fault);
    }
}

/// What the trials say is worth something only if all of each payload is read, and hostile in every
/// field: nobody would notice a field that came later.
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

/// Gives each callback each value at each place, by a launcher that honours these channels.
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

/// Calls random callbacks with random values.
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

/// Gives each callback payloads whose fields call back when they are read: another callback, or the
/// same one with the same payload. A page that does so without end fills its own stack or its own time.
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
            let began = page::eval("began").parse().expect("a number");
            page::run("began = 0");
            let (pushed, came) = (page::pushed(), messages());
            trial.tally.calls += began;
            trial.tally.expect(began, pushed.len());
            trial.tally.expect(began, came.len());
            trial.tally.expect(began, HEARD.take());
            let names = came
                .iter()
                .map(|event| CatalogueEntry::of(event.kind()).event);
            assert!(names.eq(pushed), "{name}: pushes and messages in one order");
            // Whether a refusal is one is read before it is an event.
            if *kind != EventKind::MessengerLoadFailed {
                assert_eq!(came.first().map(ChatEvent::kind), Some(*kind));
            }
        }
        page::console();
        trial.close("both", fault);
    }
    page::run("launcher.fire = plainly");
    leave(app, reader);
}
