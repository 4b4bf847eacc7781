//! Commands that wait for the chat, on a machine that its next visitor uses before the chat has loaded.

use std::time::Duration;

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{CommandError, CommandOutcome, CustomerlyProviderProps};

use super::{calls, did_not_run, record, visitor};
use crate::support::{chat, mount, page};

const PERSONAL: [&str; 3] = ["attribute", "registerLead", "event"];

fn say_all() {
    let chat = chat();
    for outcome in [
        chat.set_attribute("diagnosis", "private"),
        chat.register_lead("ada@example.com"),
        chat.track_event("test ordered"),
        chat.hide(),
    ] {
        assert_eq!(outcome, CommandOutcome::Queued);
    }
}

#[wasm_bindgen_test]
async fn nothing_that_a_visitor_said_reaches_the_next_one() {
    let error = CommandError::Outdated;
    let long = Duration::from_secs(600);
    let without_consent = |id| CustomerlyProviderProps {
        consent: false,
        ..visitor(id)
    };
    // The browser is never idle.
    page::run("window.requestIdleCallback = () => 1");
    let strategies = [
        LoadStrategy::when_idle(),
        LoadStrategy::manual(),
        LoadStrategy::after(long),
        LoadStrategy::on_interaction(),
        LoadStrategy::on_chat_button(),
    ];
    let waiting = strategies.map(|load| {
        move |id| CustomerlyProviderProps {
            load: load.clone(),
            ..visitor(id)
        }
    });
    let mut ways: Vec<Box<dyn Fn(Option<u32>) -> CustomerlyProviderProps>> = Vec::new();
    ways.push(Box::new(without_consent));
    ways.extend(waiting.map(|way| Box::new(way) as Box<dyn Fn(_) -> _>));

    for props_of in ways {
        let mut app = mount(props_of(Some(1))).await;
        say_all();
        // The logout of a chat that has not loaded empties the queue, and nothing is sent later.
        assert_eq!(chat().logout(), CommandOutcome::Sent);
        assert_eq!(page::console(), did_not_run(&PERSONAL, &error));
        app.update(props_of(None));
        page::settle().await;
        app.update(props_of(Some(1)));
        page::settle().await;
        say_all();
        app.update(props_of(None));
        page::settle().await;
        assert_eq!(page::console(), did_not_run(&PERSONAL, &error));
        // An anonymous visitor who logs in is the same visitor.
        chat().track_event("of the anonymous visitor");
        app.update(props_of(Some(2)));
        page::settle().await;
        assert_eq!(page::console(), [""; 0]);
        app.update(props_of(None));
        page::settle().await;
        assert_eq!(page::console(), did_not_run(&["event"], &error));
        assert_eq!(
            page::eval("window.customerly?.loaded || 'not loaded'"),
            "\"not loaded\""
        );
        app.destroy();
    }

    let app = mount(visitor(Some(2))).await;
    chat().track_event("of the second");
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(page::eval("launcher.settings.user_id"), "2");
    // What says nothing of a visitor stays: one `hide` of each round and of each visitor in it.
    let calls = calls();
    assert_eq!(
        calls.replace(r#"["hide"],"#, ""),
        r#"[["event","of the second"]]"#
    );
    assert_eq!(calls.matches("hide").count(), 12);
    assert!(chat().is_user_loaded());
    record(
        60,
        "visitors change before the chat loads, under every load strategy",
    );
    app.destroy();
}
