//! When each load strategy triggers.

use serde_json::{Value, json};

use super::visitor::{Visitor, visit};

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn immediately_loads_when_the_provider_mounts() {
    visit(async |visitor| {
        visitor.open_page("").await;
        visitor.expect_loaded_once().await;
        let default_launcher = "load=immediately&launcher=default";
        visitor.open_page(default_launcher).await;
        visitor.expect_statuses("Idle Loading Failed").await;
        // A control: the tests below can detect requests to other origins.
        let requested = visitor.run("return window.requests()").await;
        assert_eq!(
            requested[0][0],
            "https://messenger.customerly.io/launcher.js"
        );
        assert_eq!(visitor.site.requests(), [""; 0]);
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn manual_and_chat_button_do_not_load_without_a_trigger() {
    visit(async |visitor| {
        for strategy in ["manual", "button"] {
            visitor.open_page(&format!("load={strategy}")).await;
            for (command, parameters) in interactions() {
                visitor.input(command, parameters).await;
            }
            visitor.press("rename").await;
            visitor.leave_and_come_back().await;
            visitor.expect_not_requested().await;

            visitor.press("load").await;
            visitor.expect_loaded_once().await;
            visitor.press("load").await;
            visitor.expect_loaded_once().await;
            assert_eq!(visitor.run("return launcher.settings.name").await, "Grace");
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn when_idle_loads_once_the_page_is_idle() {
    visit(async |visitor| {
        visitor.open_page("load=idle&busy").await;
        visitor.expect_not_requested().await;
        visitor.run("window.busy = false").await;
        visitor.expect_loaded_once().await;
        let idle_since = visitor.run("return window.idleSince").await;
        let requested_at = visitor.requested_at().await;
        assert!(
            idle_since
                .as_f64()
                .is_some_and(|since| since < requested_at)
        );
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn when_idle_loads_after_ten_seconds_on_a_busy_page() {
    visit(async |visitor| {
        visitor.open_page("load=idle&busy").await;
        visitor.expect_loaded_once().await;
        assert!(visitor.requested_at().await > 10_000.0);
        assert_eq!(visitor.run("return window.busy").await, true);
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn without_request_idle_callback_when_idle_loads_one_second_after_the_load_event() {
    visit(async |visitor| {
        visitor.open_page("load=idle&no-idle-callback").await;
        visitor.expect_not_requested().await;
        visitor.expect_loaded_once().await;
        let loaded = "return performance.getEntriesByType('navigation')[0].loadEventEnd";
        let loaded_at = visitor
            .run(loaded)
            .await
            .as_f64()
            .expect("the page has loaded");
        assert!(visitor.requested_at().await >= loaded_at + 1000.0);
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn after_loads_when_its_delay_has_passed_also_on_a_restored_page() {
    visit(async |visitor| {
        visitor.open_page("load=after&delay=1500").await;
        visitor.expect_not_requested().await;
        // New settings do not restart the delay.
        visitor.press("rename").await;
        let renamed_at = visitor.run("return performance.now()").await;
        visitor.expect_loaded_once().await;
        let requested_at = visitor.requested_at().await;
        assert!(requested_at >= 1500.0, "{requested_at}");
        assert!(requested_at < renamed_at.as_f64().expect("the script returns a time") + 1500.0);

        for _ in 0..2 {
            visitor.leave_and_come_back().await;
        }
        visitor.expect_loaded_once().await;

        visitor.open_page("load=after&delay=1500").await;
        for _ in 0..2 {
            visitor.leave_and_come_back().await;
        }
        visitor.expect_loaded_once().await;
        visitor.pass(1600).await;
        visitor.expect_loaded_once().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn on_interaction_loads_at_trusted_input_only() {
    visit(async |visitor| {
        for (command, parameters) in interactions() {
            visitor.open_page("load=interaction").await;
            // Synthetic events and scrolling by script do not count.
            let script = "
                for (const name of ['pointerdown', 'keydown', 'wheel', 'click']) {
                    document.body.dispatchEvent(new Event(name, { bubbles: true }));
                }
                document.querySelector('#rename').click();
                scrollTo(0, 300);";
            visitor.run(script).await;
            visitor
                .until("the page has scrolled", "return scrollY === 300")
                .await;
            visitor.input(MOUSE, mouse("mouseMoved")).await;
            visitor.expect_not_requested().await;

            visitor.input(command, parameters.clone()).await;
            visitor.expect_loaded_once().await;
            visitor.input(command, parameters).await;
            visitor.expect_loaded_once().await;
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn on_chat_button_loads_when_the_button_is_in_view_focused_or_hovered() {
    let triggers = [
        "document.querySelector('#own').scrollIntoView()",
        "document.querySelector('#own').focus({ preventScroll: true })",
        "document.querySelector('#own').dispatchEvent(new Event('pointerenter'))",
    ];
    visit(async move |visitor| {
        for trigger in triggers {
            visitor.open_page("load=button").await;
            for (command, parameters) in interactions() {
                visitor.input(command, parameters).await;
            }
            visitor.expect_not_requested().await;
            visitor.run(trigger).await;
            visitor.expect_loaded_once().await;
            visitor.run("scrollTo(0, 0)").await;
            visitor.run(trigger).await;
            visitor.expect_loaded_once().await;
            assert_eq!(visitor.calls().await, json!([]));
        }

        // The button triggers no other strategy, and none after the strategy has changed.
        for strategy in ["load=manual&then=manual", "load=button&then=manual"] {
            visitor.open_page(strategy).await;
            visitor.press("change").await;
            for trigger in triggers {
                visitor.run(trigger).await;
            }
            visitor.pass(100).await;
            visitor.expect_not_requested().await;
            visitor.click("own").await;
            visitor.expect_loaded_once().await;
            assert_eq!(visitor.calls().await, json!([["open"]]));
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn on_interaction_loads_even_if_the_page_stops_the_event() {
    visit(async |visitor| {
        visitor.open_page("load=interaction").await;
        let script = "document.documentElement.addEventListener(
            'pointerdown', (event) => event.stopImmediatePropagation(), { capture: true })";
        visitor.run(script).await;
        visitor.input(MOUSE, mouse("mousePressed")).await;
        visitor.expect_loaded_once().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn an_unmounted_provider_or_a_changed_strategy_does_not_trigger() {
    visit(async |visitor| {
        for action in ["mount", "change"] {
            visitor.open_page("load=interaction&then=manual").await;
            visitor.press(action).await;
            for (command, parameters) in interactions() {
                visitor.input(command, parameters).await;
            }
            visitor.expect_no_requests().await;

            visitor.open_page("load=after&delay=3000&then=manual").await;
            visitor.press(action).await;
            visitor.pass(3100).await;
            visitor.expect_no_requests().await;

            visitor.open_page("load=idle&busy&then=manual").await;
            visitor.press(action).await;
            visitor.run("window.busy = false").await;
            visitor
                .until("the page was idle", "return 'idleSince' in window")
                .await;
            visitor.wait_for_idle().await;
            visitor.expect_no_requests().await;
        }

        // The new strategy triggers instead.
        visitor.open_page("load=manual&then=immediately").await;
        visitor.expect_not_requested().await;
        visitor.press("change").await;
        visitor.expect_loaded_once().await;
    })
    .await;
}

const MOUSE: &str = "Input.dispatchMouseEvent";

fn mouse(kind: &str) -> Value {
    json!({ "type": kind, "x": 700, "y": 400, "button": "left", "clickCount": 1 })
}

/// The kinds of input that count as an interaction.
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
    /// Waits until the browser has run the idle callbacks requested so far.
    async fn wait_for_idle(&self) {
        let passed = "return new Promise((done) => requestIdleCallback(() => done(true)))";
        assert_eq!(self.run(passed).await, true);
    }
}
