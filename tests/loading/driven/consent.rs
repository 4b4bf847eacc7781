//! A moment that comes before the visitor's consent.

use serde_json::json;

use super::visitor::visit;

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn a_moment_that_comes_too_early_is_kept_for_consent() {
    visit(async |visitor| {
        let moments = [
            ("immediately", None),
            ("after&delay=0", None),
            ("idle", None),
            ("manual", Some("load")),
            ("manual", Some("open")),
            ("interaction", Some("rename")),
        ];
        for (strategy, pressed) in moments {
            visitor.enter(&format!("consent=no&load={strategy}")).await;
            if let Some(id) = pressed {
                visitor.click(id).await;
            }
            visitor.pass(50).await;
            visitor
                .run("return new Promise((done) => requestIdleCallback(() => done()))")
                .await;
            visitor.expect_nothing().await;
            visitor.press("consent").await;
            visitor.expect_one().await;
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn consent_alone_is_no_moment() {
    visit(async |visitor| {
        visitor.enter("consent=no&load=interaction").await;
        visitor.press("consent").await;
        visitor.press("rename").await;
        visitor.expect_nothing().await;
        visitor.click("rename").await;
        visitor.expect_one().await;

        // Nor is it one for a strategy that does not count any more.
        visitor
            .enter("consent=no&load=immediately&then=manual")
            .await;
        visitor.press("change").await;
        visitor.press("consent").await;
        visitor.expect_nothing().await;
        visitor.press("open").await;
        visitor.expect_one().await;

        // But what the app has asked for stays asked for.
        visitor
            .enter("consent=no&load=immediately&then=manual")
            .await;
        visitor.press("open").await;
        visitor.press("change").await;
        visitor.press("consent").await;
        visitor.expect_one().await;
        assert_eq!(visitor.calls().await, json!([["open"]]));
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn a_provider_that_is_gone_loads_nothing_when_it_comes_back_without_a_moment() {
    visit(async |visitor| {
        visitor.enter("consent=no&load=interaction").await;
        visitor.click("rename").await;
        visitor.press("open").await;
        visitor.press("mount").await;
        visitor.press("consent").await;
        visitor.press("mount").await;
        visitor.expect_nothing().await;
    })
    .await;
}
