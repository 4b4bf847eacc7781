//! Without us: what plain JavaScript does in `bench/peers/plain/`, in Rust and written for this one app,
//! to see what the platform allows. It keeps texts in JavaScript and leaves regular expressions and
//! addresses to the browser. No options, no types, no status, no second channel, no panic survived.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use bench_apps::APP_ID;
use js_sys::{Array, Function, JsString, Object, RegExp};
use wasm_bindgen::prelude::*;
use yew::prelude::*;

const LAUNCHER: &str = "https://messenger.customerly.io/launcher.js";

#[wasm_bindgen]
extern "C" {
    type Any;

    #[wasm_bindgen(method, structural, indexing_getter, catch)]
    fn get(this: &Any, key: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, indexing_setter, catch)]
    fn set(this: &Any, key: &str, value: &JsValue) -> Result<(), JsValue>;

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
    let value = target.unchecked_ref::<Any>().get(key);
    value.unwrap_or_default()
}

fn set(target: &JsValue, key: &str, value: impl Into<JsValue>) {
    drop(target.unchecked_ref::<Any>().set(key, &value.into()));
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

fn page() -> JsValue {
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

/// Where a value of a callback goes, and what it is there.
struct Field {
    key: &'static str,
    argument: usize,
    path: &'static [&'static str],
    kind: fn(JsValue) -> JsValue,
}

const fn field(
    key: &'static str,
    argument: usize,
    path: &'static [&'static str],
    kind: fn(JsValue) -> JsValue,
) -> Field {
    Field {
        key,
        argument,
        path,
        kind,
    }
}

const CALLBACKS: [(&str, &[Field]); 22] = [
    (
        "onLeadGenerated",
        &[field("lead_email_given", 0, &[], given)],
    ),
    ("onChatOpened", &[field("open_seconds", 0, &[], opened)]),
    (
        "onChatClosed",
        &[field("open_seconds", 0, &[], open_seconds)],
    ),
    (
        "onNewConversation",
        &[
            field("message_length", 0, &["length"], count),
            field("attachment_count", 1, &["length"], count),
        ],
    ),
    (
        "onProfilingQuestionAsked",
        &[field("question_attribute", 0, &[], text)],
    ),
    (
        "onProfilingQuestionAnswered",
        &[field("question_attribute", 0, &[], text)],
    ),
    (
        "onRealtimeVideoAnswered",
        &[field("conversation_id", 0, &["conversation_id"], count)],
    ),
    ("onRealtimeVideoRejected", &[]),
    (
        "onHelpCenterArticleOpened",
        &[
            field("article_id", 0, &["knowledge_base_article_id"], count),
            field("article_slug", 0, &["slug"], text),
            field("article_title", 0, &["title"], text),
        ],
    ),
    (
        "onChatflowNotificationViewed",
        &[field("notification_id", 0, &[], count)],
    ),
    (
        "onChatflowNotificationClicked",
        &[
            field("notification_id", 0, &[], count),
            field("notification_item", 1, &["type"], text),
            field("article_id", 1, &["article", "article_id"], count),
            field("article_title", 1, &["article", "title"], text),
        ],
    ),
    (
        "onNewMessageReceived",
        &[field("conversation_id", 0, &["conversationId"], count)],
    ),
    (
        "onNewConversationReceived",
        &[field("conversation_id", 0, &[], count)],
    ),
    ("onMessengerInitialized", &[]),
    (
        "onMessengerLoadFailed",
        &[field("failure_status", 0, &["status"], count)],
    ),
    (
        "onMessageRead",
        &[
            field("conversation_id", 0, &[], count),
            field("message_id", 1, &[], count),
        ],
    ),
    (
        "onRealtimeVideoReceived",
        &[field("conversation_id", 0, &["conversation_id"], count)],
    ),
    ("onRealtimeVideoCanceled", &[]),
    (
        "onSurveyPresented",
        &[field("survey_id", 0, &["survey_id"], count)],
    ),
    ("onSurveyAnswered", &[]),
    ("onSurveyRejected", &[]),
    ("onTriggerFired", &[field("trigger_id", 0, &[], count)]),
];

thread_local! {
    static OPENED_AT: Cell<f64> = const { Cell::new(f64::NAN) };
}

fn now() -> f64 {
    let now = call(&get(&page(), "performance"), "now", &[]);
    now.ok().and_then(|now| now.as_f64()).unwrap_or(f64::NAN)
}

