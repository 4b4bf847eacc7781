//! A page whose `Object.prototype`, from which our own objects inherit, runs code of the page's while we
//! work: it sets the very callback that is being set.

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
    assert_eq!(page::eval("window.armed"), "false", "the setter was called");
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
    let broken = |line: &&String| line.contains("uncaught") || line.contains("panicked");
    tally.panicked = console.iter().filter(broken).count();
    assert_eq!(page::eval("window.called"), "1", "the page's last handler");
    tally.close(
        THEME,
        "a setter of Object.prototype sets the callback that is set",
    );
    app.destroy();
}
