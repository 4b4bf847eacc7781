//! Commands and settings, as the launcher receives them.

use std::collections::BTreeMap;

use crate::support::{chat, mount, page, props};
use serde::Serialize;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{
    CommandError, CommandOutcome, Company, CustomerlyProviderProps, Direction, Offset, Position,
    RecordedEvent,
};

/// Returns the calls that the launcher received since the previous use, and clears them.
fn calls() -> String {
    page::eval("launcher.calls.splice(0)")
}

#[component]
fn CommandsInEffect() -> Html {
    let chat = use_customerly();
    use_effect_with((), move |()| {
        let chat = chat.expect("a provider");
        assert_eq!(chat.hide(), CommandOutcome::Queued);
        assert_eq!(chat.track_event("second"), CommandOutcome::Queued);
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
async fn commands_reach_the_launcher_from_before_the_load_to_after_the_unmount() {
    let mut app = mount(CustomerlyProviderProps {
        load: LoadStrategy::manual(),
        settings: settings(),
        children: html! { <CommandsInEffect /> },
        ..props("")
    })
    .await;

    // Before the app calls `load`, `LoadStrategy::manual` does not even create the stub.
    assert_eq!(chat().status(), MessengerStatus::Idle);
    assert_eq!(page::eval("typeof customerly.load"), "\"undefined\"");
    assert_eq!(chat().load(), CommandOutcome::Sent);
    assert_eq!(chat().status(), MessengerStatus::Loading);
    assert_eq!(chat().set_attribute("plan", "free"), CommandOutcome::Queued);
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(
        calls(),
        r#"[["hide"],["event","second"],["attribute","plan","free"]]"#
    );

    // The launcher receives only the settings that are set. Typed fields take precedence over extra ones.
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
    for outcome in [
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
        assert_eq!(outcome, CommandOutcome::Sent);
    }
    assert_eq!(
        calls(),
        r#"[["open"],["close"],["show"],["hide"],["showArticle",17],["showArticle","billing","refunds"],["showBookMeeting"],["sendNewMessage","Hello"],["registerLead","ada@example.com"],["registerLead","ada@example.com",{"plan":"pro"}],["update"],["update",{"name":"Grace","app_id":"abcdef12"}]]"#
    );
    assert_eq!(page::console(), [""; 0]);

    // Changed settings send one update, equal settings none. Neither loads the chat again.
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
    assert_eq!(chat.load(), CommandOutcome::Sent);
    assert_eq!(page::eval("launcher.runs"), "1");

    // The console names values that cannot be sent, missing methods and methods that throw.
    let unserializable = BTreeMap::from([(1.5f64.to_bits(), u64::MAX)]);
    chat.update(Settings::new().attributes(unserializable));
    assert!(page::console()[0].contains("was not sent to the chat"));
    chat.update(Settings::new().attributes("a text"));
    assert!(page::console()[0].contains("must serialize to an object"));
    page::run("delete customerly.showBookMeeting");
    assert_eq!(
        chat.show_book_meeting(),
        CommandOutcome::Refused(CommandError::Unsupported)
    );
    page::run("customerly.hide = () => { throw new Error('no') }");
    assert_eq!(
        chat.hide(),
        CommandOutcome::Refused(CommandError::Threw("no".into()))
    );
    assert_eq!(
        page::console(),
        [
            "yew-customerly: showBookMeeting() did not run: this page's launcher has no such method",
            "yew-customerly: hide() did not run: the chat threw: no",
        ]
    );

    // A loaded chat cannot change its app id without a new page.
    calls();
    app.update(CustomerlyProviderProps {
        app_id: "12345678".into(),
        ..changed.clone()
    });
    page::settle().await;
    assert_eq!(calls(), r#"[["logout"]]"#);
    // Hiding the button of the session that begins with the logout fails like the `hide` before.
    let console = page::console();
    assert!(console[0].contains("hide() did not run"), "{console:?}");
    assert!(console[1].contains("another app id"), "{console:?}");
    app.update(changed);
    page::settle().await;
    assert_eq!(
        calls(),
        r#"[["update",{"user_id":42,"name":"Grace","attributes":{"plan":"pro"},"app_id":"abcdef12"}]]"#
    );

    app.destroy();
    assert_eq!(
        chat.show(),
        CommandOutcome::Sent,
        "a child may still send commands in its teardown"
    );
    assert_eq!(calls(), r#"[["show"]]"#);
}
