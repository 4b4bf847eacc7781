//! Hostile timing: what handlers do while an event is being told.

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
    static HEARD: RefCell<Vec<EventKind>> = RefCell::default();
}

fn hear(event: &ChatEvent) {
    HEARD.with_borrow_mut(|heard| heard.push(event.kind()));
}

fn fire(kind: EventKind) {
    page::fire(&format!("'{}'", kind.callback()));
}

/// A chat that says that it cannot start has its own tests.
fn called() -> impl Iterator<Item = &'static CatalogueEntry> {
    CATALOGUE
        .iter()
        .filter(|entry| entry.kind != EventKind::MessengerLoadFailed)
}

fn forget() {
    page::pushed();
    messages();
    page::console();
    HEARD.take();
}

async fn begin() -> AppHandle<Recorded> {
    let app = mount_ready("channels=both").await;
    forget();
    app
}

/// Nothing but what was counted came of it.
fn close(tally: Tally, fault: &str) {
    assert_eq!(page::console(), [""; 0], "{fault}");
    tally.close(THEME, fault);
}

#[wasm_bindgen_test]
async fn a_handler_that_calls_each_next_callback() {
    let app = begin().await;
    let mut tally = Tally::default();
    let next = chat().subscribe(Callback::from(|event: Rc<ChatEvent>| {
        let mut behind = called().skip_while(|entry| entry.kind != event.kind());
        if let Some(next) = behind.nth(1) {
            fire(next.kind);
        }
    }));
    let last = chat().subscribe(Callback::from(|event: Rc<ChatEvent>| hear(&event)));
    let first = called().next().expect("a callback");
    fire(first.kind);
    page::settle().await;
    tally.calls = called().count();
    let (pushed, came, heard) = (page::pushed(), messages(), HEARD.take());
    tally.expect(tally.calls, pushed.len());
    tally.expect(tally.calls, came.len());
    tally.expect(tally.calls, heard.len());
    assert!(
        pushed.iter().eq(called().map(|entry| entry.event)),
        "{pushed:?}"
    );
    assert!(came.iter().map(ChatEvent::kind).eq(heard.iter().copied()));
    assert!(heard.into_iter().eq(called().map(|entry| entry.kind)));
    close(tally, "a handler that calls the next callback");
    drop((next, last));
    app.destroy();
}

/// Who is there when an event comes and is not gone at its turn hears it, once; nobody else does.
#[wasm_bindgen_test]
async fn handlers_that_subscribe_and_unsubscribe() {
    const SUBSCRIBERS: usize = 40;
    const ROUNDS: usize = 1000;

    /// Subscribers in the order of their subscription, with what they do at their turn.
    #[derive(Default)]
    struct Crowd {
        listeners: RefCell<Vec<(usize, ChatListener)>>,
        names: Cell<usize>,
        heard: RefCell<Vec<usize>>,
        expected: RefCell<Vec<usize>>,
        random: Cell<u32>,
    }

    impl Crowd {
        fn join(self: &Rc<Self>) {
            let name = self.names.replace(self.names.get() + 1);
            let listener = chat().subscribe(Callback::from({
                let crowd = self.clone();
                move |_| crowd.turn(name)
            }));
            self.listeners.borrow_mut().push((name, listener));
        }

        fn leave(&self, name: usize) {
            let mut listeners = self.listeners.borrow_mut();
            let place = listeners.iter().position(|(other, _)| *other == name);
            let gone = place.map(|place| listeners.remove(place));
            drop(listeners);
            drop(gone);
            // Those whose turn has come have heard it.
            let heard = self.heard.borrow();
            let mut expected = self.expected.borrow_mut();
            expected.retain(|other| *other != name || heard.contains(other));
        }

        fn any(&self) -> usize {
            let listeners = self.listeners.borrow();
            let place = self.below(listeners.len());
            listeners[place].0
        }

        /// The same numbers in each run, by a linear congruence.
        fn below(&self, limit: usize) -> usize {
            let next = self
                .random
                .get()
                .wrapping_mul(1_664_525)
                .wrapping_add(1_013_904_223);
            self.random.set(next);
            (next >> 8) as usize % limit
        }

        fn turn(self: &Rc<Self>, name: usize) {
            self.heard.borrow_mut().push(name);
            match self.below(12) {
                0 => self.leave(name),
                1 if self.listeners.borrow().len() > 1 => self.leave(self.any()),
                2 => {
                    self.leave(name);
                    self.join();
                }
                3 => self.join(),
                4 => {
                    self.join();
                    self.leave(self.names.get() - 1);
                }
                _ => {}
            }
        }
    }

    let app = begin().await;
    let mut tally = Tally::default();
    let crowd = Rc::new(Crowd::default());
    for _ in 0..ROUNDS {
        while crowd.listeners.borrow().len() < SUBSCRIBERS {
            crowd.join();
        }
        while crowd.listeners.borrow().len() > SUBSCRIBERS {
            crowd.leave(crowd.any());
        }
        let present = crowd
            .listeners
            .borrow()
            .iter()
            .map(|(name, _)| *name)
            .collect();
        crowd.expected.replace(present);
        fire(EventKind::SurveyAnswered);
        tally.calls += 1;
        let (expected, heard) = (crowd.expected.take(), crowd.heard.take());
        tally.expect(expected.len(), heard.len());
        assert_eq!(heard, expected);
    }
    page::settle().await;
    tally.expect(ROUNDS, page::pushed().len());
    tally.expect(ROUNDS, messages().len());
    close(tally, "handlers that subscribe and unsubscribe");
    crowd.listeners.take();
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
        hear(event);
        unmount();
    });
    use_chat_hidden(true);
    Html::default()
}

