//! Without the crate: a port of the plain JavaScript in `bench/peers/plain/` to Rust, written for this one
//! app, to show what the platform allows. Strings stay in JavaScript, and the browser handles regular
//! expressions and addresses. It has no options, types, status or second channel, and does not survive
//! panics.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use bench_apps::APP_ID;
use js_sys::{Array, Function, JsString, Object, RegExp};
use wasm_bindgen::prelude::*;
use yew::prelude::*;

const LAUNCHER: &str = "https://messenger.customerly.io/launcher.js";

#[wasm_bindgen]
extern "C" {
    type Foreign;

    #[wasm_bindgen(method, structural, indexing_getter, catch)]
    fn get(this: &Foreign, key: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, indexing_setter, catch)]
    fn set(this: &Foreign, key: &str, value: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(js_name = URL)]
    type Url;

    #[wasm_bindgen(constructor, catch, js_class = "URL")]
    fn new(address: &JsValue) -> Result<Url, JsValue>;

    #[wasm_bindgen(js_namespace = Object)]
    fn assign(target: &Object, source: &JsValue) -> Object;

    #[wasm_bindgen(js_name = Number, catch)]
    fn number(value: &JsValue) -> Result<f64, JsValue>;
}

fn get(target: &JsValue, key: &str) -> JsValue {
    let value = target.unchecked_ref::<Foreign>().get(key);
    value.unwrap_or_default()
}

fn set(target: &JsValue, key: &str, value: impl Into<JsValue>) {
    drop(target.unchecked_ref::<Foreign>().set(key, &value.into()));
}

fn call(target: &JsValue, method: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let arguments: Array = arguments.iter().collect();
    let method = get(target, method);
    method
        .dyn_ref::<Function>()
        .map_or(Ok(JsValue::UNDEFINED), |method| {
            method.apply(target, &arguments)
        })
}

fn window() -> JsValue {
    js_sys::global().into()
}

const KEYS: [&str; 20] = [
    "page_location",
    "page_title",
    "conversation_id",
    "message_id",
    "message_length",
    "attachment_count",
    "message",
    "lead_email_given",
    "lead_email_sha256",
    "question_attribute",
    "question_answer",
    "article_id",
    "article_slug",
    "article_title",
    "notification_id",
    "notification_item",
    "survey_id",
    "trigger_id",
    "open_seconds",
    "failure_status",
];

/// A key of the message, where its value is in the arguments, and how it is converted.
struct Field {
    key: &'static str,
    argument: usize,
    path: &'static [&'static str],
    convert: fn(JsValue) -> JsValue,
}

const fn field(
    key: &'static str,
    argument: usize,
    path: &'static [&'static str],
    convert: fn(JsValue) -> JsValue,
) -> Field {
    Field {
        key,
        argument,
        path,
        convert,
    }
}

const CALLBACKS: [(&str, &[Field]); 22] = [
    (
        "onLeadGenerated",
        &[field("lead_email_given", 0, &[], is_given)],
    ),
    (
        "onChatOpened",
        &[field("open_seconds", 0, &[], record_opening)],
    ),
    (
        "onChatClosed",
        &[field("open_seconds", 0, &[], open_seconds)],
    ),
    (
        "onNewConversation",
        &[
            field("message_length", 0, &["length"], to_number),
            field("attachment_count", 1, &["length"], to_number),
        ],
    ),
    (
        "onProfilingQuestionAsked",
        &[field("question_attribute", 0, &[], to_text)],
    ),
    (
        "onProfilingQuestionAnswered",
        &[field("question_attribute", 0, &[], to_text)],
    ),
    (
        "onRealtimeVideoAnswered",
        &[field("conversation_id", 0, &["conversation_id"], to_number)],
    ),
    ("onRealtimeVideoRejected", &[]),
    (
        "onHelpCenterArticleOpened",
        &[
            field("article_id", 0, &["knowledge_base_article_id"], to_number),
            field("article_slug", 0, &["slug"], to_text),
            field("article_title", 0, &["title"], to_text),
        ],
    ),
    (
        "onChatflowNotificationViewed",
        &[field("notification_id", 0, &[], to_number)],
    ),
    (
        "onChatflowNotificationClicked",
        &[
            field("notification_id", 0, &[], to_number),
            field("notification_item", 1, &["type"], to_text),
            field("article_id", 1, &["article", "article_id"], to_number),
            field("article_title", 1, &["article", "title"], to_text),
        ],
    ),
    (
        "onNewMessageReceived",
        &[field("conversation_id", 0, &["conversationId"], to_number)],
    ),
    (
        "onNewConversationReceived",
        &[field("conversation_id", 0, &[], to_number)],
    ),
    ("onMessengerInitialized", &[]),
    (
        "onMessengerLoadFailed",
        &[field("failure_status", 0, &["status"], to_number)],
    ),
    (
        "onMessageRead",
        &[
            field("conversation_id", 0, &[], to_number),
            field("message_id", 1, &[], to_number),
        ],
    ),
    (
        "onRealtimeVideoReceived",
        &[field("conversation_id", 0, &["conversation_id"], to_number)],
    ),
    ("onRealtimeVideoCanceled", &[]),
    (
        "onSurveyPresented",
        &[field("survey_id", 0, &["survey_id"], to_number)],
    ),
    ("onSurveyAnswered", &[]),
    ("onSurveyRejected", &[]),
    ("onTriggerFired", &[field("trigger_id", 0, &[], to_number)]),
];

