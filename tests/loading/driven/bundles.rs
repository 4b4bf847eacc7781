//! Several bundles with the crate on one page: micro frontends, a hot reload, or one module under two
//! addresses.

use serde_json::json;

use super::visitor::{Visitor, visit};
use crate::tally::Tally;

/// Which parts of the page show a provider, and what each heard and the page pushed of one event.
async fn expect_one_event(visitor: &Visitor, hearing: &[bool]) {
    let before = heard(visitor).await;
    visitor
        .run("window.dataLayer = []; launcher.fire('onTriggerFired', 1)")
        .await;
    let expected: Vec<Option<u64>> = before
        .iter()
        .zip(hearing)
        .map(|(before, hears)| before.filter(|_| *hears).map(|before| before + 1))
        .collect();
    let condition = format!(
        "return JSON.stringify([...document.querySelectorAll('section')].map((part) => {{
             const heard = part.querySelector('.heard');
             return heard && Number(heard.textContent);
         }})) === '{}'",
        json!(expected)
    );
    visitor
        .until("each bundle hears the event", &condition)
        .await;
    let pushed = visitor.run("return dataLayer.map((message) => message.event)");
    assert_eq!(pushed.await, json!(["customerly_trigger_fired"]));
}

/// What the component of each bundle has heard; `None` where no provider is mounted.
async fn heard(visitor: &Visitor) -> Vec<Option<u64>> {
    let heard = visitor.run(
        "return [...document.querySelectorAll('section')].map((part) => {
             const heard = part.querySelector('.heard');
             return heard && Number(heard.textContent);
         })",
    );
    serde_json::from_value(heard.await).expect("numbers")
}

async fn toggle(visitor: &Visitor, bundle: usize) {
    visitor
        .run(&format!(
            "document.querySelectorAll('#mount')[{bundle}].click()"
        ))
        .await;
}

async fn until_ready(visitor: &Visitor) {
    let condition = "return document.querySelectorAll('section').length === 2
        && [...document.querySelectorAll('section')].every((part) => part.textContent.includes('Ready'))";
    visitor.until("both bundles are ready", condition).await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn several_bundles_hear_each_event_and_push_it_once() {
    visit(async |visitor| {
        for channels in ["settings", "property", "both"] {
            let options = format!("bundles=2&launcher=channels%3D{channels}");
            visitor.open_page(&options).await;
            until_ready(&visitor).await;
            assert_eq!(visitor.run("return launcher.runs").await, 1);
            expect_one_event(&visitor, &[true, true]).await;

            // Either may leave first, and come back.
            for leaving in [0, 1] {
                toggle(&visitor, leaving).await;
                let mut hearing = [true, true];
                hearing[leaving] = false;
                expect_one_event(&visitor, &hearing).await;
                toggle(&visitor, leaving).await;
                visitor
                    .until(
                        "both are mounted",
                        "return document.querySelectorAll('.heard').length === 2",
                    )
                    .await;
                expect_one_event(&visitor, &[true, true]).await;
            }
            visitor.expect_requests(1).await;
        }
        Tally::record(
            "coexistence",
            "two bundles, either of which leaves first",
            15,
        );
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn a_second_bundle_shares_the_trusted_types_policy_that_the_page_allows_once() {
    visit(async |visitor| {
        visitor.site.reset(1);
        visitor.go("/strict?bundles=2&load=manual").await;
        let loads = "return document.querySelectorAll('section').length === 2";
        visitor.until("both bundles run", loads).await;
        let press = |bundle: usize| format!("document.querySelectorAll('#load')[{bundle}].click()");
        visitor.run(&press(0)).await;
        let failed = "return document.querySelector('section').textContent.includes('Failed')";
        visitor.until("the first request fails", failed).await;
        visitor.run(&press(1)).await;
        let ready = "return document.querySelectorAll('section')[1].textContent.includes('Ready')";
        visitor
            .until("the second bundle loads the chat", ready)
            .await;
        expect_one_event(&visitor, &[true, true]).await;
    })
    .await;
}
