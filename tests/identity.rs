//! Who is logged in: the settings of the provider change, and the launcher sees the fewest calls.
#![cfg(target_family = "wasm")]

mod support;

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use support::{Recorded, chat, mount_ready, page, props};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{Company, CustomerlyProviderProps, Delivery};

wasm_bindgen_test_configure!(run_in_browser);

/// A chat without a user. The tests of this file share one.
async fn start() -> AppHandle<Recorded> {
    let mut app = mount_ready("").await;
    give(&mut app, Settings::new()).await;
    app
}

/// Gives the provider these settings; what the launcher was called with then.
async fn give(app: &mut AppHandle<Recorded>, settings: Settings) -> String {
    app.update(CustomerlyProviderProps {
        settings,
        ..props("")
    });
    page::settle().await;
    page::eval("launcher.calls.splice(0)")
}

fn ada() -> Settings {
    Settings::new()
        .user_id(1)
        .email("ada@example.com")
        .email_hash("a1")
        .name("Ada")
        .attributes(BTreeMap::from([("plan", "pro")]))
}

fn grace() -> Settings {
    Settings::new()
        .user_id(2)
        .email("grace@example.com")
        .email_hash("b2")
        .attributes(BTreeMap::from([("plan", "pro")]))
}

const ADA: &str = r#"["update",{"user_id":1,"email":"ada@example.com","email_hash":"a1","name":"Ada","attributes":{"plan":"pro"},"app_id":"abcdef12"}]"#;
const GRACE: &str = r#"["update",{"user_id":2,"email":"grace@example.com","email_hash":"b2","attributes":{"plan":"pro"},"app_id":"abcdef12"}]"#;

