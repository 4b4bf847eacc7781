//! Events of the app's own, and what the app sees of every push.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::gtm::{self, AppEvent, DataLayer, Push, PushError};
use yew_customerly::{CustomerlyProviderProps, LoadStrategy};

use crate::support::{chat, mount, page, props};

/// A data layer that records its pushes.
fn recorded() -> (DataLayer, Rc<RefCell<Vec<Push>>>) {
    let pushes = Rc::new(RefCell::new(Vec::new()));
    let data_layer = DataLayer::builder()
        .parameter("plan", |_| Some("pro".into()))
        .on_push({
            let pushes = pushes.clone();
            move |push| pushes.borrow_mut().push(push.clone())
        });
    (data_layer.build().expect("valid names"), pushes)
}

fn signup() -> AppEvent {
    AppEvent::new("signup")
}

#[wasm_bindgen_test]
async fn an_event_of_the_app_is_treated_like_one_of_the_chat() {
    let (data_layer, pushes) = recorded();
    let app = mount(CustomerlyProviderProps {
        data_layer,
        load: LoadStrategy::manual(),
        ..props("")
    })
    .await;
    page::run(
        "document.title = 'Sign up';
         window.dataLayer = [];
         dataLayer.push = (message) => {
             message['gtm.uniqueEventId'] = 7;
             return Array.prototype.push.call(dataLayer, message);
         }",
    );
    let event = signup()
        .parameter("signup_note", "call ada@example.com or +49 151 23456789")
        .parameter("signup_text", "é".repeat(120))
        .parameter("signup_seats", 3.0)
        .parameter("value", 9.5)
        .parameter("currency", "EUR")
        .with_page();
    assert_eq!(chat().push(&event), Ok(()));
    // Keys that this event does not have must not keep the values of the event before.
    assert_eq!(
        chat().push(&signup().parameter("signup_paid", true)),
        Ok(())
    );
    assert_eq!(
        page::eval(
            "dataLayer.map((m) => [m.event, m.signup_note, m.signup_text?.length, m.signup_seats, m.value,
             m.currency, m.signup_paid, m.customerly_page_title, m.plan])"
        ),
        r#"[["signup","call (redacted) or (redacted)",100,3,9.5,"EUR","(undefined)","Sign up","(undefined)"],["signup","(undefined)","(undefined)","(undefined)","(undefined)","(undefined)",true,"(undefined)","(undefined)"]]"#
    );
    let has_all =
        "['signup_note', 'value', 'plan', 'customerly_page_title', 'customerly_survey_id']
        .every((key) => key in dataLayer[1])";
    assert_eq!(page::eval(has_all), "true");
    assert_eq!(
        page::eval("dataLayer.length > 1 && dataLayer[0] !== dataLayer[1]"),
        "true"
    );

    let pushes = pushes.take();
    assert_eq!(pushes.len(), 2);
    assert_eq!(pushes[0].get("signup_seats"), Some(&3.0.into()));
    assert_eq!(
        format!("{:?}", pushes[1]),
        r#"signup {"signup_paid": true}"#
    );
    app.destroy();
}

#[wasm_bindgen_test]
async fn the_app_sees_what_was_pushed_of_the_chats_events() {
    let (data_layer, pushes) = recorded();
    let app = mount(CustomerlyProviderProps {
        data_layer,
        ..props("")
    })
    .await;
    page::until(|| chat().status() == yew_customerly::MessengerStatus::Ready).await;
    page::run("document.title = 'Prices'");
    pushes.take();
    page::fire("'onLeadGenerated', 'ada@example.com'");
    let seen = format!("{:?}", pushes.take());
    assert!(seen.starts_with("[customerly_lead_generated {\"customerly_page_location\": \"http"));
    for value in [
        r#""customerly_page_title": "Prices", "customerly_page_referrer": """#,
        r#""customerly_lead_email_given": true"#,
        r#""plan": "pro""#,
    ] {
        assert!(seen.contains(value), "{seen}");
    }
    assert!(!seen.contains("ada"));
    // What the data layer does not accept was not pushed.
    page::run("dataLayer.push = () => { throw new Error('full') }");
    page::fire("'onChatOpened'");
    assert_eq!(pushes.take().len(), 0);
    assert_eq!(
        chat().push(&signup()),
        Err(PushError::DataLayer {
            reason: "its push threw: full".to_owned()
        })
    );
    assert_eq!(page::console().len(), 1, "the chat's event");
    page::run("delete dataLayer.push");
    app.destroy();
}

#[wasm_bindgen_test]
async fn an_event_that_cannot_be_pushed_says_why() {
    let off = DataLayer::off();
    assert_eq!(gtm::push(&off, &signup()), Err(PushError::Off));
    page::run("window.dataLayer = []");
    let named = DataLayer::builder().named("otherLayer").build();
    let named = named.expect("a valid name");
    assert_eq!(gtm::push(&named, &signup()), Ok(()));
    assert_eq!(page::eval("[otherLayer.length, dataLayer.length]"), "[1,0]");
    for wrong in [
        AppEvent::new("page_view"),
        signup().parameter("currency", "EUR"),
    ] {
        let error = gtm::push(&named, &wrong).expect_err("a wrong event");
        assert!(!error.to_string().is_empty());
    }
    assert_eq!(page::eval("otherLayer.length"), "1");
}
