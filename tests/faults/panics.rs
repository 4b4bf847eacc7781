//! Handlers of the app that panic: the others, the next event and the data layer go on.

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
    /// Which handlers were called, since the last look.
    static CALLED: RefCell<Vec<&'static str>> = RefCell::default();
}

fn called(name: &'static str) {
    CALLED.with_borrow_mut(|calls| calls.push(name));
}

/// Each handler that panics, between two that do not.
#[component]
fn Neighbours() -> Html {
    use_chat_event(|_: &ChatEvent| called("first"));
    use_chat_event(|_: &ChatEvent| panic!("{ON_PURPOSE}"));
    use_chat_event(|_: &ChatEvent| called("second"));
    use_chat_event(|_: &ChatEvent| page::boom());
    use_chat_event(|_: &ChatEvent| called("third"));
    Html::default()
}

/// What every panic here says.
const ON_PURPOSE: &str = "on purpose";

/// Keeps what panics on purpose out of the output, which ten thousand of them would burst. Only once,
/// as nobody may set a hook after a panic that nothing unwound.
fn be_quiet() {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        page::mute();
        let tell = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !info.to_string().contains(ON_PURPOSE) {
                tell(info);
            }
        }));
    });
}

async fn mount(props: CustomerlyProviderProps) -> AppHandle<crate::support::Recorded> {
    be_quiet();
    let app = mount_until_ready(props).await;
    forget();
    app
}

fn forget() {
    page::pushed();
    page::console();
    messages();
    CALLED.take();
}

/// What the console was told of handlers that broke, and whether an exception reached the page.
fn console() -> (usize, usize) {
    let lines = page::console();
    let count = |text: &str| lines.iter().filter(|line| line.contains(text)).count();
    (count("an app callback failed"), count("uncaught"))
}

#[wasm_bindgen_test]
async fn the_neighbours_of_a_handler_that_panics_have_their_messages() {
    let app = mount(CustomerlyProviderProps {
        on_event: Some(Callback::from(|_| panic!("{ON_PURPOSE}"))),
        children: html! { <Neighbours /> },
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
    let (broke, uncaught) = console();
    assert_eq!(
        broke, 600,
        "three handlers break at each event, and each is named"
    );
    tally.panicked = uncaught;
    tally.close(THEME, "some of many handlers panic at every event");
    app.destroy();
}

#[wasm_bindgen_test]
async fn an_event_that_a_handler_caused_before_it_panicked_is_delivered() {
    let app = mount(props("channels=both")).await;
    let heard = Rc::new(RefCell::new(Vec::new()));
    let _panics = chat().subscribe(Callback::from(|event: Rc<ChatEvent>| {
        if *event == ChatEvent::ChatOpened {
            page::fire("'onChatClosed'");
            panic!("{ON_PURPOSE}");
        }
    }));
    let _hears = chat().subscribe({
        let heard = heard.clone();
        Callback::from(move |event: Rc<ChatEvent>| heard.borrow_mut().push(event.kind()))
    });
    page::fire("'onChatOpened'");
    let expected = [EventKind::ChatOpened, EventKind::ChatClosed];
    assert_eq!(
        *heard.borrow(),
        expected,
        "in order, and before the launcher goes on"
    );
    assert!(!chat().is_open());
    page::settle().await;
    let mut tally = Tally {
        calls: 2,
        ..Tally::default()
    };
    tally.expect(2, page::pushed().len());
    tally.expect(2, messages().len());
    let (broke, uncaught) = console();
    assert_eq!(broke, 1);
    tally.panicked = uncaught;
    tally.close(THEME, "a handler causes an event, then panics");
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_handler_that_has_panicked_can_unsubscribe() {
    let app = mount(props("channels=both")).await;
    let calls = Rc::new(Cell::new(0));
    let panics = chat().subscribe({
        let calls = calls.clone();
        Callback::from(move |_| {
            calls.set(calls.get() + 1);
            panic!("{ON_PURPOSE}");
        })
    });
    page::fire("'onSurveyAnswered'");
    page::fire("'onSurveyAnswered'");
    assert_eq!(calls.get(), 2, "it is told of the next event all the same");
    drop(panics);
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
async fn a_panic_in_what_the_data_layer_asks_costs_that_push_and_no_message() {
    let data_layer = DataLayer::new()
        .parameter("plan", |event: &ChatEvent| match event {
            ChatEvent::ChatOpened => panic!("{ON_PURPOSE}"),
            _ => Some("pro".into()),
        })
        .expect("a good name");
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
    let (broke, uncaught) = console();
    // The push that is not made has a name in the console instead.
    tally.expect(1, broke);
    tally.panicked = uncaught;
    tally.close(THEME, "a parameter's closure panics");
    app.destroy();
}

#[wasm_bindgen_test]
async fn ten_thousand_panics_use_up_no_stack() {
    let app = mount(props("channels=property")).await;
    let depths = Rc::new(RefCell::new(Vec::new()));
    let _panics = chat().subscribe({
        let depths = depths.clone();
        Callback::from(move |_| {
            let here = 0_u8;
            let depth = std::hint::black_box(&raw const here) as usize;
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
        "the stack begins where it began"
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
