//! Customers come and go, and the chat is told.

use serde_json::{Value, json};

use crate::visitor::{Visitor, visit};

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn the_chat_is_told_who_is_there_and_only_what_is_new() {
    visit("login", async |visitor| {
        // Too narrow for the chat's place to change while the page is built.
        visitor.browser.viewport(900, 800).await;
        visitor.arrive("/made").await;
        visitor.click("main a[href='/made/login']").await;
        expect_calls(&visitor, &["load"]).await;
        assert_eq!(
            visitor.text(".known").await,
            "The chat knows nobody by name."
        );

        visitor.click("[name=Ada]").await;
        assert_eq!(visitor.text(".known.yes").await, "The chat knows Ada.");
        let login = json!(["update", {
            "user_id": "1815",
            "name": "\"Ada\"",
            "email": "\"ada@example.com\"",
            "email_hash": format!("\"{}\"", visitor.text(".facts code").await),
            "attributes": r#"{"plan":"desk"}"#,
            "app_id": "\"demo0000\"",
        }]);
        assert_eq!(latest(&visitor).await, login);
        visitor.click("[name=studio]").await;
        visitor.see("[name=studio][aria-pressed=true]").await;
        expect_calls(&visitor, &["load", "update", "update"]).await;
        let change = json!(["update", {
            "attributes": r#"{"plan":"studio"}"#,
            "app_id": "\"demo0000\"",
        }]);
        assert_eq!(latest(&visitor).await, change);
        // The same once more is nothing new, and neither is another page.
        visitor.click("[name=studio]").await;
        visitor.click("nav a[href='/help']").await;
        visitor.click("nav a[href='/made']").await;
        visitor.click("main a[href='/made/login']").await;
        visitor.see("[name=studio][aria-pressed=true]").await;
        expect_calls(&visitor, &["load", "update", "update"]).await;

        visitor.click("[name=Grace]").await;
        let other = ["load", "update", "update", "logout", "update"];
        expect_calls(&visitor, &other).await;
        assert_eq!(visitor.text(".known.yes").await, "The chat knows Grace.");
        assert_eq!(latest(&visitor).await[1]["user_id"], "1906");
        visitor.click("[name=logout]").await;
        visitor.see(".known:not(.yes)").await;
        visitor.see("[name=Ada]").await;
        let gone = [&other[..], &["logout", "update"]].concat();
        expect_calls(&visitor, &gone).await;
        let anew = latest(&visitor).await;
        assert_eq!(anew[1]["accentColor"], "\"#8a3d14\"");
        assert_eq!(anew[1]["email"], Value::Null);
        visitor.expect_quiet_console().await;
    })
    .await;
}

/// Waits until the page lists these calls, oldest first, and no others; the chat has them, too.
async fn expect_calls(visitor: &Visitor, calls: &[&str]) {
    let listed = "return [...document.querySelectorAll('.calls code')].reverse()
        .map((name) => name.textContent)";
    visitor
        .expect("what the page lists", listed, json!(calls))
        .await;
    let noted = "return window.glimworthCalls.map(({ name }) => name).reverse()";
    assert_eq!(visitor.run(noted, Vec::new()).await, json!(calls));
}

/// The latest call as the page lists it, with what the chat was told.
async fn latest(visitor: &Visitor) -> Value {
    let latest = "const call = document.querySelector('.calls li');
        const told = [...call.querySelectorAll('dl div')].map(({ children: [key, value] }) =>
            [key.textContent.replace(': ', ''), value.textContent]);
        return [call.querySelector('code').textContent, Object.fromEntries(told)]";
    visitor.run(latest, Vec::new()).await
}
