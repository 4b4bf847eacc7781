//! Retries of a launcher that could not be fetched.

use serde_json::json;

use super::visitor::{Visitor, visit};

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn a_launcher_that_fails_twice_loads_at_the_third_attempt() {
    visit(async |visitor| {
        visitor
            .open_page_failing("load=manual&attempts=5&first=20", 2)
            .await;
        visitor.press("open").await;
        visitor
            .expect_statuses("Idle Loading Failed Loading Failed Loading Ready")
            .await;
        visitor.expect_requests(3).await;
        assert_eq!(visitor.run("return launcher.runs").await, 1);
        assert_eq!(visitor.run(SCRIPTS).await, 1);
        // The command queued before the failures runs once.
        assert_eq!(visitor.calls().await, json!([["open"]]));
        visitor.expect_errors(&[FAILED, FAILED]).await;
        visitor.pass(200).await;
        visitor.expect_requests(3).await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn after_the_last_attempt_queued_commands_are_dropped() {
    visit(async |visitor| {
        visitor.open_page_failing("attempts=1&first=20", 5).await;
        visitor.press("hide").await;
        let once = "Idle Loading Failed Loading Failed";
        visitor.expect_statuses(once).await;
        visitor
            .until("the queued command is dropped", "return errors.length > 2")
            .await;
        visitor
            .expect_errors(&[FAILED, FAILED, "hide() did not run"])
            .await;
        visitor.press("open").await;
        visitor.expect_errors(&["open() did not run"]).await;
        visitor.pass(200).await;
        visitor.expect_requests(2).await;

        // `load` starts a new series of attempts.
        visitor.press("load").await;
        visitor
            .expect_statuses(&format!("{once} Loading Failed Loading Failed"))
            .await;
        visitor.press("load").await;
        visitor
            .expect_statuses(&format!(
                "{once} Loading Failed Loading Failed Loading Failed Loading Ready"
            ))
            .await;
        visitor.expect_requests(6).await;
        assert_eq!(visitor.run(SCRIPTS).await, 1);
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn without_retries_only_the_app_loads_the_launcher_again() {
    visit(async |visitor| {
        visitor.open_page_failing("", 2).await;
        visitor.expect_statuses("Idle Loading Failed").await;
        visitor.press("rename").await;
        visitor.press("open").await;
        visitor.go_offline(true).await;
        visitor.go_offline(false).await;
        visitor.pass(200).await;
        visitor.expect_requests(1).await;
        visitor.press("load").await;
        visitor
            .expect_statuses("Idle Loading Failed Loading Failed")
            .await;
        visitor.press("load").await;
        visitor
            .expect_statuses("Idle Loading Failed Loading Failed Loading Ready")
            .await;
        visitor.expect_requests(3).await;
        assert_eq!(visitor.calls().await, json!([]));
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn no_attempt_is_made_offline_and_one_is_made_at_once_when_online() {
    visit(async |visitor| {
        visitor.open_page("load=manual&attempts=2&first=20").await;
        visitor.go_offline(true).await;
        visitor.press("open").await;
        visitor.expect_statuses("Idle Loading Failed").await;
        // Longer than all attempts would take.
        visitor.pass(300).await;
        assert_eq!(visitor.statuses().await, "Idle Loading Failed");
        assert_eq!(visitor.site.requests(), [""; 0]);
        visitor.expect_errors(&[FAILED]).await;

        visitor.go_offline(false).await;
        visitor
            .expect_statuses("Idle Loading Failed Loading Ready")
            .await;
        assert_eq!(visitor.site.requests().len(), 1);
        assert_eq!(visitor.calls().await, json!([["open"]]));
        visitor.expect_errors(&[]).await;
        visitor.go_offline(true).await;
        visitor.go_offline(false).await;
        assert_eq!(visitor.site.requests().len(), 1);
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn going_online_retries_during_a_delay_and_after_the_last_attempt() {
    visit(async |visitor| {
        let loaded = "Idle Loading Failed Loading Ready";
        for attempts in ["attempts=0", "attempts=1&first=600000"] {
            visitor.open_page_failing(attempts, 1).await;
            visitor.expect_statuses("Idle Loading Failed").await;
            visitor.go_offline(true).await;
            visitor.go_offline(false).await;
            visitor.expect_statuses(loaded).await;
            visitor.expect_requests(2).await;
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn an_unmounted_provider_makes_no_attempt() {
    visit(async |visitor| {
        visitor.open_page_failing("attempts=5&first=200", 1).await;
        visitor.press("show").await;
        visitor.expect_statuses("Idle Loading Failed").await;
        visitor.expect_errors(&[FAILED]).await;
        visitor.press("mount").await;
        visitor.expect_errors(&["show() did not run"]).await;
        visitor.go_offline(true).await;
        visitor.go_offline(false).await;
        visitor.pass(400).await;
        visitor.expect_requests(1).await;

        // The next provider loads the launcher.
        visitor.press("mount").await;
        visitor
            .until("the launcher runs", "return 'launcher' in window")
            .await;
        visitor.expect_requests(2).await;
        assert_eq!(visitor.calls().await, json!([]));
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn no_attempt_is_made_without_consent() {
    visit(async |visitor| {
        visitor.open_page_failing("attempts=5&first=200", 1).await;
        visitor.press("show").await;
        visitor.expect_statuses("Idle Loading Failed").await;
        visitor.press("consent").await;
        visitor.pass(400).await;
        visitor.expect_requests(1).await;
        visitor.press("consent").await;
        visitor
            .expect_statuses("Idle Loading Failed Loading Ready")
            .await;
        visitor.expect_requests(2).await;
        assert_eq!(visitor.calls().await, json!([["show"]]));
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn a_restored_page_continues_its_retries() {
    visit(async |visitor| {
        // Long enough that no request is pending when the visitor leaves: the browser does not cache a
        // page with a pending request.
        visitor.open_page_failing("attempts=1&first=5000", 1).await;
        visitor.expect_statuses("Idle Loading Failed").await;
        for _ in 0..2 {
            visitor.leave_and_come_back().await;
        }
        visitor
            .expect_statuses("Idle Loading Failed Loading Ready")
            .await;
        visitor.pass(1100).await;
        visitor.expect_requests(2).await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn each_click_on_a_chat_button_retries_at_once_and_the_chat_opens_once() {
    visit(async |visitor| {
        let options = "load=manual&attempts=5&first=600000";
        visitor.open_page_failing(options, 2).await;
        for statuses in [
            "Idle Loading Failed",
            "Idle Loading Failed Loading Failed",
            "Idle Loading Failed Loading Failed Loading Ready",
        ] {
            visitor.click("own").await;
            visitor.expect_statuses(statuses).await;
        }
        visitor.expect_requests(3).await;
        assert_eq!(visitor.calls().await, json!([["open"]]));
    })
    .await;
}

const SCRIPTS: &str = "return document.querySelectorAll('script[src*=launcher]').length";

const FAILED: &str = "the launcher could not be fetched";

impl Visitor {
    /// Checks that exactly these errors were printed since the last check.
    async fn expect_errors(&self, expected: &[&str]) {
        let printed = self.run("return errors.splice(0)").await;
        let printed = printed.as_array().expect("the errors are a list");
        assert_eq!(printed.len(), expected.len(), "{printed:?}");
        for (line, expected) in printed.iter().zip(expected) {
            assert!(
                line.as_str().is_some_and(|line| line.contains(expected)),
                "{line}"
            );
        }
    }
}
