//! The page that each event is attributed to.

use serde_json::json;

use super::pushes::{assert_page, names};
use super::visitor::{chat, visit};

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn conversations_count_for_the_page_they_started_on() {
    visit("pages", async |visitor| {
        visitor.open_page_with_chat("/pricing").await;
        visitor.reload().await;
        visitor.click("main .ask").await;
        visitor.click_in_chat(chat::SEND).await;
        visitor.click(".chat-bar button").await;
        visitor.see("main .ask:enabled").await;

        visitor.click("nav a[href='/help']").await;
        for _ in 0..2 {
            visitor.click("main .ask").await;
            visitor.click_in_chat(chat::SEND).await;
            visitor.click(".chat-bar button").await;
            visitor.see("main .ask:enabled").await;
        }

        let rows = "return [...document.querySelectorAll('.chart tbody tr')]
                        .map((row) => [...row.cells].map((cell) => cell.textContent).join('|'))";
        let counted = json!(["/help||2", "/pricing||1"]);
        visitor.expect("the chart", rows, counted.clone()).await;
        let conversations: Vec<_> = visitor.pushes().await;
        let mut conversations = conversations
            .iter()
            .filter(|push| push["event"] == "customerly_new_conversation");
        assert_page(
            &visitor,
            conversations.next().expect("a first conversation"),
            "/pricing",
            "Prices and delivery",
        );
        assert_page(
            &visitor,
            conversations.next().expect("a second conversation"),
            "/help",
            "Help",
        );
        assert_page(
            &visitor,
            conversations.next().expect("a third conversation"),
            "/help",
            "Help",
        );
        assert_eq!(conversations.next(), None);

        visitor.reload().await;
        visitor
            .expect("the chart after a reload", rows, counted)
            .await;
        visitor.click(".chart .plain").await;
        visitor.see(".chart .empty").await;
        visitor.reload().await;
        visitor.see(".chart .empty").await;
        visitor.expect_no_console_errors().await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn every_url_is_a_page_with_its_own_title() {
    visit("addresses", async |visitor| {
        for (path, title, heading) in [
            ("/", "Light to read by", "Light to read by"),
            ("/lamps", "Lamps", "The lamps"),
            ("/lamps/moth", "Moth", "Moth"),
            ("/pricing", "Prices and delivery", "Prices and delivery"),
            ("/help", "Help", "Help"),
            ("/lamps/candle", "Nothing here", "It is dark in here"),
            ("/nowhere/at/all", "Nothing here", "It is dark in here"),
        ] {
            visitor.open_page_with_chat(path).await;
            assert_eq!(visitor.text("h1").await, heading, "{path}");
            let pushes = visitor.pushes().await;
            assert_eq!(
                names(&pushes),
                ["customerly_messenger_initialized"],
                "{path}"
            );
            assert_page(&visitor, &pushes[0], path, title);
        }
        visitor.expect_no_console_errors().await;
    })
    .await;
}
