//! A page with accessors on `Object.prototype`, from which the crate's objects inherit: they run page code
//! while the crate sets a callback, and set the same callback again.

use crate::support::fault::THEME;
use crate::support::{chat, messages, mount_ready, page};
use crate::tally::Tally;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_setter_sets_the_callback_that_is_being_set() {
    page::load("/tests/fixtures/old_library.js").await;
    page::run(
        "window.armed = false;
         window.called = 0;
         const set = () => {
           if (!window.armed) return;
           window.armed = false;
           customerly.onSurveyAnswered = () => { window.called += 1; };
         };
         oldLibrary.put(Object.prototype, 'onSurveyAnswered', { set });
         oldLibrary.put(Object.prototype, 'visible', { get: set });",
    );
    let app = mount_ready("channels=property").await;
    page::run("window.dataLayer = []");
    page::console();
    messages();

    page::run("window.armed = true; customerly.onSurveyAnswered = () => {}");
    assert_eq!(
        page::eval("window.armed"),
        "false",
        "the page's setter runs"
    );
    page::run("window.armed = true");
    drop(chat().keep_hidden());
    page::settle().await;
    page::run("oldLibrary.takeBack()");

    page::fire("'onSurveyAnswered'");
    page::settle().await;
    let mut tally = Tally {
        calls: 1,
        ..Tally::default()
    };
    tally.expect(1, page::pushed().len());
    tally.expect(1, messages().len());
    let console = page::console();
    let is_failure = |line: &&String| line.contains("uncaught") || line.contains("panicked");
    tally.panicked = console.iter().filter(is_failure).count();
    assert_eq!(
        page::eval("window.called"),
        "1",
        "the handler that the page set last runs once"
    );
    tally.close(
        THEME,
        "a setter on Object.prototype that sets the same callback",
    );
    app.destroy();
}
