//! Values of the app's own types, as the launcher receives them.

use std::collections::BTreeMap;

use crate::support::{Recorded, chat, mount_ready, page, props};
use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{
    CommandError, CommandOutcome, Company, CustomerlyProviderProps, Offset, Position, RecordedEvent,
};

/// Mounts a provider without settings. The tests of this file share one chat.
async fn start() -> AppHandle<Recorded> {
    let app = mount_ready("").await;
    calls();
    page::console();
    app
}

/// Returns the calls that the launcher received since the previous use, and clears them.
fn calls() -> String {
    page::eval("launcher.calls.splice(0)")
}

/// Returns what the launcher receives for these settings, without the app's id.
fn sent(settings: Settings) -> String {
    chat().update(settings);
    let calls = calls();
    let sent = calls.strip_prefix(r#"[["update",{"#);
    let sent = sent.and_then(|sent| sent.strip_suffix(r#""app_id":"abcdef12"}]]"#));
    sent.unwrap_or(&calls).trim_end_matches(',').to_owned()
}

fn reports(messages: &[&str]) -> Vec<String> {
    let messages = messages.iter();
    messages
        .map(|message| format!("yew-customerly: {message}"))
        .collect()
}

const NOT_FINITE: &str = "was not sent to the chat: it is not a finite number";

/// A value whose serialization fails.
struct Failing;

impl Serialize for Failing {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom("the disk is full"))
    }
}

#[derive(Serialize)]
struct Integers {
    exact: u64,
    negative: i64,
    large: u64,
    lowest: i64,
    wide: u128,
    wide_negative: i128,
    wide_and_small: i128,
    list: Vec<u64>,
    nested: BTreeMap<&'static str, u64>,
}

#[wasm_bindgen_test]
async fn integers_that_javascript_would_round_become_text() {
    let app = start().await;
    let integers = || Integers {
        exact: 1 << 53,
        negative: -(1 << 53),
        large: (1 << 53) + 1,
        lowest: i64::MIN,
        wide: u128::MAX,
        wide_negative: i128::MIN,
        wide_and_small: -7,
        list: vec![1, u64::MAX],
        nested: [("id", u64::MAX)].into(),
    };
    let fields = r#""exact":9007199254740992,"negative":-9007199254740992,"large":"9007199254740993","lowest":"-9223372036854775808","wide":"340282366920938463463374607431768211455","wide_negative":"-170141183460469231731687303715884105728","wide_and_small":-7,"list":[1,"18446744073709551615"],"nested":{"id":"18446744073709551615"}"#;
    assert_eq!(sent(Settings::new().extra(integers())), fields);
    assert_eq!(
        sent(Settings::new().attributes(integers())),
        format!(r#""attributes":{{{fields}}}"#)
    );
    assert_eq!(
        sent(Settings::new().company(Company::new(u64::MAX).attributes(integers()))),
        format!(r#""company":{{{fields},"company_id":"18446744073709551615"}}"#)
    );
    chat().set_attribute("account", u64::MAX);
    chat().set_attribute("seats", 5_u64);
    chat().register_lead_with("ada@example.com", integers());
    assert_eq!(
        calls(),
        format!(
            r#"[["attribute","account","18446744073709551615"],["attribute","seats",5],["registerLead","ada@example.com",{{{fields}}}]]"#
        )
    );
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}

#[derive(Serialize)]
struct Inner {
    good: bool,
    bad: f64,
    none: Option<bool>,
}

#[derive(Serialize)]
struct Rest {
    flattened: u8,
    infinite: f32,
}

#[derive(Serialize)]
enum Kind {
    Plain,
    Wrapped(Inner),
    Tuple(u8, u8),
    Fields { good: u8, bad: f64 },
}

#[derive(Serialize)]
struct Newtype(Inner);

#[derive(Serialize)]
struct Mixed {
    good: &'static str,
    score: f64,
    failing: Failing,
    none: Option<u8>,
    unit: (),
    some: Option<Newtype>,
    pair: (u8, Option<u8>),
    list: Vec<f64>,
    objects: Vec<Inner>,
    keys: BTreeMap<u8, u8>,
    kinds: Vec<Kind>,
    text: char,
    #[serde(flatten)]
    rest: Rest,
}

fn inner() -> Inner {
    Inner {
        good: true,
        bad: f64::NAN,
        none: None,
    }
}

fn mixed() -> Mixed {
    Mixed {
        good: "yes",
        score: f64::NAN,
        failing: Failing,
        none: None,
        unit: (),
        some: Some(Newtype(inner())),
        pair: (1, None),
        list: vec![1.5, f64::NEG_INFINITY],
        objects: vec![inner()],
        keys: [(5, 6)].into(),
        kinds: vec![
            Kind::Plain,
            Kind::Wrapped(inner()),
            Kind::Tuple(1, 2),
            Kind::Fields {
                good: 1,
                bad: f64::NAN,
            },
        ],
        text: 'x',
        rest: Rest {
            flattened: 3,
            infinite: f32::INFINITY,
        },
    }
}

/// The fields of [`mixed`] that can be sent.
const SENDABLE: &str = r#""good":"yes","some":{"good":true},"pair":[1,null],"objects":[{"good":true}],"keys":{},"kinds":["Plain",{"Wrapped":{"good":true}},{"Tuple":[1,2]},{"Fields":{"good":1}}],"text":"x","flattened":3"#;

/// What the console says about the others.
fn refusals(path: &str) -> Vec<String> {
    let failed = "was not sent to the chat:";
    [
        format!("{path}score {NOT_FINITE}"),
        format!("{path}failing {failed} the disk is full"),
        format!("{path}some.bad {NOT_FINITE}"),
        format!("{path}list {NOT_FINITE}"),
        format!("{path}objects.bad {NOT_FINITE}"),
        format!("{path}keys.5 {failed} the name of a field must be a text"),
        format!("{path}kinds.bad {NOT_FINITE}"),
        format!("{path}kinds.bad {NOT_FINITE}"),
        format!("{path}infinite {NOT_FINITE}"),
    ]
    .map(|message| format!("yew-customerly: {message}"))
    .to_vec()
}

#[wasm_bindgen_test]
async fn a_field_that_cannot_be_sent_is_named_and_the_others_are_sent() {
    let app = start().await;
    assert_eq!(sent(Settings::new().extra(mixed())), SENDABLE);
    assert_eq!(page::console(), refusals(""));

    assert_eq!(
        sent(Settings::new().attributes(Some(mixed()))),
        format!(r#""attributes":{{{SENDABLE}}}"#)
    );
    assert_eq!(page::console(), refusals("attributes."));

    assert_eq!(
        sent(Settings::new().company(Company::new("acme").attributes(mixed()))),
        format!(r#""company":{{{SENDABLE},"company_id":"acme"}}"#)
    );
    assert_eq!(page::console(), refusals("company."));

    chat().register_lead_with("ada@example.com", mixed());
    assert_eq!(
        calls(),
        format!(r#"[["registerLead","ada@example.com",{{{SENDABLE}}}]]"#)
    );
    assert_eq!(page::console(), refusals("attributes."));
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_map_with_keys_that_are_no_texts_loses_only_those() {
    #[derive(PartialEq, Eq, PartialOrd, Ord)]
    enum Key {
        Text,
        Number,
        Huge,
        Pair,
    }

    impl Serialize for Key {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self {
                Self::Text => "text".serialize(serializer),
                Self::Number => 7.serialize(serializer),
                Self::Huge => u64::MAX.serialize(serializer),
                Self::Pair => (1, 2).serialize(serializer),
            }
        }
    }

    let app = start().await;
    let map = BTreeMap::from([Key::Number, Key::Huge, Key::Pair, Key::Text].map(|key| (key, 1)));
    assert_eq!(sent(Settings::new().extra(map)), r#""text":1"#);
    let console = page::console();
    assert_eq!(console.len(), 3, "{console:?}");
    assert!(console[0].contains(": 7 was not sent"), "{console:?}");
    assert!(console[1].contains("18446744073709551615"), "{console:?}");
    assert!(console[2].contains(": 1,2 was not sent"), "{console:?}");
    app.destroy();
}

#[wasm_bindgen_test]
async fn settings_that_are_no_object_are_refused_by_name() {
    struct Broken;

    impl Serialize for Broken {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_map(None)?;
            map.serialize_entry("good", &1)?;
            Err(S::Error::custom("the disk is full"))
        }
    }

    let app = start().await;
    let settings = Settings::new()
        .extra(vec![1])
        .attributes("a text")
        .company(Company::new("acme").attributes(Broken))
        .name("Ada");
    assert_eq!(
        sent(settings),
        r#""attributes":{},"company":{"company_id":"acme"},"name":"Ada""#
    );
    let object =
        "was not sent to the chat: it must serialize to an object, such as a struct or a map";
    assert_eq!(
        page::console(),
        reports(&[
            &format!("a value {object}"),
            &format!("attributes {object}"),
            "company was not sent to the chat: the disk is full",
        ])
    );
    app.destroy();
}

#[wasm_bindgen_test]
async fn what_cannot_be_sent_is_reported_once_and_is_no_change() {
    #[derive(Serialize)]
    struct Extra {
        flag: bool,
        score: f64,
        list: [f64; 1],
    }

    let mut app = start().await;
    let settings = |name: &'static str| {
        Settings::new().user_id(1).name(name).extra(Extra {
            flag: true,
            score: f64::NAN,
            list: [f64::NAN],
        })
    };
    let first = settings("Ada");
    app.update(CustomerlyProviderProps {
        settings: first.clone(),
        ..props("")
    });
    page::settle().await;
    assert_eq!(
        calls(),
        r#"[["update",{"flag":true,"user_id":1,"name":"Ada","app_id":"abcdef12"}]]"#
    );
    assert_eq!(page::console().len(), 2);

    // The same settings in another update are not reported again.
    chat().update(first);
    calls();
    assert_eq!(page::console(), [""; 0]);

    // New settings of the same content change nothing.
    app.update(CustomerlyProviderProps {
        settings: settings("Ada"),
        ..props("")
    });
    page::settle().await;
    assert_eq!(calls(), "[]");
    app.update(CustomerlyProviderProps {
        settings: settings("Grace"),
        ..props("")
    });
    page::settle().await;
    assert_eq!(
        calls(),
        r#"[["update",{"name":"Grace","app_id":"abcdef12"}]]"#
    );
    page::console();
    app.update(props(""));
    page::settle().await;
    calls();
    app.destroy();
}

#[wasm_bindgen_test]
async fn numbers_of_typed_settings_are_finite() {
    let app = start().await;
    let settings = Settings::new()
        .position(Position {
            desktop: Offset {
                bottom: f64::NAN,
                side: 1.0,
            },
            ..Position::default()
        })
        .events([RecordedEvent::new("signed up").date(f64::INFINITY)]);
    assert_eq!(
        sent(settings),
        r#""position":{"desktop":{"side":1},"mobile":{"bottom":0,"side":0}},"events":[{"name":"signed up"}]"#
    );
    assert_eq!(
        page::console(),
        reports(&[
            &format!("bottom {NOT_FINITE}"),
            &format!("date {NOT_FINITE}"),
        ])
    );
    app.destroy();
}

#[wasm_bindgen_test]
async fn attributes_beyond_the_limits_of_customerly_are_named_and_sent() {
    let app = start().await;
    let long = "é".repeat(129);
    let attributes = BTreeMap::from([
        ("fits", "é".repeat(128)),
        ("long", long.clone()),
        ("two words", "x".to_owned()),
    ]);
    let settings = Settings::new().attributes(attributes);
    let fields = sent(settings.clone());
    assert!(fields.contains(&long), "{fields}");
    assert!(fields.contains(r#""two words":"x""#), "{fields}");
    let console = page::console();
    assert_eq!(
        console,
        reports(&[
            "the attribute long is longer than the 128 characters that Customerly accepts",
            "the attribute two words has a space in its name, which Customerly does not accept",
        ])
    );
    sent(settings);
    assert_eq!(page::console(), [""; 0], "once for each call");

    // Other settings have no such limits.
    let extra = BTreeMap::from([("two words", long)]);
    sent(Settings::new().extra(extra.clone()));
    sent(Settings::new().company(Company::new("acme").attributes(extra)));
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}

#[wasm_bindgen_test]
async fn javascript_values_reach_the_chat_as_they_are() {
    #[derive(Serialize)]
    struct Preserved {
        #[serde(with = "serde_wasm_bindgen::preserve")]
        object: JsValue,
        #[serde(with = "serde_wasm_bindgen::preserve")]
        missing: JsValue,
        #[serde(with = "serde_wasm_bindgen::preserve")]
        nan: JsValue,
    }

    #[derive(Serialize)]
    struct All(#[serde(with = "serde_wasm_bindgen::preserve")] JsValue);

    let app = start().await;
    let preserved = Preserved {
        object: page::run("return window.own = { deep: [1, { n: 2 }] }"),
        missing: JsValue::NULL,
        nan: JsValue::from_f64(f64::NAN),
    };
    chat().update(Settings::new().extra(preserved));
    assert_eq!(
        page::eval("launcher.calls[0][1].object === window.own"),
        "true"
    );
    assert_eq!(
        calls(),
        r#"[["update",{"object":{"deep":[1,{"n":2}]},"app_id":"abcdef12"}]]"#
    );
    assert_eq!(page::console(), reports(&[&format!("nan {NOT_FINITE}")]));

    // The app's object stays the app's.
    let all = page::run("return window.own = { flag: true, missing: null }");
    let sent = sent(Settings::new().name("Ada").extra(All(all)));
    assert_eq!(sent, r#""flag":true,"name":"Ada""#);
    assert_eq!(page::eval("own"), r#"{"flag":true,"missing":null}"#);
    app.destroy();
}

#[wasm_bindgen_test]
async fn an_attribute_without_anything_to_send_is_refused() {
    let app = start().await;
    let refused =
        |reason: &str| CommandOutcome::Refused(CommandError::NothingToSend(reason.to_owned()));
    let chat = chat();
    assert_eq!(
        chat.set_attribute("n", None::<u8>),
        refused("it has no value")
    );
    assert_eq!(
        chat.set_attribute("n", f64::NAN),
        refused("it is not a finite number")
    );
    assert_eq!(
        chat.set_attribute("n", Failing),
        refused("the disk is full")
    );
    assert_eq!(calls(), "[]");
    assert_eq!(
        page::console(),
        reports(&[
            "attribute() did not run: a value cannot be sent: it has no value",
            "attribute() did not run: a value cannot be sent: it is not a finite number",
            "attribute() did not run: a value cannot be sent: the disk is full",
        ])
    );
    app.destroy();
}

#[wasm_bindgen_test]
async fn an_attribute_beyond_the_limits_of_customerly_is_named_and_sent() {
    let app = start().await;
    let chat = chat();
    assert_eq!(
        chat.set_attribute("two words", "x".repeat(129)),
        CommandOutcome::Sent
    );
    assert!(calls().contains(r#"[["attribute","two words","xxx"#));
    assert_eq!(
        page::console(),
        reports(&[
            "the attribute two words has a space in its name, which Customerly does not accept",
            "the attribute two words is longer than the 128 characters that Customerly accepts",
        ])
    );
    app.destroy();
}
