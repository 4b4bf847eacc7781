//! Hostile timing: what handlers do during the dispatch of an event.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::support::{Recorded, chat, messages, mount, mount_ready, mount_until_ready, page, with};
use crate::tally::Tally;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::gtm::{CATALOGUE, CatalogueEntry};
use yew_customerly::prelude::*;
use yew_customerly::{CustomerlyProviderProps, EventKind};

const THEME: &str = "hostile timing";

thread_local! {
    static RECEIVED: RefCell<Vec<EventKind>> = RefCell::default();
}

fn record(event: &ChatEvent) {
    RECEIVED.with_borrow_mut(|received| received.push(event.kind()));
}

fn fire(kind: EventKind) {
    page::fire(&format!("'{}'", kind.callback()));
}

/// All callbacks except the load failure, which has its own tests.
fn callbacks() -> impl Iterator<Item = &'static CatalogueEntry> {
    CATALOGUE
        .iter()
        .filter(|entry| entry.kind != EventKind::MessengerLoadFailed)
}

fn clear_records() {
    page::pushed();
    messages();
    page::console();
    RECEIVED.take();
}

async fn mount_and_clear() -> AppHandle<Recorded> {
    let app = mount_ready("channels=both").await;
    clear_records();
    app
}

/// Closes the tally and asserts that the console is empty.
fn close(tally: Tally, fault: &str) {
    assert_eq!(page::console(), [""; 0], "{fault}");
    tally.close(THEME, fault);
}

#[wasm_bindgen_test]
async fn a_handler_that_calls_the_next_callback() {
    let app = mount_and_clear().await;
    let mut tally = Tally::default();
    let next = chat().subscribe(Callback::from(|event: Rc<ChatEvent>| {
        let mut remaining = callbacks().skip_while(|entry| entry.kind != event.kind());
        if let Some(next) = remaining.nth(1) {
            fire(next.kind);
        }
    }));
    let last = chat().subscribe(Callback::from(|event: Rc<ChatEvent>| record(&event)));
    let first = callbacks().next().expect("a callback");
    fire(first.kind);
    page::settle().await;
    tally.calls = callbacks().count();
    let (pushed, messages, received) = (page::pushed(), messages(), RECEIVED.take());
    tally.expect(tally.calls, pushed.len());
    tally.expect(tally.calls, messages.len());
    tally.expect(tally.calls, received.len());
    assert!(
        pushed.iter().eq(callbacks().map(|entry| entry.event)),
        "{pushed:?}"
    );
    assert!(
        messages
            .iter()
            .map(ChatEvent::kind)
            .eq(received.iter().copied())
    );
    assert!(received.into_iter().eq(callbacks().map(|entry| entry.kind)));
    close(tally, "a handler that calls the next callback");
    drop((next, last));
    app.destroy();
}

