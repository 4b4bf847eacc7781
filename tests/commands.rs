//! Commands and settings, as the launcher sees them.
#![cfg(target_family = "wasm")]

mod support;

use std::collections::BTreeMap;

use serde::Serialize;
use support::{chat, mount, page, props};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{
    CommandError, Company, CustomerlyProviderProps, Delivery, Direction, Offset, Position,
    RecordedEvent,
};

wasm_bindgen_test_configure!(run_in_browser);

/// What the launcher was called with since the last call.
fn calls() -> String {
    page::eval("launcher.calls.splice(0)")
}

#[component]
fn Eager() -> Html {
    let chat = use_customerly();
    use_effect_with((), move |()| {
        let chat = chat.expect("a provider");
        assert_eq!(chat.hide(), Delivery::Held);
        assert_eq!(chat.track_event("second"), Delivery::Held);
    });
    Html::default()
}

#[derive(Serialize)]
struct Plan {
    plan: &'static str,
    seats: Option<u32>,
    trial: Option<bool>,
    since: u64,
}

fn settings() -> Settings {
    let extra: BTreeMap<&str, &str> = [("sdkMode", "web"), ("name", "never")].into();
    let company: BTreeMap<&str, &str> = [("company_id", "never"), ("city", "Paris")].into();
    Settings::new()
        .user_id(42)
        .name("Ada")
        .attributes(Plan {
            plan: "pro",
            seats: Some(3),
            trial: None,
            since: 1_700_000_000,
        })
        .company(Company::new("acme").name("Acme").attributes(company))
        .events([RecordedEvent::new("signed up").date(1_700_000_000)])
        .direction(Direction::Left)
        .position(Position {
            desktop: Offset {
                bottom: 8.0,
                side: 9.0,
            },
            ..Position::default()
        })
        .visible(false)
        .extra(extra)
}

#[wasm_bindgen_test]
async fn a_chat_is_commanded_from_before_its_load_to_after_its_unmount() {
    let mut app = mount(CustomerlyProviderProps {
        load: LoadStrategy::manual(),
        settings: settings(),
        children: html! { <Eager /> },
        ..props("")
    })
    .await;

    // By hand means by hand: not even the stub is there.
    assert_eq!(chat().status(), MessengerStatus::Idle);
    assert_eq!(page::eval("typeof customerly"), "\"undefined\"");
    assert_eq!(chat().logout(), Delivery::Held);
    assert_eq!(chat().load(), Delivery::Sent);
    assert_eq!(chat().status(), MessengerStatus::Loading);
    assert_eq!(chat().set_attribute("plan", "free"), Delivery::Held);
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(
        calls(),
        r#"[["hide"],["event","second"],["logout"],["attribute","plan","free"]]"#
    );

    // What is set is there, what is not is not, and the typed names win.
    page::run("delete launcher.settings.callbacks");
    let expected = [
        r#""name":"Ada","sdkMode":"web","user_id":42"#,
        r#""attributes":{"plan":"pro","seats":3,"since":1700000000}"#,
        r#""company":{"city":"Paris","company_id":"acme","name":"Acme"}"#,
        r#""events":[{"name":"signed up","date":1700000000}]"#,
        r#""direction":"left""#,
        r#""position":{"desktop":{"bottom":8,"side":9},"mobile":{"bottom":0,"side":0}}"#,
        r#""visible":false,"app_id":"abcdef12""#,
    ];
    let mut sent = page::eval("launcher.settings");
    for part in expected {
        assert!(sent.contains(part), "{part} is not in {sent}");
        sent = sent.replacen(part, "", 1);
    }
    assert_eq!(sent.trim_matches(['{', '}', ',']), "");

    let chat = chat();
    for delivery in [
        chat.open(),
        chat.close(),
        chat.show(),
        chat.hide(),
        chat.show_article(17),
        chat.show_article(("billing", "refunds")),
        chat.show_book_meeting(),
        chat.send_new_message("Hello"),
        chat.register_lead("ada@example.com"),
        chat.register_lead_with("ada@example.com", BTreeMap::from([("plan", "pro")])),
        chat.update(Settings::new()),
        chat.update(Settings::new().name("Grace")),
    ] {
        assert_eq!(delivery, Delivery::Sent);
    }
    assert_eq!(
        calls(),
        r#"[["open"],["close"],["show"],["hide"],["showArticle",17],["showArticle","billing","refunds"],["showBookMeeting"],["sendNewMessage","Hello"],["registerLead","ada@example.com"],["registerLead","ada@example.com",{"plan":"pro"}],["update"],["update",{"name":"Grace","app_id":"abcdef12"}]]"#
    );
    assert_eq!(page::console(), [""; 0]);

    // Other settings are one update, equal ones are none, and there is never a second load.
    let changed = CustomerlyProviderProps {
        settings: Settings::new()
            .user_id(42)
            .name("Grace")
            .attributes(BTreeMap::from([("plan", "pro")])),
        ..props("")
    };
    app.update(changed.clone());
    page::settle().await;
    assert_eq!(
        calls(),
        r#"[["update",{"name":"Grace","attributes":{"plan":"pro"},"app_id":"abcdef12"}]]"#
    );
    app.update(CustomerlyProviderProps {
        settings: Settings::new()
            .user_id(42)
            .name("Grace")
            .attributes(BTreeMap::from([("plan", "pro")])),
        ..changed.clone()
    });
    page::settle().await;
    assert_eq!(calls(), "[]");
    assert_eq!(chat.load(), Delivery::Sent);
    assert_eq!(page::eval("launcher.runs"), "1");

    // A value that cannot be sent, a method that is not there and one that throws are named.
    let unspeakable = BTreeMap::from([(1.5f64.to_bits(), u64::MAX)]);
    chat.update(Settings::new().attributes(unspeakable));
    assert!(page::console()[0].contains("cannot be serialised"));
    chat.update(Settings::new().attributes("a text"));
    assert!(page::console()[0].contains("must serialise to an object"));
    page::run("delete customerly.showBookMeeting");
    assert_eq!(
        chat.show_book_meeting(),
        Delivery::Refused(CommandError::Unsupported)
    );
    page::run("customerly.hide = () => { throw new Error('no') }");
    assert_eq!(
        chat.hide(),
        Delivery::Refused(CommandError::Threw("no".into()))
    );
    assert_eq!(
        page::console(),
        [
            "yew-customerly: showBookMeeting() did not run: the launcher of this page has no such method",
            "yew-customerly: hide() did not run: the chat threw: no",
        ]
    );

    // Another app id cannot be had without another page.
    calls();
    app.update(CustomerlyProviderProps {
        app_id: "12345678".into(),
        ..changed
    });
    page::settle().await;
    assert_eq!(calls(), "[]");
    assert!(page::console()[0].contains("another app id"));

    app.destroy();
    assert_eq!(
        chat.show(),
        Delivery::Sent,
        "a child's teardown may still command"
    );
    assert_eq!(calls(), r#"[["show"]]"#);
}
