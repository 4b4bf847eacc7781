//! A page that loads a launcher of its own, with a hash of its content, as SECURITY.md shows.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{CommandOutcome, CustomerlyProviderProps};

use super::STUB;
use crate::support::{chat, mount, page, props};

const SCRIPTS: &str = "Array.from(document.querySelectorAll('script[src*=launcher]'), (script) => \
                       script.integrity.slice(0, 7))";

#[wasm_bindgen_test]
async fn the_provider_adopts_a_launcher_with_a_hash() {
    page::run(STUB);
    page::run(
        "(async () => {
             const script = document.createElement('script');
             script.src = '/tests/fixtures/launcher.js?';
             const content = await (await fetch(script.src)).arrayBuffer();
             const hash = new Uint8Array(await crypto.subtle.digest('SHA-384', content));
             script.integrity = 'sha384-' + btoa(String.fromCharCode(...hash));
             script.crossOrigin = 'anonymous';
             document.head.append(script);
         })()",
    );
    page::until(|| page::eval(SCRIPTS) != "[]").await;
    let app = mount(CustomerlyProviderProps {
        settings: Settings::new().user_id(1),
        ..props("")
    })
    .await;
    assert!(chat().show_article(17).ok().is_ok());
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(page::eval(SCRIPTS), r#"["sha384-"]"#);
    assert_eq!(page::eval("launcher.runs"), "1");
    assert_eq!(chat().close(), CommandOutcome::Sent);
    assert_eq!(
        page::eval("launcher.calls"),
        r#"[["update",{"user_id":1,"app_id":"abcdef12"}],["showArticle",17],["close"]]"#
    );
    assert_eq!(page::console(), [""; 0]);
    app.destroy();
}
