//! An event of the shop's own in the data layer, and in the inspector.

use serde_json::json;

use super::visitor::visit;

const SAVED: &str = "return JSON.stringify(dataLayer.filter((push) => push.event === 'lamp_saved')
    .map((push) => [push.lamp, push.is_saved, push.customerly_page_title]))";

#[tokio::test]
#[ignore = "needs the built demo: cargo xtask test runs it"]
async fn a_saved_lamp_is_pushed_and_shown() {
    visit("app-event", async |visitor| {
        visitor.open_page_with_chat("/lamps/heron").await;
        visitor.click(".save").await;
        visitor.see(".push-log [data-event=lamp_saved]").await;
        let pushed = visitor.run(SAVED, Vec::new()).await;
        let title = "Heron · Glimworth Lamps";
        assert_eq!(pushed, json!(format!(r#"[["heron",true,"{title}"]]"#)));
        let shown = visitor.text(".push-log [data-event=lamp_saved]").await;
        let page = visitor.url("/lamps/heron");
        assert_eq!(
            shown,
            format!(
                r#"lamp_saved {{"customerly_page_location": "{page}", "customerly_page_title": "{title}", "customerly_page_referrer": "", "lamp": "heron", "is_saved": true}}"#
            )
        );
        // The chat's own events are there, too.
        visitor
            .see(".push-log [data-event=customerly_messenger_initialized]")
            .await;
        visitor.expect_no_console_errors().await;
    })
    .await;
}