/// Whoever unmounts the provider while an event is told: the event is in the data layer, those who were
/// asked before are told, nothing comes after it, and the next mount hears again.
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
        for CatalogueEntry { kind, event, .. } in called() {
            APP.set(Some(mount_until_ready(props()).await));
            let listener = subscribes.then(|| chat().subscribe(unmounts()));
            forget();
            page::run("window.payload = undefined; window.dataLayer = []");
            page::run(script);
            // Of all payloads the data layer reads only the survey's id.
            page::fire(&format!("'{}', payload", kind.callback()));
            unmount();
            let pushed = page::pushed();
            tally.calls += 1;
            tally.expect(1, pushed.len());
            assert_eq!(pushed, [*event], "{fault}");
            page::settle().await;
            assert!(HEARD.take().len() <= 1, "{fault}");
            assert!(messages().len() <= 1, "{fault}");

            // Without a provider nobody is told.
            fire(*kind);
            page::settle().await;
            tally.calls += 1;
            tally.expect(0, page::pushed().len() + messages().len());
            drop(listener);
        }
        let app = begin().await;
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
            hear(event);
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
async fn a_component_that_calls_while_it_renders() {
    let app = mount_until_ready(with(html! { <FiresWhileRendering /> })).await;
    forget();
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
    let heard = HEARD.take();
    let came: Vec<_> = messages().iter().map(ChatEvent::kind).collect();
    tally.expect(3, heard.len());
    tally.expect(3, came.len());
    assert_eq!(page::pushed(), names);
    assert_eq!(heard, expected);
    assert_eq!(came, expected);
    fire(EventKind::ChatClosed);
    close(tally, "events while a component renders");
    app.destroy();
}

/// A child that commands in each moment of its life.
#[component]
fn Commanding() -> Html {
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

struct Parting {
    chat: Customerly,
}

impl Component for Parting {
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

impl Drop for Parting {
    fn drop(&mut self) {
        self.chat.track_event("dropped");
    }
}

#[wasm_bindgen_test]
async fn commands_from_each_moment_of_a_childs_life() {
    const ROUNDS: usize = 20;
    let mut app = begin().await;
    page::run("launcher.calls.length = 0");
    let mut tally = Tally::default();
    let calls = || {
        page::eval(
            "launcher.calls.splice(0).map(([method, name]) => name ?? method).sort().join(' ')",
        )
    };
    for round in 0..ROUNDS {
        // Half of them go with the provider, half of them alone.
        let children = html! { <><Commanding /><Parting /></> };
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

        // The chat opened while the provider was there, and closed with it or after it.
        let pushed = page::pushed();
        let closed = usize::from(round % 2 == 1);
        tally.expect(1 + closed, pushed.len());
        assert_eq!(pushed[0], "customerly_chat_opened");
        fire(EventKind::ChatClosed);
        forget();
    }
    close(tally, "commands from each moment of a child's life");
    app.destroy();
}