thread_local! {
    static OPENED_AT: Cell<f64> = const { Cell::new(f64::NAN) };
}

fn now() -> f64 {
    let now = call(&get(&window(), "performance"), "now", &[]);
    now.ok().and_then(|now| now.as_f64()).unwrap_or(f64::NAN)
}

fn record_opening(_: JsValue) -> JsValue {
    OPENED_AT.set(now());
    JsValue::UNDEFINED
}

fn open_seconds(_: JsValue) -> JsValue {
    let seconds = (now() - OPENED_AT.replace(f64::NAN)) / 1000.0;
    if seconds.is_nan() {
        JsValue::UNDEFINED
    } else {
        seconds.floor().into()
    }
}

fn is_given(value: JsValue) -> JsValue {
    value.is_truthy().into()
}

fn to_number(value: JsValue) -> JsValue {
    let has_value = !value.is_null() && value != *"";
    match number(&value) {
        Ok(number) if has_value && number.is_finite() => number.into(),
        _ => JsValue::UNDEFINED,
    }
}

fn replace(value: JsValue, pattern: &str) -> JsValue {
    value
        .unchecked_into::<JsString>()
        .replace_by_pattern(&RegExp::new(pattern, "gi"), "(redacted)")
        .into()
}

fn redact(value: JsValue, max_length: u32) -> JsValue {
    let value = replace(value, r"[^\s@/?&=]+(@|%40)[^\s@/?&=]+\.[^\s@/?&=]+");
    let value = replace(value, r"\+?\d(?:[\s().-]?\d){8,}");
    value
        .unchecked_into::<JsString>()
        .slice(0, max_length)
        .into()
}

fn to_text(value: JsValue) -> JsValue {
    let has_text = value.is_string() && value != *"";
    if has_text {
        redact(value, 100)
    } else {
        JsValue::UNDEFINED
    }
}

fn scrub(address: &JsValue) -> JsValue {
    let Ok(url) = Url::new(address) else {
        return JsValue::UNDEFINED;
    };
    let parameters = get(&url, "searchParams");
    let campaign = RegExp::new("^utm_(source|medium|campaign|term|content|id)$", "");
    let names = call(&parameters, "keys", &[]).unwrap_or_default();
    for name in Array::from(&names).iter() {
        if !campaign.test(&name.as_string().unwrap_or_default()) {
            drop(call(&parameters, "delete", &[&name]));
        }
    }
    let hash = get(&url, "hash").as_string().unwrap_or_default();
    if !hash.starts_with("#/") && !hash.starts_with("#!/") {
        set(&url, "hash", "");
    }
    redact(get(&url, "href"), 1000)
}

type Subscriber = Rc<dyn Fn(&str)>;

#[derive(Default)]
struct Chat {
    /// The address and the title, and both redacted.
    page: RefCell<[JsValue; 4]>,
    /// A message with all keys unset.
    template: RefCell<JsValue>,
    subscribers: RefCell<Vec<Subscriber>>,
    queue: RefCell<Vec<(&'static str, Object)>>,
    is_dispatching: Cell<bool>,
}

impl Chat {
    fn message(&self, name: &str, fields: &[Field], arguments: &[JsValue; 3]) -> Object {
        let document = get(&window(), "document");
        let (address, title) = (get(&document, "URL"), get(&document, "title"));
        let mut page = self.page.borrow_mut();
        if page[0] != address || page[1] != title {
            let values = [scrub(&address), redact(title.clone(), 300)];
            let [redacted_address, redacted_title] = values;
            *page = [address, title, redacted_address, redacted_title];
        }
        let message = assign(&Object::new(), &self.template.borrow());
        set(&message, "event", name);
        set(&message, "customerly_page_location", page[2].clone());
        set(&message, "customerly_page_title", page[3].clone());
        for Field {
            key,
            argument,
            path,
            convert,
        } in fields
        {
            let value = path
                .iter()
                .fold(arguments[*argument].clone(), |value, key| get(&value, key));
            set(&message, &["customerly_", key].concat(), convert(value));
        }
        message
    }

    fn dispatch(&self, callback: &'static str, message: Object) {
        self.queue.borrow_mut().push((callback, message));
        if self.is_dispatching.replace(true) {
            return;
        }
        while let Some((callback, message)) = self.next() {
            let window = window();
            if get(&window, "dataLayer").is_undefined() {
                set(&window, "dataLayer", Array::new());
            }
            if let Err(error) = call(&get(&window, "dataLayer"), "push", &[&message]) {
                drop(call(
                    &get(&window, "console"),
                    "error",
                    &[&"dataLayer".into(), &error],
                ));
            }
            let subscribers = self.subscribers.borrow().clone();
            subscribers
                .iter()
                .for_each(|subscriber| subscriber(callback));
        }
        self.is_dispatching.set(false);
    }

