//! Changes of the user in the provider's settings: the launcher receives as few calls as possible.

use std::collections::{BTreeMap, HashMap};

use crate::support::{Recorded, chat, mount_ready, page, props};
use serde::Serialize;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::prelude::*;
use yew_customerly::{CommandOutcome, Company, CustomerlyProviderProps};

/// Mounts a provider without a user. The tests of this file share one chat.
async fn start() -> AppHandle<Recorded> {
    let mut app = mount_ready("").await;
    set(&mut app, Settings::new()).await;
    app
}

/// Updates the provider's settings and returns the calls that the launcher receives.
async fn set(app: &mut AppHandle<Recorded>, settings: Settings) -> String {
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
        set(&mut app, Settings::new()).await,
        "[]",
        "no user before and after"
    );

    assert_eq!(set(&mut app, ada()).await, format!("[{ADA}]"), "login");
    assert_eq!(set(&mut app, ada()).await, "[]", "same user");

    assert_eq!(
        set(&mut app, ada().name("Ada Lovelace")).await,
        r#"[["update",{"name":"Ada Lovelace","app_id":"abcdef12"}]]"#,
        "profile change"
    );
    let richer = BTreeMap::from([("plan", "team"), ("role", "owner")]);
    assert_eq!(
        set(&mut app, ada().name("Ada Lovelace").attributes(richer)).await,
        r#"[["update",{"attributes":{"plan":"team","role":"owner"},"app_id":"abcdef12"}]]"#
    );

    assert_eq!(
        set(&mut app, grace()).await,
        format!(r#"[["logout"],{GRACE}]"#),
        "other user"
    );
    assert_eq!(
        set(&mut app, Settings::new()).await,
        r#"[["logout"]]"#,
        "logout"
    );
    assert_eq!(set(&mut app, Settings::new()).await, "[]");
    assert_eq!(
        set(&mut app, grace()).await,
        format!("[{GRACE}]"),
        "login again"
    );
    assert_eq!(page::eval("launcher.runs"), "1", "never a second load");
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}

