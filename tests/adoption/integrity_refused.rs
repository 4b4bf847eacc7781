//! A launcher of the page's own whose content does not have the hash in its element.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::prelude::*;
use yew_customerly::{CommandError, CommandOutcome, LoadError};

use super::STUB;
use crate::support::{chat, mount, page, props};

const URL: &str = "/tests/fixtures/launcher.js?";
const SCRIPTS: &str = "Array.from(document.querySelectorAll('script[src*=launcher]'), (script) => \
                       script.integrity)";

#[wasm_bindgen_test]
async fn only_another_attempt_fetches_it_without_the_hash() {
    page::run(STUB);
    page::run(&format!(
        "const script = document.createElement('script');
         script.src = '{URL}';
         script.integrity = 'sha384-{}';
         script.crossOrigin = 'anonymous';
         document.head.append(script)",
        "A".repeat(64)
    ));
    let app = mount(props("")).await;
    let error = LoadError::Script { url: URL.into() };
    page::until(|| chat().status() == MessengerStatus::Failed(error.clone())).await;
    let refused = CommandOutcome::Refused(CommandError::NotLoaded(error));
    assert_eq!(chat().open(), refused);
    page::settle().await;
    assert_eq!(page::eval(SCRIPTS), "[]");
    assert_eq!(page::eval("typeof launcher"), "\"undefined\"");

    // The app asks for it, which SECURITY.md advises against.
    assert_eq!(chat().load(), CommandOutcome::Sent);
    assert_eq!(page::eval(SCRIPTS), r#"[""]"#);
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    app.destroy();
}