fn opened(_: JsValue) -> JsValue {
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

fn given(value: JsValue) -> JsValue {
    value.is_truthy().into()
}

fn count(value: JsValue) -> JsValue {
    let given = !value.is_null() && value != *"";
    match number(&value) {
        Ok(number) if given && number.is_finite() => number.into(),
        _ => JsValue::UNDEFINED,
    }
}

fn replaced(value: JsValue, pattern: &str) -> JsValue {
    value
        .unchecked_into::<JsString>()
        .replace_by_pattern(&RegExp::new(pattern, "gi"), "(redacted)")
        .into()
}

fn redacted(value: JsValue, longest: u32) -> JsValue {
    let value = replaced(value, r"[^\s@/?&=]+(@|%40)[^\s@/?&=]+\.[^\s@/?&=]+");
    let value = replaced(value, r"\+?\d(?:[\s().-]?\d){8,}");
    value.unchecked_into::<JsString>().slice(0, longest).into()
}

fn text(value: JsValue) -> JsValue {
    let given = value.is_string() && value != *"";
    if given {
        redacted(value, 100)
    } else {
        JsValue::UNDEFINED
    }
}

fn scrubbed(address: &JsValue) -> JsValue {
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
    redacted(get(&url, "href"), 1000)
}

type Subscriber = Rc<dyn Fn(&str)>;

#[derive(Default)]
struct Chat {
    page: RefCell<[JsValue; 4]>,
    blank: RefCell<JsValue>,
    subscribers: RefCell<Vec<Subscriber>>,
    waiting: RefCell<Vec<(&'static str, Object)>>,
    delivering: Cell<bool>,
}

impl Chat {
    fn message(&self, name: &str, fields: &[Field], arguments: &[JsValue; 3]) -> Object {
        let document = get(&page(), "document");
        let (address, title) = (get(&document, "URL"), get(&document, "title"));
        let mut page = self.page.borrow_mut();
        if page[0] != address || page[1] != title {
            let values = [scrubbed(&address), redacted(title.clone(), 300)];
            let [location, shown] = values;
            *page = [address, title, location, shown];
        }
        let message = assign(&Object::new(), &self.blank.borrow());
        set(&message, "event", name);
        set(&message, "customerly_page_location", page[2].clone());
        set(&message, "customerly_page_title", page[3].clone());
        for Field {
            key,
            argument,
            path,
            kind,
        } in fields
        {
            let value = path
                .iter()
                .fold(arguments[*argument].clone(), |value, key| get(&value, key));
            set(&message, &["customerly_", key].concat(), kind(value));
        }
        message
    }

    fn arrive(&self, callback: &'static str, message: Object) {
        self.waiting.borrow_mut().push((callback, message));
        if self.delivering.replace(true) {
            return;
        }
        while let Some((callback, message)) = self.next() {
            let page = page();
            if get(&page, "dataLayer").is_undefined() {
                set(&page, "dataLayer", Array::new());
            }
            if let Err(error) = call(&get(&page, "dataLayer"), "push", &[&message]) {
                drop(call(
                    &get(&page, "console"),
                    "error",
                    &[&"dataLayer".into(), &error],
                ));
            }
            let subscribers = self.subscribers.borrow().clone();
            subscribers
                .iter()
                .for_each(|subscriber| subscriber(callback));
        }
        self.delivering.set(false);
    }

    fn next(&self) -> Option<(&'static str, Object)> {
        let mut waiting = self.waiting.borrow_mut();
        (!waiting.is_empty()).then(|| waiting.remove(0))
    }
}

fn event(callback: &str) -> String {
    let mut name = String::from("customerly");
    for letter in callback.bytes().skip(2) {
        if letter.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase().into());
    }
    name
}

fn load(this: &Rc<Chat>) {
    let page = page();
    let blank: JsValue = Object::new().into();
    set(&blank, "event", JsValue::UNDEFINED);
    for key in KEYS {
        set(&blank, &["customerly_", key].concat(), JsValue::UNDEFINED);
    }
    this.blank.replace(blank);
    if get(&page, "customerly").is_undefined() {
        set(&page, "customerly", Array::new());
    }
    let customerly = get(&page, "customerly");
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
        let (name, before, chat) = (event(callback), get(&customerly, callback), this.clone());
        let heard = function(Box::new(move |first, second, third| {
            let arguments = [first, second, third];
            chat.arrive(callback, chat.message(&name, fields, &arguments));
            if let Some(before) = before.dyn_ref::<Function>() {
                drop(before.apply(&JsValue::UNDEFINED, &arguments.iter().collect()));
            }
        }));
        set(&customerly, callback, heard);
    }
    let settings = Object::new();
    set(&settings, "app_id", APP_ID);
    set(&customerly, "settings", settings);
    set(&customerly, "loaded", true);
    let document = get(&page, "document");
    let script = call(&document, "createElement", &[&"script".into()]).unwrap_or_default();
    set(&script, "async", true);
    set(&script, "src", LAUNCHER);
    let failed = function(Box::new(|_, _, _| {
        let console = get(&self::page(), "console");
        drop(call(
            &console,
            "error",
            &[&"the chat could not be fetched".into()],
        ));
    }));
    set(&script, "onerror", failed);
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
fn use_chat(handler: impl Fn(&str) + 'static) {
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
fn Ask() -> Html {
    let open = use_state(|| false);
    let count = use_reducer(bench_apps::Count::default);
    use_chat({
        let (open, count) = (open.setter(), count.dispatcher());
        move |callback| match callback {
            "onNewConversation" => count.dispatch(()),
            "onChatOpened" => open.set(true),
            "onChatClosed" => open.set(false),
            _ => {}
        }
    });
    let onclick = |_| {
        let customerly = get(&page(), "customerly");
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
    html! { <Provider><Ask /></Provider> }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
