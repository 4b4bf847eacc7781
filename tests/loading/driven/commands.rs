//! Commands that start the load, whatever the strategy, and those that do not.

use serde_json::json;

use super::visitor::visit;

const IN_THE_WINDOW: [&str; 5] = [
    "open",
    "showArticle",
    "showBookMeeting",
    "showNewMessage",
    "sendNewMessage",
];

const OTHERS: [&str; 9] = [
    "close",
    "show",
    "hide",
    "event",
    "attribute",
    "logout",
    "registerLead",
    "update",
    "updateName",
];

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn what_needs_the_chat_window_starts_the_load() {
    visit(async |visitor| {
        for command in IN_THE_WINDOW {
            visitor.enter("load=manual").await;
            visitor.expect_nothing().await;
            visitor.press(command).await;
            visitor.press(command).await;
            visitor.expect_one().await;
            let calls = visitor.calls().await;
            assert_eq!(calls.as_array().map(Vec::len), Some(2), "{calls}");
            assert_eq!(calls[0][0], *command);

            // Also before the provider is there, and with a strategy whose moment has not come.
            visitor
                .enter(&format!("load=interaction&early={command}"))
                .await;
            visitor.expect_one().await;
            assert_eq!(visitor.calls().await[0][0], *command);
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn what_can_wait_waits() {
    visit(async |visitor| {
        for early in OTHERS {
            visitor.enter(&format!("load=manual&early={early}")).await;
            for command in OTHERS {
                visitor.press(command).await;
            }
            visitor.expect_nothing().await;
        }
        visitor.press("open").await;
        visitor.expect_one().await;
        let calls = visitor.calls().await;
        let names: Vec<_> = calls
            .as_array()
            .into_iter()
            .flatten()
            .map(|call| &call[0])
            .collect();
        let expected =
            "update close show hide event attribute logout registerLead update update open";
        assert_eq!(
            names,
            expected
                .split(' ')
                .map(|name| json!(name))
                .collect::<Vec<_>>()
                .iter()
                .collect::<Vec<_>>()
        );
    })
    .await;
}
