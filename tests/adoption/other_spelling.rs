//! A page that requests the launcher's script itself, by another spelling of its address.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::CustomerlyProviderProps;

use super::expect_one_launcher;
use crate::support::{mount_until_ready, page, props};
use crate::tally::Tally;

#[wasm_bindgen_test]
async fn the_same_script_by_another_spelling_is_not_fetched_again() {
    page::run(
        "const script = document.createElement('script');
         script.src = location.origin.toUpperCase() + '/tests/./fixtures/launcher.js?v=7#x';
         document.head.append(script);",
    );
    let app = mount_until_ready(CustomerlyProviderProps {
        // An id that was copied with a line break.
        app_id: " abcdef12\n".into(),
        ..props("")
    })
    .await;
    assert_eq!(page::eval("launcher.settings.app_id"), "\"abcdef12\"");
    expect_one_launcher();
    Tally::record(
        "coexistence",
        "the page has the launcher's script by another spelling of its address",
        1,
    );
    app.destroy();
}