/// A subscriber gets an event, once, if it is subscribed both when the event occurs and at its turn.
/// Nobody else gets it.
#[wasm_bindgen_test]
async fn handlers_that_subscribe_and_unsubscribe() {
    const SUBSCRIBERS: usize = 40;
    const ROUNDS: usize = 1000;

    /// Subscribers in the order of subscription, which subscribe and unsubscribe at random.
    #[derive(Default)]
    struct Subscribers {
        listeners: RefCell<Vec<(usize, ChatListener)>>,
        next_name: Cell<usize>,
        received: RefCell<Vec<usize>>,
        expected: RefCell<Vec<usize>>,
        random_state: Cell<u32>,
    }

    impl Subscribers {
        fn add(self: &Rc<Self>) {
            let name = self.next_name.replace(self.next_name.get() + 1);
            let listener = chat().subscribe(Callback::from({
                let subscribers = self.clone();
                move |_| subscribers.on_event(name)
            }));
            self.listeners.borrow_mut().push((name, listener));
        }

        fn remove(&self, name: usize) {
            let mut listeners = self.listeners.borrow_mut();
            let index = listeners.iter().position(|(other, _)| *other == name);
            let removed = index.map(|index| listeners.remove(index));
            drop(listeners);
            drop(removed);
            // A subscriber whose turn has passed has already received the event.
            let received = self.received.borrow();
            let mut expected = self.expected.borrow_mut();
            expected.retain(|other| *other != name || received.contains(other));
        }

        fn random_name(&self) -> usize {
            let listeners = self.listeners.borrow();
            let index = self.random_below(listeners.len());
            listeners[index].0
        }

        /// A linear congruential generator, which returns the same numbers in each run.
        fn random_below(&self, limit: usize) -> usize {
            let next = self
                .random_state
                .get()
                .wrapping_mul(1_664_525)
                .wrapping_add(1_013_904_223);
            self.random_state.set(next);
            (next >> 8) as usize % limit
        }

        fn on_event(self: &Rc<Self>, name: usize) {
            self.received.borrow_mut().push(name);
            match self.random_below(12) {
                0 => self.remove(name),
                1 if self.listeners.borrow().len() > 1 => self.remove(self.random_name()),
                2 => {
                    self.remove(name);
                    self.add();
                }
                3 => self.add(),
                4 => {
                    self.add();
                    self.remove(self.next_name.get() - 1);
                }
                _ => {}
            }
        }
    }

    let app = mount_and_clear().await;
    let mut tally = Tally::default();
    let subscribers = Rc::new(Subscribers::default());
    for _ in 0..ROUNDS {
        while subscribers.listeners.borrow().len() < SUBSCRIBERS {
            subscribers.add();
        }
        while subscribers.listeners.borrow().len() > SUBSCRIBERS {
            subscribers.remove(subscribers.random_name());
        }
        let present = subscribers
            .listeners
            .borrow()
            .iter()
            .map(|(name, _)| *name)
            .collect();
        subscribers.expected.replace(present);
        fire(EventKind::SurveyAnswered);
        tally.calls += 1;
        let (expected, received) = (subscribers.expected.take(), subscribers.received.take());
        tally.expect(expected.len(), received.len());
        assert_eq!(received, expected);
    }
    page::settle().await;
    tally.expect(ROUNDS, page::pushed().len());
    tally.expect(ROUNDS, messages().len());
    close(tally, "handlers that subscribe and unsubscribe");
    subscribers.listeners.take();
    app.destroy();
}

thread_local! {
    static APP: RefCell<Option<AppHandle<Recorded>>> = const { RefCell::new(None) };
}

fn unmount() {
    if let Some(app) = APP.take() {
        app.destroy();
    }
}

#[component]
fn UnmountsAll() -> Html {
    use_chat_event(|event: &ChatEvent| {
        record(event);
        unmount();
    });
    use_chat_hidden(true);
    Html::default()
}

/// The provider is unmounted during the dispatch of an event: the event is pushed once, subscribers whose
/// turn came earlier get it, later calls have no effect, and the next mount gets events again.
#[wasm_bindgen_test]
async fn handlers_that_unmount_the_provider() {
    let by_page = Closure::<dyn Fn()>::new(unmount);
    js_sys::Reflect::set(&js_sys::global(), &"unmount".into(), by_page.as_ref())
        .expect("a property of the window");
    let unmounts = || Callback::from(|_: Rc<ChatEvent>| unmount());
    let by_hook = || with(html! { <UnmountsAll /> });
    let on_event = || CustomerlyProviderProps {
        on_event: Some(unmounts()),
        ..with(Html::default())
    };
    let plain = || with(Html::default());
    let by_push = "dataLayer.push = (message) => {
        delete dataLayer.push; dataLayer.push(message); unmount(); }";
    let by_getter = "window.payload = Object.defineProperty({}, 'survey_id', { get: unmount })";
    for (fault, props, script, subscribes) in [
        (
            "unmount by a hook's handler",
            &by_hook as &dyn Fn() -> _,
            "",
            false,
        ),
        (
            "unmount by the provider's own handler",
            &on_event,
            "",
            false,
        ),
        ("unmount by a plain subscriber", &plain, "", true),
        ("unmount from inside push", &plain, by_push, false),
        ("unmount from inside a payload", &plain, by_getter, false),
    ] {
        let mut tally = Tally::default();
        for CatalogueEntry { kind, event, .. } in callbacks() {
            APP.set(Some(mount_until_ready(props()).await));
            let listener = subscribes.then(|| chat().subscribe(unmounts()));
            clear_records();
            page::run("window.payload = undefined; window.dataLayer = []");
            page::run(script);
            // The getter is on the survey's id, the only field of a payload that the data layer reads.
            page::fire(&format!("'{}', payload", kind.callback()));
            unmount();
            let pushed = page::pushed();
            tally.calls += 1;
            tally.expect(1, pushed.len());
            assert_eq!(pushed, [*event], "{fault}");
            page::settle().await;
            assert!(RECEIVED.take().len() <= 1, "{fault}");
            assert!(messages().len() <= 1, "{fault}");

            // Without a provider, nothing is pushed and no message is sent.
            fire(*kind);
            page::settle().await;
            tally.calls += 1;
            tally.expect(0, page::pushed().len() + messages().len());
            drop(listener);
        }
        let app = mount_and_clear().await;
        fire(EventKind::SurveyAnswered);
        page::settle().await;
        tally.calls += 1;
        tally.expect(1, page::pushed().len());
        tally.expect(1, messages().len());
        app.destroy();
        close(tally, fault);
    }
}

