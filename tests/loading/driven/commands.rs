//! The commands that load the chat whatever the load strategy, and those that do not.

use serde_json::json;

use super::visitor::visit;
use crate::webdriver::commands::{OTHER_COMMANDS, WINDOW_COMMANDS};

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn commands_that_show_the_chat_window_load_the_chat() {
    visit(async |visitor| {
        for command in WINDOW_COMMANDS {
            visitor.open_page("load=manual").await;
            visitor.expect_not_requested().await;
            visitor.press(command).await;
            visitor.press(command).await;
            visitor.expect_loaded_once().await;
            let calls = visitor.calls().await;
            assert_eq!(calls.as_array().map(Vec::len), Some(2), "{calls}");
            assert_eq!(calls[0][0], *command);

            // Also before the provider's effects run, and with a strategy that has not triggered.
            visitor
                .open_page(&format!("load=interaction&early={command}"))
                .await;
            visitor.expect_loaded_once().await;
            assert_eq!(visitor.calls().await[0][0], *command);
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn other_commands_stay_queued_until_the_chat_loads() {
    visit(async |visitor| {
        for early in OTHER_COMMANDS {
            visitor
                .open_page(&format!("load=manual&early={early}"))
                .await;
            for command in OTHER_COMMANDS {
                visitor.press(command).await;
            }
            visitor.expect_not_requested().await;
        }
        visitor.press("open").await;
        visitor.expect_loaded_once().await;
        let calls = visitor.calls().await;
        let names: Vec<_> = calls
            .as_array()
            .into_iter()
            .flatten()
            .map(|call| &call[0])
            .collect();
        let expected = "update close show hide event attribute registerLead update update open";
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