    fn next(&self) -> Option<(&'static str, Object)> {
        let mut queue = self.queue.borrow_mut();
        (!queue.is_empty()).then(|| queue.remove(0))
    }
}

fn event_name(callback: &str) -> String {
    let mut name = String::from("customerly");
    for letter in callback.bytes().skip(2) {
        if letter.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase().into());
    }
    name
}

fn load(chat: &Rc<Chat>) {
    let window = window();
    let template: JsValue = Object::new().into();
    set(&template, "event", JsValue::UNDEFINED);
    for key in KEYS {
        set(
            &template,
            &["customerly_", key].concat(),
            JsValue::UNDEFINED,
        );
    }
    chat.template.replace(template);
    if get(&window, "customerly").is_undefined() {
        set(&window, "customerly", Array::new());
    }
    let customerly = get(&window, "customerly");
    if get(&customerly, "queue").is_undefined() {
        set(&customerly, "queue", Array::new());
    }
    type Call = dyn Fn(JsValue, JsValue, JsValue);
    let function = |call: Box<Call>| Closure::<Call>::wrap(call).into_js_value();
    for name in [
        "event",
        "attribute",
        "update",
        "show",
        "hide",
        "open",
        "close",
    ] {
        if get(&customerly, name).is_undefined() {
            let queue = get(&customerly, "queue");
            let stub = function(Box::new(move |first, second, _| {
                let entry = Array::of3(&name.into(), &first, &second);
                drop(call(&queue, "push", &[&entry]));
            }));
            set(&customerly, name, stub);
        }
    }
    for (callback, fields) in CALLBACKS {
        let (name, previous, chat) = (
            event_name(callback),
            get(&customerly, callback),
            chat.clone(),
        );
        let handler = function(Box::new(move |first, second, third| {
            let arguments = [first, second, third];
            chat.dispatch(callback, chat.message(&name, fields, &arguments));
            if let Some(previous) = previous.dyn_ref::<Function>() {
                drop(previous.apply(&JsValue::UNDEFINED, &arguments.iter().collect()));
            }
        }));
        set(&customerly, callback, handler);
    }
    let settings = Object::new();
    set(&settings, "app_id", APP_ID);
    set(&customerly, "settings", settings);
    set(&customerly, "loaded", true);
    let document = get(&window, "document");
    let script = call(&document, "createElement", &[&"script".into()]).unwrap_or_default();
    set(&script, "async", true);
    set(&script, "src", LAUNCHER);
    let on_error = function(Box::new(|_, _, _| {
        let console = get(&self::window(), "console");
        drop(call(
            &console,
            "error",
            &[&"the chat could not be fetched".into()],
        ));
    }));
    set(&script, "onerror", on_error);
    drop(call(&get(&document, "head"), "append", &[&script]));
}

#[derive(Clone)]
struct Handle(Rc<Chat>);

impl PartialEq for Handle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(PartialEq, Properties)]
struct Props {
    children: Html,
}

struct Provider(Handle);

impl Component for Provider {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self(Handle(Rc::default()))
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! {
            <ContextProvider<Handle> context={self.0.clone()}>
                { ctx.props().children.clone() }
            </ContextProvider<Handle>>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, first_render: bool) {
        if first_render {
            load(&self.0.0);
        }
    }
}

#[hook]
fn use_chat_event(handler: impl Fn(&str) + 'static) {
    let chat = use_context::<Handle>();
    use_effect_with((), move |()| {
        let subscriber: Subscriber = Rc::new(handler);
        if let Some(Handle(chat)) = &chat {
            chat.subscribers.borrow_mut().push(subscriber.clone());
        }
        move || {
            if let Some(Handle(chat)) = &chat {
                let mut subscribers = chat.subscribers.borrow_mut();
                subscribers.retain(|other| !Rc::ptr_eq(other, &subscriber));
            }
        }
    });
}

#[component]
fn AskButton() -> Html {
    let open = use_state(|| false);
    let count = use_reducer(bench_apps::Count::default);
    use_chat_event({
        let (open, count) = (open.setter(), count.dispatcher());
        move |callback| match callback {
            "onNewConversation" => count.dispatch(()),
            "onChatOpened" => open.set(true),
            "onChatClosed" => open.set(false),
            _ => {}
        }
    });
    let onclick = |_| {
        let customerly = get(&window(), "customerly");
        drop(call(
            &customerly,
            "showNewMessage",
            &[&"About pricing: ".into()],
        ));
    };
    html! { <button {onclick} disabled={*open}>{ count.number() }</button> }
}

#[component]
fn App() -> Html {
    html! { <Provider><AskButton /></Provider> }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