#[component]
fn FiresWhileRendering() -> Html {
    let rounds = use_state(|| 0);
    use_chat_event({
        let rounds = rounds.clone();
        move |event: &ChatEvent| {
            record(event);
            if *event == ChatEvent::ChatOpened {
                rounds.set(*rounds + 1);
            }
        }
    });
    if *rounds == 1 {
        fire(EventKind::SurveyAnswered);
    }
    use_effect_with(*rounds, |rounds| {
        if *rounds == 1 {
            fire(EventKind::SurveyRejected);
        }
    });
    Html::default()
}

#[wasm_bindgen_test]
async fn a_component_that_causes_events_while_it_renders() {
    let app = mount_until_ready(with(html! { <FiresWhileRendering /> })).await;
    clear_records();
    let mut tally = Tally::default();
    fire(EventKind::ChatOpened);
    page::settle().await;
    tally.calls = 3;
    let expected = [
        EventKind::ChatOpened,
        EventKind::SurveyAnswered,
        EventKind::SurveyRejected,
    ];
    let names = expected.map(|kind| CatalogueEntry::of(kind).event);
    let received = RECEIVED.take();
    let messages: Vec<_> = messages().iter().map(ChatEvent::kind).collect();
    tally.expect(3, received.len());
    tally.expect(3, messages.len());
    assert_eq!(page::pushed(), names);
    assert_eq!(received, expected);
    assert_eq!(messages, expected);
    fire(EventKind::ChatClosed);
    close(tally, "events while a component renders");
    app.destroy();
}

/// A function component that sends commands at each stage of its life cycle.
#[component]
fn FunctionChild() -> Html {
    let chat = use_customerly().expect("a provider");
    chat.track_event("rendering");
    use_effect_with((), move |()| {
        chat.track_event("mounted");
        chat.open();
        move || {
            chat.track_event("teardown");
            chat.close();
            chat.set_attribute("left", true);
        }
    });
    Html::default()
}

/// A struct component that sends commands at each stage of its life cycle.
struct StructChild {
    chat: Customerly,
}

impl Component for StructChild {
    type Message = ();
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let chat = ctx.link().customerly().expect("a provider");
        chat.track_event("creating");
        Self { chat }
    }

    fn view(&self, _: &Context<Self>) -> Html {
        Html::default()
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.chat.track_event("destroyed");
    }
}

impl Drop for StructChild {
    fn drop(&mut self) {
        self.chat.track_event("dropped");
    }
}

#[wasm_bindgen_test]
async fn commands_at_each_stage_of_a_childs_life_cycle() {
    const ROUNDS: usize = 20;
    let mut app = mount_and_clear().await;
    page::run("launcher.calls.length = 0");
    let mut tally = Tally::default();
    let calls = || {
        page::eval(
            "launcher.calls.splice(0).map(([method, name]) => name ?? method).sort().join(' ')",
        )
    };
    for round in 0..ROUNDS {
        // In every other round, the children mount and unmount together with the provider.
        let children = html! { <><FunctionChild /><StructChild /></> };
        if round % 2 == 0 {
            app.destroy();
            app = mount(with(children)).await;
        } else {
            app.update(with(children));
        }
        page::settle().await;
        assert_eq!(calls(), "\"creating mounted open rendering\"", "{round}");
        if round % 2 == 0 {
            app.destroy();
            app = mount(with(Html::default())).await;
        } else {
            app.update(with(Html::default()));
        }
        page::settle().await;
        let expected = "\"close destroyed dropped left teardown\"";
        assert_eq!(calls(), expected, "{round}");
        tally.calls += 9;

        // `close` is pushed only if the provider stays mounted when the children unmount.
        let pushed = page::pushed();
        let closed = usize::from(round % 2 == 1);
        tally.expect(1 + closed, pushed.len());
        assert_eq!(pushed[0], "customerly_chat_opened");
        fire(EventKind::ChatClosed);
        clear_records();
    }
    close(tally, "commands at each stage of a child's life cycle");
    app.destroy();
}
