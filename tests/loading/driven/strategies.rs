//! Each strategy's moment.

use serde_json::{Value, json};

use super::visitor::{Visitor, visit};

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn immediately_is_when_the_provider_mounts() {
    visit(async |visitor| {
        visitor.enter("").await;
        visitor.expect_one().await;
        let asked_for_default = "load=immediately&launcher=default";
        visitor.enter(asked_for_default).await;
        visitor.expect_statuses("Idle Loading Failed").await;
        // So that what is said of others below can fail.
        let asked = visitor.run("return window.asked()").await;
        assert_eq!(asked[0][0], "https://messenger.customerly.io/launcher.js");
        assert_eq!(visitor.site.requests(), [""; 0]);
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn by_hand_is_never_by_itself() {
    visit(async |visitor| {
        for strategy in ["manual", "button"] {
            visitor.enter(&format!("load={strategy}")).await;
            for (command, parameters) in interactions() {
                visitor.input(command, parameters).await;
            }
            visitor.press("rename").await;
            visitor.leave_and_come_back().await;
            visitor.expect_nothing().await;

            visitor.press("load").await;
            visitor.expect_one().await;
            visitor.press("load").await;
            visitor.expect_one().await;
            assert_eq!(visitor.run("return launcher.settings.name").await, "Grace");
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn idle_is_when_the_page_has_nothing_else_to_do() {
    visit(async |visitor| {
        visitor.enter("load=idle&busy").await;
        visitor.expect_nothing().await;
        visitor.run("window.busy = false").await;
        visitor.expect_one().await;
        let idle_since = visitor.run("return window.idleSince").await;
        let asked_at = visitor.asked_at().await;
        assert!(idle_since.as_f64().is_some_and(|since| since < asked_at));
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn a_page_that_is_never_idle_waits_ten_seconds() {
    visit(async |visitor| {
        visitor.enter("load=idle&busy").await;
        visitor.expect_one().await;
        assert!(visitor.asked_at().await > 10_000.0);
        assert_eq!(visitor.run("return window.busy").await, true);
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn a_browser_that_knows_no_idle_time_waits_until_the_page_has_settled() {
    visit(async |visitor| {
        visitor.enter("load=idle&no-idle-callback").await;
        visitor.expect_nothing().await;
        visitor.expect_one().await;
        let loaded = "return performance.getEntriesByType('navigation')[0].loadEventEnd";
        let loaded_at = visitor.run(loaded).await.as_f64().expect("it has loaded");
        assert!(visitor.asked_at().await >= loaded_at + 1000.0);
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn a_delay_passes_first_and_stands_still_in_a_page_that_was_put_away() {
    visit(async |visitor| {
        visitor.enter("load=after&delay=1500").await;
        visitor.expect_nothing().await;
        // New settings do not make it start anew.
        visitor.press("rename").await;
        let renamed_at = visitor.run("return performance.now()").await;
        visitor.expect_one().await;
        let asked_at = visitor.asked_at().await;
        assert!(asked_at >= 1500.0, "{asked_at}");
        assert!(asked_at < renamed_at.as_f64().expect("a time") + 1500.0);

        for _ in 0..2 {
            visitor.leave_and_come_back().await;
        }
        visitor.expect_one().await;

        visitor.enter("load=after&delay=1500").await;
        for _ in 0..2 {
            visitor.leave_and_come_back().await;
        }
        visitor.expect_one().await;
        visitor.pass(1600).await;
        visitor.expect_one().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn an_interaction_is_what_only_a_visitor_does() {
    visit(async |visitor| {
        for (command, parameters) in interactions() {
            visitor.enter("load=interaction").await;
            // What scripts do, and what a page does by itself.
            let script = "
                for (const name of ['pointerdown', 'keydown', 'wheel', 'click']) {
                    document.body.dispatchEvent(new Event(name, { bubbles: true }));
                }
                document.querySelector('#rename').click();
                scrollTo(0, 300);";
            visitor.run(script).await;
            visitor
                .until("it has scrolled", "return scrollY === 300")
                .await;
            visitor.input(MOUSE, mouse("mouseMoved")).await;
            visitor.expect_nothing().await;

            visitor.input(command, parameters.clone()).await;
            visitor.expect_one().await;
            visitor.input(command, parameters).await;
            visitor.expect_one().await;
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn a_chat_button_is_noticed_when_it_comes_into_view_or_is_touched() {
    let notices = [
        "document.querySelector('#own').scrollIntoView()",
        "document.querySelector('#own').focus({ preventScroll: true })",
        "document.querySelector('#own').dispatchEvent(new Event('pointerenter'))",
    ];
    visit(async move |visitor| {
        for notice in notices {
            visitor.enter("load=button").await;
            for (command, parameters) in interactions() {
                visitor.input(command, parameters).await;
            }
            visitor.expect_nothing().await;
            visitor.run(notice).await;
            visitor.expect_one().await;
            visitor.run("scrollTo(0, 0)").await;
            visitor.run(notice).await;
            visitor.expect_one().await;
            assert_eq!(visitor.calls().await, json!([]));
        }

        // Whatever the button does, it counts for no other strategy, nor for one that is given up.
        for strategy in ["load=manual&then=manual", "load=button&then=manual"] {
            visitor.enter(strategy).await;
            visitor.press("change").await;
            for notice in notices {
                visitor.run(notice).await;
            }
            visitor.pass(100).await;
            visitor.expect_nothing().await;
            visitor.click("own").await;
            visitor.expect_one().await;
            assert_eq!(visitor.calls().await, json!([["open"]]));
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn a_page_cannot_keep_an_interaction_from_the_chat() {
    visit(async |visitor| {
        visitor.enter("load=interaction").await;
        let script = "document.documentElement.addEventListener(
            'pointerdown', (event) => event.stopImmediatePropagation(), { capture: true })";
        visitor.run(script).await;
        visitor.input(MOUSE, mouse("mousePressed")).await;
        visitor.expect_one().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn a_provider_that_is_gone_or_changed_its_mind_waits_for_nothing() {
    visit(async |visitor| {
        for away in ["mount", "change"] {
            visitor.enter("load=interaction&then=manual").await;
            visitor.press(away).await;
            for (command, parameters) in interactions() {
                visitor.input(command, parameters).await;
            }
            visitor.expect_nothing_asked().await;

            visitor.enter("load=after&delay=3000&then=manual").await;
            visitor.press(away).await;
            visitor.pass(3100).await;
            visitor.expect_nothing_asked().await;

            visitor.enter("load=idle&busy&then=manual").await;
            visitor.press(away).await;
            visitor.run("window.busy = false").await;
            visitor
                .until("it was idle", "return 'idleSince' in window")
                .await;
            visitor.pass_idle().await;
            visitor.expect_nothing_asked().await;
        }

        // The other way round.
        visitor.enter("load=manual&then=immediately").await;
        visitor.expect_nothing().await;
        visitor.press("change").await;
        visitor.expect_one().await;
    })
    .await;
}

const MOUSE: &str = "Input.dispatchMouseEvent";

fn mouse(kind: &str) -> Value {
    json!({ "type": kind, "x": 700, "y": 400, "button": "left", "clickCount": 1 })
}

/// What a visitor may do first.
fn interactions() -> [(&'static str, Value); 4] {
    let wheel = json!({ "type": "mouseWheel", "x": 700, "y": 400, "deltaX": 0, "deltaY": 50 });
    let touch = json!({ "type": "touchStart", "touchPoints": [{ "x": 700, "y": 400 }] });
    [
        (MOUSE, mouse("mousePressed")),
        (MOUSE, wheel),
        (
            "Input.dispatchKeyEvent",
            json!({ "type": "keyDown", "key": "a" }),
        ),
        ("Input.dispatchTouchEvent", touch),
    ]
}

impl Visitor {
    /// Until the browser has called everybody who waits for idle time.
    async fn pass_idle(&self) {
        let passed = "return new Promise((done) => requestIdleCallback(() => done(true)))";
        assert_eq!(self.run(passed).await, true);
    }
}
