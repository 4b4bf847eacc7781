//! When the demo loads the chat, and that it requests nothing before.

use fantoccini::key::Key;
use serde_json::json;

use super::visitor::{Visitor, chat, visit};

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn the_launcher_is_requested_once_when_the_chosen_strategy_triggers() {
    visit("loading", async |visitor| {
        // At this height, the page's last button starts out of view.
        visitor.browser.viewport(1200, 600).await;
        visitor.open_page_with_chat("/made").await;
        visitor.click("main a[href='/made/loading']").await;
        expect_requests(&visitor, 1).await;
        visitor.see("[aria-current][href*=immediately]").await;

        choose(&visitor, "load=manual").await;
        expect_requests(&visitor, 0).await;
        visitor.click("[name=load]").await;
        expect_loaded(&visitor).await;

        choose(&visitor, "load=interaction").await;
        expect_requests(&visitor, 0).await;
        visitor.press(&Key::Shift).await;
        expect_loaded(&visitor).await;

        choose(&visitor, "load=button").await;
        expect_requests(&visitor, 0).await;
        let scroll = "document.querySelector('.aside .button').scrollIntoView()";
        visitor.run(scroll, Vec::new()).await;
        expect_loaded(&visitor).await;

        choose(&visitor, "load=later").await;
        expect_requests(&visitor, 0).await;
        expect_loaded(&visitor).await;
        let requested_at = visitor.run(REQUEST_TIMES, Vec::new()).await;
        let first = requested_at[0].as_f64();
        assert!(first.is_some_and(|first| first >= 5000.0), "{requested_at}");

        choose(&visitor, "load=idle").await;
        expect_loaded(&visitor).await;

        choose(&visitor, "launcher=slow").await;
        expect_loaded(&visitor).await;
        expect_steps(&visitor, &["The chat is loading", READY]).await;
        visitor.expect_no_console_errors().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_button_that_opens_the_chat_loads_it_on_any_page() {
    visit("loading-forward", async |visitor| {
        visitor.open_page("/made/loading?load=manual").await;
        expect_requests(&visitor, 0).await;
        visitor.click("nav a[href='/help?load=manual']").await;
        visitor.see("main .ask:enabled").await;
        assert_eq!(visitor.run(REQUEST_TIMES, Vec::new()).await, json!([]));
        visitor.click("main .ask").await;
        visitor.see_in_chat(chat::WINDOW).await;

        // The page lists also the steps that happened on other pages.
        visitor.click("nav a[href='/made?load=manual']").await;
        visitor
            .click("main a[href='/made/loading?load=manual']")
            .await;
        expect_loaded(&visitor).await;
        visitor.expect_no_console_errors().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_missing_launcher_is_requested_again_by_the_app_or_by_the_retry_policy() {
    visit("loading-retry", async |visitor| {
        visitor.open_page_with_chat("/made/loading").await;
        visitor.click("main a[href*='launcher=missing']").await;
        expect_requests(&visitor, 1).await;
        expect_latest_step(&visitor, FAILED).await;
        visitor.click("[name=load]").await;
        expect_requests(&visitor, 2).await;
        expect_latest_step(&visitor, FAILED).await;

        choose(&visitor, "retry=&launcher=missing").await;
        visitor
            .expect(
                "whether the retry policy requests it again",
                "return Number(document.querySelector('.count strong')?.textContent) >= 2",
                json!(true),
            )
            .await;
        visitor.click("main a[href='/made/loading?retry=']").await;
        expect_loaded(&visitor).await;
    })
    .await;
}

/// Clicks the page's link to itself with this query.
async fn choose(visitor: &Visitor, query: &str) {
    visitor.click(&format!("main a[href$='{query}']")).await;
    visitor
        .see(&format!("[aria-current][href$='{query}']"))
        .await;
}

async fn expect_loaded(visitor: &Visitor) {
    visitor.see(".chat-state.ready").await;
    expect_requests(visitor, 1).await;
    expect_latest_step(visitor, READY).await;
}

/// Waits until the page shows this number of requests, and checks that the browser counts the same.
async fn expect_requests(visitor: &Visitor, count: usize) {
    let counted = "return Number(document.querySelector('.count strong')?.textContent)";
    visitor.expect("the requests", counted, json!(count)).await;
    let requests = visitor.run(REQUEST_TIMES, Vec::new()).await;
    assert_eq!(requests.as_array().map(Vec::len), Some(count), "{requests}");
}

/// Waits until the page lists these steps of the chat, in this order.
async fn expect_steps(visitor: &Visitor, steps: &[&str]) {
    let listed = "return [...document.querySelectorAll('.steps li')]
        .map((step) => step.lastChild.textContent)
        .filter((text) => text.startsWith('The chat'))";
    visitor.expect("the steps", listed, json!(steps)).await;
}

/// Waits until this is the latest step. The page may miss a short step before it.
async fn expect_latest_step(visitor: &Visitor, step: &str) {
    let listed = "return document.querySelector('.steps li:last-child').lastChild.textContent";
    visitor.expect("the latest step", listed, json!(step)).await;
}

const READY: &str = "The chat is ready";
const FAILED: &str = "The chat has failed";

/// When the page requested a launcher.
const REQUEST_TIMES: &str = "return performance.getEntriesByType('resource')
    .filter(({ name }) => name.includes('/launcher.js'))
    .map(({ startTime }) => startTime)";
