//! An app that does one thing very often, for the test of leaks, and knows how much it has allocated.

#![allow(unreachable_pub)] // What the page calls has to be public.

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
    /// The events that the provider's callback, a hook and a struct component got.
    static HEARD: [Cell<u32>; 3] = const { [const { Cell::new(0) }; 3] };
}

fn hear(place: usize, event: &ChatEvent) {
    // As apps do that want to know more.
    if let ChatEvent::HelpCenterArticleOpened { article } = event {
        assert_eq!(article.title().as_deref(), Some("Refunds"));
    }
    HEARD.with(|heard| heard[place].set(heard[place].get() + 1));
}

fn chat() -> Customerly {
    CHAT.with_borrow(Clone::clone)
        .expect("a provider is mounted")
}

/// A struct component that hears of every event.
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
        hear(2, &event);
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

/// Everything that a page can have of the chat.
#[component]
fn Page(props: &ChatProps) -> Html {
    use_chat_event(|event: &ChatEvent| hear(1, event));
    let open = use_chat_open();
    let unread = use_unread_messages() + use_unread_conversations();
    let known = use_user_loaded();
    use_chat_hidden(props.number % 2 == 1);
    use_chat_page("/");
    let status = use_messenger_status();
    let trigger = use_node_ref();
    use_chat_trigger(&trigger);
    html! {
        <>
            <Messages />
            <ChatButton />
            <p ref={trigger}>{ format!("{open} {unread} {known} {status:?}") }</p>
        </>
    }
}

#[derive(PartialEq, Properties)]
struct ChatProps {
    /// Another number is another way to use the provider.
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

/// The number of a mount that loads nothing.
#[wasm_bindgen(js_name = MANUAL)]
pub fn number_of_manual() -> u32 {
    1
}

#[component]
fn Chat(props: &ChatProps) -> Html {
    let strategy = STRATEGIES[props.number as usize % STRATEGIES.len()];
    // The user stays, and something about him is new each time.
    let settings = Settings::new()
        .user_id("ada")
        .name(format!("Ada {}", props.number % 7))
        .attributes(BTreeMap::from([("plan", "pro")]));
    let data_layer = DataLayer::new()
        .message_text()
        .parameter("chat_kind", |event| Some(event.kind().callback().into()))
        .expect("a name that Google takes");
    html! {
        <CustomerlyProvider
            app_id="abcdef12"
            {settings}
            load={strategy()}
            retry={app::retry().longest_delay(Duration::ZERO)}
            {data_layer}
            launcher_url={app::launcher_url()}
            allow_http=true
            on_event={Callback::from(|event: Rc<ChatEvent>| hear(0, &event))}
        >
            <Page number={props.number} />
        </CustomerlyProvider>
    }
}

/// An app whose chat comes and goes. Yew keeps a listener for each app that ever was, so the app stays.
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
    NUMBER.with_borrow(|setter| setter.as_ref().expect("the app is there").set(number));
}

/// The bytes that are allocated now.
#[wasm_bindgen]
pub fn allocated() -> usize {
    MEMORY.allocated()
}

/// How many of JavaScript's values the app holds now.
#[wasm_bindgen]
pub fn held() -> u32 {
    wasm_bindgen::externref_heap_live_count()
}

/// Mounts a provider with all that it can have, a little different for each number.
#[wasm_bindgen]
pub fn mount(number: u32) {
    set(Some(number));
}

/// Unmounts it.
#[wasm_bindgen]
pub fn unmount() {
    set(None);
}

/// How the chat is.
#[wasm_bindgen]
pub fn status() -> String {
    match chat().status() {
        MessengerStatus::Failed(_) => "Failed".to_owned(),
        other => format!("{other:?}"),
    }
}

/// How many events came to each of the three places since the last call.
#[wasm_bindgen]
pub fn heard() -> Vec<u32> {
    HEARD.with(|heard| heard.iter().map(Cell::take).collect())
}

/// Gives the command of that number, all of them in turn but `load`.
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

/// Subscribes, and lets go.
#[wasm_bindgen]
pub fn subscribe() {
    let heard = Rc::new(Cell::new(0));
    drop(chat().subscribe(Callback::from(move |_| heard.set(heard.get() + 1))));
}

fn main() {
    yew::Renderer::<App>::new().render();
}