#[wasm_bindgen_test]
async fn login_profile_change_logout_other_user_same_user() {
    let mut app = start().await;
    assert_eq!(
        give(&mut app, Settings::new()).await,
        "[]",
        "nobody is nobody"
    );

    assert_eq!(give(&mut app, ada()).await, format!("[{ADA}]"), "login");
    assert_eq!(give(&mut app, ada()).await, "[]", "same user");

    assert_eq!(
        give(&mut app, ada().name("Ada Lovelace")).await,
        r#"[["update",{"name":"Ada Lovelace","app_id":"abcdef12"}]]"#,
        "profile change"
    );
    let richer = BTreeMap::from([("plan", "team"), ("role", "owner")]);
    assert_eq!(
        give(&mut app, ada().name("Ada Lovelace").attributes(richer)).await,
        r#"[["update",{"attributes":{"plan":"team","role":"owner"},"app_id":"abcdef12"}]]"#
    );

    assert_eq!(
        give(&mut app, grace()).await,
        format!(r#"[["logout"],{GRACE}]"#),
        "other user"
    );
    assert_eq!(
        give(&mut app, Settings::new()).await,
        r#"[["logout"]]"#,
        "logout"
    );
    assert_eq!(give(&mut app, Settings::new()).await, "[]");
    assert_eq!(give(&mut app, grace()).await, format!("[{GRACE}]"), "back");
    assert_eq!(page::eval("launcher.runs"), "1", "never a second load");
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}

#[wasm_bindgen_test]
async fn an_address_goes_with_its_proof() {
    let mut app = start().await;
    give(&mut app, ada()).await;
    // The same user by id, so nobody is logged out.
    assert_eq!(
        give(&mut app, ada().email("ada@example.org").email_hash("a2")).await,
        r#"[["update",{"email":"ada@example.org","email_hash":"a2","app_id":"abcdef12"}]]"#
    );
    assert_eq!(
        give(&mut app, ada().email("ada@example.org").email_hash("a3")).await,
        r#"[["update",{"email_hash":"a3","app_id":"abcdef12","email":"ada@example.org"}]]"#
    );
    assert_eq!(
        give(&mut app, ada().email("ada@example.net").email_hash("a3")).await,
        r#"[["update",{"email":"ada@example.net","app_id":"abcdef12","email_hash":"a3"}]]"#
    );
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_user_without_an_id_is_named_by_the_address() {
    let mut app = start().await;
    let by_address = |address: &'static str| Settings::new().email(address);
    assert_eq!(
        give(&mut app, by_address("ada@example.com")).await,
        r#"[["update",{"email":"ada@example.com","app_id":"abcdef12"}]]"#
    );
    // Who gets an id stays the same user, and so does who shows none any more.
    assert_eq!(
        give(&mut app, by_address("ada@example.com").user_id(1)).await,
        r#"[["update",{"user_id":1,"app_id":"abcdef12"}]]"#
    );
    assert_eq!(give(&mut app, by_address("ada@example.com")).await, "[]");
    assert_eq!(
        give(&mut app, by_address("grace@example.com")).await,
        r#"[["logout"],["update",{"email":"grace@example.com","app_id":"abcdef12"}]]"#
    );
    // Nothing in common.
    assert_eq!(
        give(&mut app, Settings::new().user_id(2)).await,
        r#"[["logout"],["update",{"user_id":2,"app_id":"abcdef12"}]]"#
    );
    // As JavaScript sees it, a number is not the text of it.
    assert_eq!(
        give(&mut app, Settings::new().user_id("2")).await,
        r#"[["logout"],["update",{"user_id":"2","app_id":"abcdef12"}]]"#
    );
    app.destroy();
}

#[wasm_bindgen_test]
async fn what_disappears_stays_in_the_chat_until_somebody_leaves() {
    let mut app = start().await;
    give(&mut app, ada().accent_color("#0f766e").visible(false)).await;
    assert_eq!(give(&mut app, ada()).await, "[]", "Customerly cannot unset");
    assert_eq!(
        give(&mut app, ada().accent_color("#0f766e")).await,
        "[]",
        "the chat has it still"
    );
    // To the session after a logout all of it is new.
    assert_eq!(
        give(&mut app, Settings::new().accent_color("#0f766e")).await,
        r##"[["logout"],["update",{"accentColor":"#0f766e","app_id":"abcdef12"}]]"##
    );
    app.destroy();
}

#[wasm_bindgen_test]
async fn settings_of_the_same_content_do_nothing() {
    #[derive(Serialize)]
    struct Nested {
        list: Vec<u8>,
        inner: BTreeMap<&'static str, bool>,
    }
    let settings = || {
        // Each such map has its own order.
        let attributes: HashMap<String, u32> = (0..50)
            .map(|number| (format!("key{number}"), number))
            .collect();
        let company: HashMap<&str, &str> =
            [("city", "Paris"), ("trade", "lamps"), ("size", "12")].into();
        ada()
            .attributes(attributes)
            .company(Company::new("acme").attributes(company))
            .extra(Nested {
                list: vec![1, 2],
                inner: [("a", true)].into(),
            })
    };
    let mut app = start().await;
    assert_ne!(give(&mut app, settings()).await, "[]");
    for _ in 0..5 {
        assert_eq!(give(&mut app, settings()).await, "[]");
    }
    // Texts that only look like the same.
    let quoted = |value: &'static str| ada().attributes(BTreeMap::from([("value", value)]));
    give(&mut app, quoted("1")).await;
    assert_eq!(
        give(&mut app, ada().attributes(BTreeMap::from([("value", 1)]))).await,
        r#"[["update",{"attributes":{"value":1},"app_id":"abcdef12"}]]"#
    );
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}

#[wasm_bindgen_test]
async fn what_is_done_by_hand_confuses_nothing() {
    let mut app = start().await;
    give(&mut app, ada()).await;
    assert_eq!(
        chat().update(Settings::new().name("Countess")),
        Delivery::Sent
    );
    assert_eq!(chat().update(Settings::new()), Delivery::Sent);
    page::run("launcher.calls.length = 0");
    assert_eq!(give(&mut app, ada()).await, "[]");
    assert_eq!(
        give(&mut app, ada().name("Ada Lovelace")).await,
        r#"[["update",{"name":"Ada Lovelace","app_id":"abcdef12"}]]"#
    );
    // A launcher that changes what it was given changes its own copy.
    page::run(
        "launcher.update = customerly.update;
         customerly.update = (settings) => { launcher.update(structuredClone(settings)); \
             settings.attributes.plan = 'broken'; };",
    );
    give(&mut app, grace()).await;
    assert_eq!(give(&mut app, grace()).await, "[]");
    page::run("customerly.update = launcher.update");
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_provider_that_mounts_anew_goes_on_where_the_last_one_was() {
    let mut app = start().await;
    give(&mut app, ada()).await;
    app.destroy();
    let mut app = mount_ready("").await;
    assert_eq!(
        page::eval("launcher.calls.splice(0)"),
        r#"[["logout"]]"#,
        "its settings name nobody"
    );
    give(&mut app, ada()).await;
    app.destroy();
    let app = support::mount(CustomerlyProviderProps {
        settings: ada(),
        ..props("")
    })
    .await;
    assert_eq!(page::eval("launcher.calls.splice(0)"), "[]");
    app.destroy();
}

#[wasm_bindgen_test]
async fn without_consent_nothing_about_the_user_leaves() {
    let mut app = start().await;
    give(&mut app, ada()).await;
    assert!(chat().is_user_loaded());
    app.update(CustomerlyProviderProps {
        settings: grace(),
        consent: false,
        ..props("")
    });
    page::settle().await;
    assert_eq!(page::eval("launcher.calls"), "[]");
    assert!(!chat().is_user_loaded());
    assert_eq!(
        give(&mut app, grace()).await,
        format!(r#"[["logout"],{GRACE}]"#),
        "consent came back"
    );
    app.destroy();
}

#[component]
fn Greeting() -> Html {
    let loaded = use_user_loaded();
    html! { <p id="loaded">{ loaded }</p> }
}

#[wasm_bindgen_test]
async fn a_component_knows_whether_the_user_is_loaded() {
    let settings = |settings: Settings| CustomerlyProviderProps {
        settings,
        children: html! { <Greeting /> },
        ..props("")
    };
    let mut app = start().await;
    let shown = || page::eval("document.getElementById('loaded').textContent");
    for (user, loaded) in [
        (Settings::new().name("Nobody"), false),
        (ada(), true),
        (ada().name("Ada Lovelace"), true),
        (grace(), true),
        (Settings::new(), false),
        (Settings::new().email("ada@example.com"), true),
    ] {
        app.update(settings(user));
        page::settle().await;
        assert_eq!(shown(), format!("\"{loaded}\""));
        assert_eq!(chat().is_user_loaded(), loaded);
    }
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_chat_that_refused_one_user_may_welcome_another() {
    let mut app = start().await;
    give(&mut app, ada()).await;
    page::fire("'onMessengerLoadFailed', { status: 401, message: 'no proof' }");
    page::settle().await;
    assert!(matches!(
        chat().status(),
        MessengerStatus::Failed(LoadError::Refused { .. })
    ));
    assert!(!chat().is_user_loaded());
    page::console();
    assert_eq!(
        give(&mut app, ada()).await,
        "[]",
        "the same would be refused again"
    );

    // What such a chat has kept, nobody knows, so it gets everything.
    let proven = ADA.replace("a1", "a2");
    assert_eq!(
        give(&mut app, ada().email_hash("a2")).await,
        format!("[{proven}]")
    );
    assert_eq!(
        give(&mut app, grace()).await,
        format!(r#"[["logout"],{GRACE}]"#)
    );
    page::fire("'onMessengerInitialized'");
    page::settle().await;
    assert_eq!(chat().status(), MessengerStatus::Ready);
    assert!(chat().is_user_loaded());
    assert_eq!(give(&mut app, grace()).await, "[]");
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
