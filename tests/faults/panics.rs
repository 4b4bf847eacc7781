//! Handlers of the app that panic: the other handlers, the next event and the data layer are unaffected.

use std::cell::{Cell, RefCell};
use std::panic;
use std::rc::Rc;
use std::sync::Once;

use crate::support::{chat, messages, mount_until_ready, page, props};
use crate::tally::Tally;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::gtm::DataLayer;
use yew_customerly::prelude::*;
use yew_customerly::{CustomerlyProviderProps, EventKind};

const THEME: &str = "a panicking handler";

thread_local! {
    /// The handlers that were called since the last look.
    static CALLED: RefCell<Vec<&'static str>> = RefCell::default();
}

fn record(name: &'static str) {
    CALLED.with_borrow_mut(|calls| calls.push(name));
}

/// Handlers that fail, each between two that do not.
#[component]
fn Handlers() -> Html {
    use_chat_event(|_: &ChatEvent| record("first"));
    use_chat_event(|_: &ChatEvent| panic!("{ON_PURPOSE}"));
    use_chat_event(|_: &ChatEvent| record("second"));
    use_chat_event(|_: &ChatEvent| page::boom());
    use_chat_event(|_: &ChatEvent| record("third"));
    Html::default()
}

/// The message of every intentional panic.
const ON_PURPOSE: &str = "on purpose";

/// Removes intentional panics from the output, which ten thousand of them would flood. The hook is set
/// only once, because a panic that was not unwound makes setting a hook panic.
fn mute_intentional_panics() {
    static MUTED: Once = Once::new();
    MUTED.call_once(|| {
        page::mute();
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !info.to_string().contains(ON_PURPOSE) {
                print(info);
            }
        }));
    });
}

async fn mount(props: CustomerlyProviderProps) -> AppHandle<crate::support::Recorded> {
    mute_intentional_panics();
    let app = mount_until_ready(props).await;
    clear_records();
    app
}

fn clear_records() {
    page::pushed();
    page::console();
    messages();
    CALLED.take();
}

/// The number of failed handlers and of uncaught exceptions that the console shows.
fn console() -> (usize, usize) {
    let lines = page::console();
    let count = |text: &str| lines.iter().filter(|line| line.contains(text)).count();
    (count("an app callback failed"), count("uncaught"))
}

#[wasm_bindgen_test]
async fn handlers_next_to_one_that_panics_get_their_messages() {
    let app = mount(CustomerlyProviderProps {
        on_event: Some(Callback::from(|_| panic!("{ON_PURPOSE}"))),
        children: html! { <Handlers /> },
        ..props("channels=both")
    })
    .await;
    let mut tally = Tally::default();
    for _ in 0..100 {
        page::fire("'onChatOpened'");
        page::fire("'onChatClosed'");
    }
    page::settle().await;
    tally.calls = 200;
    tally.expect(200, page::pushed().len());
    tally.expect(200, messages().len());
    let calls = CALLED.take();
    assert_eq!(calls[..3], ["first", "second", "third"]);
    tally.expect(600, calls.len());
    let (failed, uncaught) = console();
    assert_eq!(
        failed, 600,
        "three handlers fail at each event, and each is reported"
    );
    tally.panicked = uncaught;
    tally.close(THEME, "some of several handlers panic at every event");
    app.destroy();
}

#[wasm_bindgen_test]
async fn an_event_caused_before_a_panic_is_delivered() {
    let app = mount(props("channels=both")).await;
    let received = Rc::new(RefCell::new(Vec::new()));
    let _panicking = chat().subscribe(Callback::from(|event: Rc<ChatEvent>| {
        if *event == ChatEvent::ChatOpened {
            page::fire("'onChatClosed'");
            panic!("{ON_PURPOSE}");
        }
    }));
    let _recording = chat().subscribe({
        let received = received.clone();
        Callback::from(move |event: Rc<ChatEvent>| received.borrow_mut().push(event.kind()))
    });
    page::fire("'onChatOpened'");
    let expected = [EventKind::ChatOpened, EventKind::ChatClosed];
    assert_eq!(
        *received.borrow(),
        expected,
        "the events arrive in order, before the launcher's call returns"
    );
    assert!(!chat().is_open());
    page::settle().await;
    let mut tally = Tally {
        calls: 2,
        ..Tally::default()
    };
    tally.expect(2, page::pushed().len());
    tally.expect(2, messages().len());
    let (failed, uncaught) = console();
    assert_eq!(failed, 1);
    tally.panicked = uncaught;
    tally.close(THEME, "a handler causes an event, then panics");
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_handler_can_unsubscribe_after_a_panic() {
    let app = mount(props("channels=both")).await;
    let calls = Rc::new(Cell::new(0));
    let panicking = chat().subscribe({
        let calls = calls.clone();
        Callback::from(move |_| {
            calls.set(calls.get() + 1);
            panic!("{ON_PURPOSE}");
        })
    });
    page::fire("'onSurveyAnswered'");
    page::fire("'onSurveyAnswered'");
    assert_eq!(
        calls.get(),
        2,
        "a handler that panicked gets the next event too"
    );
    drop(panicking);
    page::fire("'onSurveyAnswered'");
    assert_eq!(calls.get(), 2);
    page::settle().await;
    let mut tally = Tally {
        calls: 3,
        ..Tally::default()
    };
    tally.expect(3, page::pushed().len());
    tally.expect(3, messages().len());
    tally.panicked = console().1;
    tally.close(THEME, "a handler panics, then its subscription ends");
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_panic_in_a_parameters_closure_drops_only_that_push() {
    let data_layer = DataLayer::builder()
        .parameter("plan", |event: &ChatEvent| match event {
            ChatEvent::ChatOpened => panic!("{ON_PURPOSE}"),
            _ => Some("pro".into()),
        })
        .build()
        .expect("a valid parameter name");
    let app = mount(CustomerlyProviderProps {
        data_layer,
        ..props("channels=both")
    })
    .await;
    page::fire("'onChatOpened'");
    page::fire("'onChatClosed'");
    page::settle().await;
    assert_eq!(page::pushed(), ["customerly_chat_closed"]);
    let mut tally = Tally {
        calls: 2,
        ..Tally::default()
    };
    tally.expect(2, messages().len());
    let (failed, uncaught) = console();
    // The console reports the dropped push.
    tally.expect(1, failed);
    tally.panicked = uncaught;
    tally.close(THEME, "a parameter's closure panics");
    app.destroy();
}

#[wasm_bindgen_test]
async fn ten_thousand_panics_do_not_consume_the_stack() {
    let app = mount(props("channels=property")).await;
    let depths = Rc::new(RefCell::new(Vec::new()));
    let _panicking = chat().subscribe({
        let depths = depths.clone();
        Callback::from(move |_| {
            let local = 0_u8;
            let depth = std::hint::black_box(&raw const local) as usize;
            depths.borrow_mut().push(depth);
            std::hint::black_box([0_u8; 1000]);
            panic!("{ON_PURPOSE}");
        })
    });
    let calls = 10_000;
    page::run(&format!(
        "for (let i = 0; i < {calls}; i += 1) launcher.fire('onSurveyRejected')"
    ));
    page::settle().await;
    let depths = depths.borrow();
    assert_eq!(depths.len(), calls);
    assert_eq!(
        depths.first(),
        depths.last(),
        "the stack depth is unchanged"
    );
    let mut tally = Tally {
        calls,
        ..Tally::default()
    };
    tally.expect(calls, page::pushed().len());
    tally.expect(calls, messages().len());
    tally.panicked = console().1;
    tally.close(THEME, "a handler panics 10,000 times");
    app.destroy();
}