#[wasm_bindgen_test]
async fn an_email_and_its_hash_are_sent_together() {
    let mut app = start().await;
    set(&mut app, ada()).await;
    // The id stays the same, so there is no logout.
    assert_eq!(
        set(&mut app, ada().email("ada@example.org").email_hash("a2")).await,
        r#"[["update",{"email":"ada@example.org","email_hash":"a2","app_id":"abcdef12"}]]"#
    );
    assert_eq!(
        set(&mut app, ada().email("ada@example.org").email_hash("a3")).await,
        r#"[["update",{"email_hash":"a3","app_id":"abcdef12","email":"ada@example.org"}]]"#
    );
    assert_eq!(
        set(&mut app, ada().email("ada@example.net").email_hash("a3")).await,
        r#"[["update",{"email":"ada@example.net","app_id":"abcdef12","email_hash":"a3"}]]"#
    );
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_user_without_an_id_is_identified_by_the_email() {
    let mut app = start().await;
    let by_email = |email: &'static str| Settings::new().email(email);
    assert_eq!(
        set(&mut app, by_email("ada@example.com")).await,
        r#"[["update",{"email":"ada@example.com","app_id":"abcdef12"}]]"#
    );
    // Adding or removing the id does not change the user while the email stays the same.
    assert_eq!(
        set(&mut app, by_email("ada@example.com").user_id(1)).await,
        r#"[["update",{"user_id":1,"app_id":"abcdef12"}]]"#
    );
    assert_eq!(set(&mut app, by_email("ada@example.com")).await, "[]");
    assert_eq!(
        set(&mut app, by_email("grace@example.com")).await,
        r#"[["logout"],["update",{"email":"grace@example.com","app_id":"abcdef12"}]]"#
    );
    // Neither the id nor the email is shared with the previous user.
    assert_eq!(
        set(&mut app, Settings::new().user_id(2)).await,
        r#"[["logout"],["update",{"user_id":2,"app_id":"abcdef12"}]]"#
    );
    // A number and its text are one id, and so are addresses that differ in case.
    assert_eq!(
        set(&mut app, Settings::new().user_id("2")).await,
        r#"[["update",{"user_id":"2","app_id":"abcdef12"}]]"#
    );
    set(&mut app, Settings::new()).await;
    set(&mut app, by_email("ada@example.com")).await;
    assert_eq!(
        set(&mut app, by_email(" Ada@Example.com ")).await,
        r#"[["update",{"email":" Ada@Example.com ","app_id":"abcdef12"}]]"#
    );
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_removed_setting_stays_in_the_chat_until_a_logout() {
    let mut app = start().await;
    set(&mut app, ada().accent_color("#0f766e").visible(false)).await;
    assert_eq!(set(&mut app, ada()).await, "[]", "Customerly cannot unset");
    assert_eq!(
        set(&mut app, ada().accent_color("#0f766e")).await,
        "[]",
        "the chat still has the color"
    );
    // A logout starts a new session, which receives all settings.
    assert_eq!(
        set(&mut app, Settings::new().accent_color("#0f766e")).await,
        r##"[["logout"],["update",{"accentColor":"#0f766e","app_id":"abcdef12"}]]"##
    );
    app.destroy();
}

#[wasm_bindgen_test]
async fn equal_settings_send_nothing() {
    #[derive(Serialize)]
    struct Nested {
        list: Vec<u8>,
        inner: BTreeMap<&'static str, bool>,
    }
    let settings = || {
        // Each `HashMap` iterates in its own order.
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
    assert_ne!(set(&mut app, settings()).await, "[]");
    for _ in 0..5 {
        assert_eq!(set(&mut app, settings()).await, "[]");
    }
    // A text and a number that print alike are different values.
    let quoted = |value: &'static str| ada().attributes(BTreeMap::from([("value", value)]));
    set(&mut app, quoted("1")).await;
    assert_eq!(
        set(&mut app, ada().attributes(BTreeMap::from([("value", 1)]))).await,
        r#"[["update",{"attributes":{"value":1},"app_id":"abcdef12"}]]"#
    );
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}

#[wasm_bindgen_test]
async fn updates_by_command_do_not_affect_updates_by_the_provider() {
    let mut app = start().await;
    set(&mut app, ada()).await;
    assert_eq!(
        chat().update(Settings::new().name("Countess")),
        CommandOutcome::Sent
    );
    assert_eq!(chat().update(Settings::new()), CommandOutcome::Sent);
    page::run("launcher.calls.length = 0");
    assert_eq!(set(&mut app, ada()).await, "[]");
    assert_eq!(
        set(&mut app, ada().name("Ada Lovelace")).await,
        r#"[["update",{"name":"Ada Lovelace","app_id":"abcdef12"}]]"#
    );
    // A launcher that changes the settings object it receives changes only its own copy.
    page::run(
        "launcher.update = customerly.update;
         customerly.update = (settings) => { launcher.update(structuredClone(settings)); \
             settings.attributes.plan = 'broken'; };",
    );
    set(&mut app, grace()).await;
    assert_eq!(set(&mut app, grace()).await, "[]");
    page::run("customerly.update = launcher.update");
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_new_provider_continues_with_the_user_of_the_last_one() {
    let mut app = start().await;
    set(&mut app, ada()).await;
    app.destroy();
    let mut app = mount_ready("").await;
    assert_eq!(
        page::eval("launcher.calls.splice(0)"),
        r#"[["logout"]]"#,
        "its settings contain no user"
    );
    set(&mut app, ada()).await;
    app.destroy();
    let app = crate::support::mount(CustomerlyProviderProps {
        settings: ada(),
        ..props("")
    })
    .await;
    assert_eq!(page::eval("launcher.calls.splice(0)"), "[]");
    app.destroy();
}

#[wasm_bindgen_test]
async fn without_consent_nothing_about_the_user_is_sent() {
    let mut app = start().await;
    set(&mut app, ada()).await;
    assert!(chat().is_user_loaded());
    app.update(CustomerlyProviderProps {
        settings: grace(),
        consent: false,
        ..props("")
    });
    page::settle().await;
    assert_eq!(page::eval("launcher.calls.splice(0)"), r#"[["logout"]]"#);
    assert!(!chat().is_user_loaded());
    assert_eq!(
        set(&mut app, grace()).await,
        format!("[{GRACE}]"),
        "consent is granted again"
    );
    app.destroy();
}

#[component]
fn Greeting() -> Html {
    let loaded = use_user_loaded();
    html! { <p id="loaded">{ loaded }</p> }
}

#[wasm_bindgen_test]
async fn use_user_loaded_follows_the_user() {
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
async fn a_chat_that_refuses_one_user_accepts_another() {
    let mut app = start().await;
    set(&mut app, ada()).await;
    page::fire("'onMessengerLoadFailed', { status: 401, message: 'no proof' }");
    page::settle().await;
    assert!(matches!(
        chat().status(),
        MessengerStatus::Failed(LoadError::Refused { .. })
    ));
    assert!(!chat().is_user_loaded());
    page::console();
    assert_eq!(
        set(&mut app, ada()).await,
        "[]",
        "the chat would refuse the same settings again"
    );

    // It is unknown which settings a refusing chat keeps, so it receives all of them.
    let other_hash = ADA.replace("a1", "a2");
    assert_eq!(
        set(&mut app, ada().email_hash("a2")).await,
        format!("[{other_hash}]")
    );
    assert_eq!(
        set(&mut app, grace()).await,
        format!(r#"[["logout"],{GRACE}]"#)
    );
    page::fire("'onMessengerInitialized'");
    page::settle().await;
    assert_eq!(chat().status(), MessengerStatus::Ready);
    assert!(chat().is_user_loaded());
    assert_eq!(set(&mut app, grace()).await, "[]");
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}

#[wasm_bindgen_test]
async fn an_empty_id_or_address_names_nobody() {
    let mut app = start().await;
    set(&mut app, Settings::new().visible(true)).await;
    let empty = Settings::new().visible(true).user_id("").email("");
    assert_eq!(set(&mut app, empty.clone()).await, "[]");
    assert!(!chat().is_user_loaded());
    // So does one among the fields that this crate does not know.
    let extra = empty.extra(BTreeMap::from([("user_id", "")]));
    set(&mut app, extra).await;
    assert!(!chat().is_user_loaded());
    assert_eq!(
        set(&mut app, ada()).await,
        format!("[{ADA}]"),
        "nobody is logged out"
    );
    assert_eq!(
        set(&mut app, ada().user_id("").email("")).await,
        r#"[["logout"],["update",{"email_hash":"a1","name":"Ada","attributes":{"plan":"pro"},"app_id":"abcdef12"}]]"#
    );
    app.destroy();
}
