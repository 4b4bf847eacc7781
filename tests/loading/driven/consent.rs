//! Load strategies that trigger before the visitor's consent.

use serde_json::json;

use super::visitor::visit;

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn a_strategy_that_triggers_before_consent_loads_the_chat_at_consent() {
    visit(async |visitor| {
        let triggers = [
            ("immediately", None),
            ("after&delay=0", None),
            ("idle", None),
            ("manual", Some("load")),
            ("manual", Some("open")),
            ("interaction", Some("rename")),
        ];
        for (strategy, pressed) in triggers {
            visitor
                .open_page(&format!("consent=no&load={strategy}"))
                .await;
            if let Some(id) = pressed {
                visitor.click(id).await;
            }
            visitor.pass(50).await;
            visitor
                .run("return new Promise((done) => requestIdleCallback(() => done()))")
                .await;
            visitor.expect_not_requested().await;
            visitor.press("consent").await;
            visitor.expect_loaded_once().await;
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn consent_alone_does_not_load_the_chat() {
    visit(async |visitor| {
        visitor.open_page("consent=no&load=interaction").await;
        visitor.press("consent").await;
        visitor.press("rename").await;
        visitor.expect_not_requested().await;
        visitor.click("rename").await;
        visitor.expect_loaded_once().await;

        // A strategy that triggered before consent no longer counts once it has changed.
        visitor
            .open_page("consent=no&load=immediately&then=manual")
            .await;
        visitor.press("change").await;
        visitor.press("consent").await;
        visitor.expect_not_requested().await;
        visitor.press("open").await;
        visitor.expect_loaded_once().await;

        // A queued command still loads the chat after the strategy has changed.
        visitor
            .open_page("consent=no&load=immediately&then=manual")
            .await;
        visitor.press("open").await;
        visitor.press("change").await;
        visitor.press("consent").await;
        visitor.expect_loaded_once().await;
        assert_eq!(visitor.calls().await, json!([["open"]]));
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn a_remounted_provider_does_not_load_for_earlier_triggers() {
    visit(async |visitor| {
        visitor.open_page("consent=no&load=interaction").await;
        visitor.click("rename").await;
        visitor.press("open").await;
        visitor.press("mount").await;
        visitor.press("consent").await;
        visitor.press("mount").await;
        visitor.expect_not_requested().await;
    })
    .await;
}
