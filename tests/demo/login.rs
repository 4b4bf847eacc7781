//! Login and logout of customers, and the settings that the chat gets.

use serde_json::{Value, json};

use super::visitor::{Visitor, visit};

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn the_chat_gets_the_customer_and_only_changed_settings() {
    visit("login", async |visitor| {
        // Too narrow for the inspector beside the page, which would change the chat's position.
        visitor.browser.viewport(900, 800).await;
        visitor.open_page_with_chat("/made").await;
        visitor.click("main a[href='/made/login']").await;
        expect_calls(&visitor, &["load"]).await;
        assert_eq!(
            visitor.text(".known").await,
            "The chat knows nobody by name."
        );

        visitor.click("[name=Ada]").await;
        assert_eq!(visitor.text(".known.yes").await, "The chat knows Ada.");
        let expected_login = json!(["update", {
            "user_id": "1815",
            "name": "\"Ada\"",
            "email": "\"ada@example.com\"",
            "email_hash": format!("\"{}\"", visitor.text(".facts code").await),
            "attributes": r#"{"plan":"desk"}"#,
            "app_id": "\"demo0000\"",
        }]);
        assert_eq!(latest_call(&visitor).await, expected_login);
        visitor.click("[name=studio]").await;
        visitor.see("[name=studio][aria-pressed=true]").await;
        expect_calls(&visitor, &["load", "update", "update"]).await;
        let expected_change = json!(["update", {
            "attributes": r#"{"plan":"studio"}"#,
            "app_id": "\"demo0000\"",
        }]);
        assert_eq!(latest_call(&visitor).await, expected_change);
        // Neither the same settings nor another page causes a call.
        visitor.click("[name=studio]").await;
        visitor.click("nav a[href='/help']").await;
        visitor.click("nav a[href='/made']").await;
        visitor.click("main a[href='/made/login']").await;
        visitor.see("[name=studio][aria-pressed=true]").await;
        expect_calls(&visitor, &["load", "update", "update"]).await;

        visitor.click("[name=Grace]").await;
        let after_switch = ["load", "update", "update", "logout", "update"];
        expect_calls(&visitor, &after_switch).await;
        assert_eq!(visitor.text(".known.yes").await, "The chat knows Grace.");
        assert_eq!(latest_call(&visitor).await[1]["user_id"], "1906");
        visitor.click("[name=logout]").await;
        visitor.see(".known:not(.yes)").await;
        visitor.see("[name=Ada]").await;
        let after_logout = [&after_switch[..], &["logout", "update"]].concat();
        expect_calls(&visitor, &after_logout).await;
        let last_call = latest_call(&visitor).await;
        assert_eq!(last_call[1]["accentColor"], "\"#8a3d14\"");
        assert_eq!(last_call[1]["email"], Value::Null);
        visitor.expect_no_console_errors().await;
    })
    .await;
}

/// Waits until the page lists exactly these calls, oldest first, and checks that the stand-in recorded
/// the same calls.
async fn expect_calls(visitor: &Visitor, calls: &[&str]) {
    let listed = "return [...document.querySelectorAll('.calls code')].reverse()
        .map((name) => name.textContent)";
    visitor
        .expect("the calls that the page lists", listed, json!(calls))
        .await;
    let recorded = "return window.glimworthCalls.map(({ name }) => name).reverse()";
    assert_eq!(visitor.run(recorded, Vec::new()).await, json!(calls));
}

/// The latest call that the page lists, with its settings.
async fn latest_call(visitor: &Visitor) -> Value {
    let script = "const call = document.querySelector('.calls li');
        const settings = [...call.querySelectorAll('dl div')].map(({ children: [key, value] }) =>
            [key.textContent.replace(': ', ''), value.textContent]);
        return [call.querySelector('code').textContent, Object.fromEntries(settings)]";
    visitor.run(script, Vec::new()).await
}
