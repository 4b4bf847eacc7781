//! An app for the leak tests: it repeats an operation many times, and counts the memory it has allocated.

#![allow(unreachable_pub)] // Exported functions must be public.

#[path = "../../support/app.rs"]
mod app;

use std::alloc::System;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use cap::Cap;
use wasm_bindgen::prelude::*;
use yew::prelude::*;
use yew_customerly::gtm::DataLayer;
use yew_customerly::prelude::*;

use app::COMMANDS;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

thread_local! {
    static NUMBER: RefCell<Option<UseStateSetter<Option<u32>>>> = RefCell::default();
    static CHAT: RefCell<Option<Customerly>> = RefCell::default();
    /// The number of events that the provider's callback, a hook and a struct component received.
    static EVENTS: [Cell<u32>; 3] = const { [const { Cell::new(0) }; 3] };
}

fn count_event(subscriber: usize, event: &ChatEvent) {
    // Reads a payload, as apps do.
    if let ChatEvent::HelpCenterArticleOpened { article } = event {
        assert_eq!(article.title().as_deref(), Some("Refunds"));
    }
    EVENTS.with(|counts| counts[subscriber].set(counts[subscriber].get() + 1));
}

fn chat() -> Customerly {
    CHAT.with_borrow(Clone::clone)
        .expect("a provider is mounted")
}

/// A struct component that subscribes to every event.
struct Messages {
    _listener: Option<ChatListener>,
}

impl Component for Messages {
    type Message = Rc<ChatEvent>;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        CHAT.set(ctx.link().customerly());
        let callback = ctx.link().callback(|event: Rc<ChatEvent>| event);
        Self {
            _listener: ctx.link().on_chat_event(callback),
        }
    }

    fn update(&mut self, _: &Context<Self>, event: Self::Message) -> bool {
        count_event(2, &event);
        false
    }

    fn view(&self, _: &Context<Self>) -> Html {
        Html::default()
    }
}

impl Drop for Messages {
    fn drop(&mut self) {
        CHAT.take();
    }
}

/// A page that uses the crate's hooks and components.
#[component]
fn Page(props: &ChatProps) -> Html {
    use_chat_event(|event: &ChatEvent| count_event(1, event));
    let open = use_chat_open();
    let unread = use_unread_messages() + use_unread_conversations();
    let user_loaded = use_user_loaded();
    use_chat_hidden(props.number % 2 == 1);
    use_chat_page("/");
    let status = use_messenger_status();
    let trigger = use_node_ref();
    use_chat_trigger(&trigger);
    html! {
        <>
            <Messages />
            <ChatButton />
            <p ref={trigger}>{ format!("{open} {unread} {user_loaded} {status:?}") }</p>
        </>
    }
}

#[derive(PartialEq, Properties)]
struct ChatProps {
    /// Selects how the provider is configured.
    number: u32,
}

const STRATEGIES: [fn() -> LoadStrategy; 6] = [
    LoadStrategy::immediately,
    LoadStrategy::manual,
    LoadStrategy::when_idle,
    LoadStrategy::on_interaction,
    LoadStrategy::on_chat_button,
    || LoadStrategy::after(Duration::from_secs(600)),
];

/// The number of a configuration that loads nothing.
#[wasm_bindgen(js_name = MANUAL)]
pub fn number_of_manual() -> u32 {
    1
}

#[component]
fn Chat(props: &ChatProps) -> Html {
    let strategy = STRATEGIES[props.number as usize % STRATEGIES.len()];
    // The user stays the same, and the name changes with each mount.
    let settings = Settings::new()
        .user_id("ada")
        .name(format!("Ada {}", props.number % 7))
        .attributes(BTreeMap::from([("plan", "pro")]));
    let data_layer = DataLayer::builder()
        .message_text()
        .parameter("chat_kind", |event| Some(event.kind().callback().into()))
        .build()
        .expect("a valid parameter name");
    html! {
        <CustomerlyProvider
            app_id="abcdef12"
            {settings}
            load={strategy()}
            retry={app::retry().longest_delay(Duration::ZERO)}
            {data_layer}
            launcher_url={app::launcher_url()}
            allow_http=true
            on_event={Callback::from(|event: Rc<ChatEvent>| count_event(0, &event))}
        >
            <Page number={props.number} />
        </CustomerlyProvider>
    }
}

/// An app that mounts and unmounts its provider. The app itself stays mounted, because Yew keeps a
/// listener for each renderer that has ever run.
#[component]
fn App() -> Html {
    let number = use_state(|| None);
    NUMBER.set(Some(number.setter()));
    html! {
        if let Some(number) = *number {
            <Chat key={number} {number} />
        }
    }
}

fn set(number: Option<u32>) {
    NUMBER.with_borrow(|setter| setter.as_ref().expect("the app is mounted").set(number));
}

/// The number of bytes that are currently allocated.
#[wasm_bindgen]
pub fn allocated() -> usize {
    MEMORY.allocated()
}

/// The number of JavaScript values that the app currently references.
#[wasm_bindgen]
pub fn references() -> u32 {
    wasm_bindgen::externref_heap_live_count()
}

/// Mounts a provider with everything configured, a little differently for each number.
#[wasm_bindgen]
pub fn mount(number: u32) {
    set(Some(number));
}

/// Unmounts the provider.
#[wasm_bindgen]
pub fn unmount() {
    set(None);
}

/// The chat's status.
#[wasm_bindgen]
pub fn status() -> String {
    match chat().status() {
        MessengerStatus::Failed(_) => "Failed".to_owned(),
        other => format!("{other:?}"),
    }
}

/// The number of events that each of the three subscribers received since the last call.
#[wasm_bindgen(js_name = takeEventCounts)]
pub fn take_event_counts() -> Vec<u32> {
    EVENTS.with(|counts| counts.iter().map(Cell::take).collect())
}

/// Sends the command with this number: successive numbers send all commands except `load` in turn.
#[wasm_bindgen]
pub fn command(number: usize) {
    let commands = &COMMANDS[1..];
    let (_, run) = commands[number % commands.len()];
    drop(run(&chat()));
}

/// The number of `update`.
#[wasm_bindgen(js_name = UPDATE)]
pub fn number_of_update() -> usize {
    let number = COMMANDS[1..].iter().position(|(name, _)| *name == "update");
    number.expect("it is one of them")
}

/// Subscribes and unsubscribes.
#[wasm_bindgen]
pub fn subscribe() {
    let count = Rc::new(Cell::new(0));
    drop(chat().subscribe(Callback::from(move |_| count.set(count.get() + 1))));
}

fn main() {
    yew::Renderer::<App>::new().render();
}
