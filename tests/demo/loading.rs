//! The chat's moment, and what is asked of anybody before.

use fantoccini::key::Key;
use serde_json::json;

use crate::visitor::{Visitor, chat, visit};

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn nothing_is_asked_for_before_the_chosen_moment_and_the_launcher_once_after() {
    visit("loading", async |visitor| {
        // Too low for the page's last button to be seen at first.
        visitor.browser.viewport(1200, 600).await;
        visitor.arrive("/made").await;
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
        let down = "document.querySelector('.aside .button').scrollIntoView()";
        visitor.run(down, Vec::new()).await;
        expect_loaded(&visitor).await;

        choose(&visitor, "load=later").await;
        expect_requests(&visitor, 0).await;
        expect_loaded(&visitor).await;
        let at = visitor.run(ASKED, Vec::new()).await;
        assert!(at[0].as_f64().is_some_and(|at| at >= 5000.0), "{at}");

        choose(&visitor, "load=idle").await;
        expect_loaded(&visitor).await;

        choose(&visitor, "launcher=slow").await;
        expect_loaded(&visitor).await;
        expect_steps(&visitor, &["The chat is loading", READY]).await;
        visitor.expect_quiet_console().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_button_that_needs_the_chat_brings_the_moment_forward_on_any_page() {
    visit("loading-forward", async |visitor| {
        visitor.enter("/made/loading?load=manual").await;
        expect_requests(&visitor, 0).await;
        visitor.click("nav a[href='/help?load=manual']").await;
        visitor.see("main .ask:enabled").await;
        assert_eq!(visitor.run(ASKED, Vec::new()).await, json!([]));
        visitor.click("main .ask").await;
        visitor.see_in_chat(chat::WINDOW).await;

        // What happened meanwhile is told.
        visitor.click("nav a[href='/made?load=manual']").await;
        visitor
            .click("main a[href='/made/loading?load=manual']")
            .await;
        expect_loaded(&visitor).await;
        visitor.expect_quiet_console().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_launcher_that_is_missing_is_asked_for_again_by_hand_or_by_itself() {
    visit("loading-retry", async |visitor| {
        visitor.arrive("/made/loading").await;
        visitor.click("main a[href*='launcher=missing']").await;
        expect_requests(&visitor, 1).await;
        expect_latest(&visitor, FAILED).await;
        visitor.click("[name=load]").await;
        expect_requests(&visitor, 2).await;
        expect_latest(&visitor, FAILED).await;

        choose(&visitor, "retry=&launcher=missing").await;
        visitor
            .expect(
                "it is asked for again by itself",
                "return Number(document.querySelector('.count strong')?.textContent) >= 2",
                json!(true),
            )
            .await;
        visitor.click("main a[href='/made/loading?retry=']").await;
        expect_loaded(&visitor).await;
    })
    .await;
}

/// Follows the link of the page to itself with that in its address.
async fn choose(visitor: &Visitor, query: &str) {
    visitor.click(&format!("main a[href$='{query}']")).await;
    visitor
        .see(&format!("[aria-current][href$='{query}']"))
        .await;
}

async fn expect_loaded(visitor: &Visitor) {
    visitor.see(".chat-state.ready").await;
    expect_requests(visitor, 1).await;
    expect_latest(visitor, READY).await;
}

/// Waits until the page counts so many requests, and so does the browser.
async fn expect_requests(visitor: &Visitor, count: usize) {
    let counted = "return Number(document.querySelector('.count strong')?.textContent)";
    visitor.expect("the requests", counted, json!(count)).await;
    let asked = visitor.run(ASKED, Vec::new()).await;
    assert_eq!(asked.as_array().map(Vec::len), Some(count), "{asked}");
}

/// Waits until the chat became this, one after the other, as the page tells.
async fn expect_steps(visitor: &Visitor, steps: &[&str]) {
    let told = "return [...document.querySelectorAll('.steps li')]
        .map((step) => step.lastChild.textContent)
        .filter((words) => words.startsWith('The chat'))";
    visitor.expect("the steps", told, json!(steps)).await;
}

/// Waits until that is the latest step. A quick one before it may have passed unseen.
async fn expect_latest(visitor: &Visitor, step: &str) {
    let told = "return document.querySelector('.steps li:last-child').lastChild.textContent";
    visitor.expect("the latest step", told, json!(step)).await;
}

const READY: &str = "The chat is ready";
const FAILED: &str = "The chat has failed";

/// When the page asked for a launcher.
const ASKED: &str = "return performance.getEntriesByType('resource')
    .filter(({ name }) => name.includes('/launcher.js'))
    .map(({ startTime }) => startTime)";
