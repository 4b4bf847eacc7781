//! Consent that comes late, or where no container listens.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::gtm::{Consent, ConsentOutcome, GoogleTagManagerProps, GtmError};

use super::components::{failed, layer, loaded, mount, mount_until, scripts};
use crate::support::page;

#[wasm_bindgen_test]
async fn a_default_that_changes_later_has_no_effect_and_says_so() {
    page::run("delete window.changing");
    let denied = GoogleTagManagerProps {
        default_consent: vec![Consent::denied()],
        ..layer("changing", "GTM-CHANGING")
    };
    let granted = GoogleTagManagerProps {
        default_consent: vec![Consent::granted()],
        ..denied.clone()
    };
    let mut app = mount(denied.clone()).await;
    page::until(|| scripts("GTM-CHANGING") == "1").await;
    assert_eq!(page::console(), [""; 0]);
    app.update(granted.clone());
    page::settle().await;
    let console = page::console();
    assert_eq!(console.len(), 1);
    assert!(console[0].contains("has no effect"), "{console:?}");
    // A second component's default comes too late, too; the same one is no change.
    mount(granted).await.destroy();
    assert_eq!(page::console().len(), 1);
    mount(denied).await.destroy();
    assert_eq!(page::console(), [""; 0]);
    assert_eq!(
        page::eval("changing.filter((item) => item[0] === 'consent').length"),
        "1"
    );
    app.destroy();
}

#[wasm_bindgen_test]
async fn a_command_that_reaches_no_container_says_so() {
    page::run("delete window.elsewhere; delete window.used");
    mount_until(layer("used", "GTM-USED"), 1).await;
    assert_eq!(
        Consent::granted().push_update_to("elsewhere"),
        ConsentOutcome::OtherDataLayer
    );
    let console = page::console();
    assert!(
        console[0].contains("has no effect in window.elsewhere"),
        "{console:?}"
    );
    assert_eq!(
        Consent::denied().push_default_to("used"),
        ConsentOutcome::TooLate
    );
    assert_eq!(page::console().len(), 1);
    assert_eq!(
        Consent::granted().push_update_to("used"),
        ConsentOutcome::Pushed
    );
    assert_eq!(page::console(), [""; 0]);
}

#[wasm_bindgen_test]
async fn a_default_that_a_container_of_the_page_does_not_get_is_a_failure() {
    page::run(
        "window.google_tag_manager = { ...window.google_tag_manager, 'GTM-THEIRS': {} };
         window.throwing = { push() { throw new Error('the tag broke') } }",
    );
    let theirs = GoogleTagManagerProps {
        default_consent: vec![Consent::denied()],
        ..layer("throwing", "GTM-THEIRS")
    };
    let reason = "window.throwing: its push threw: the tag broke".to_owned();
    assert_eq!(
        mount_until(theirs, 1).await,
        [failed("GTM-THEIRS", GtmError::DataLayer { reason })]
    );
    page::console();
}

#[wasm_bindgen_test]
async fn a_script_of_the_page_that_was_blocked_is_no_container() {
    page::run(
        "const script = document.createElement('script');
         script.src = '/tests/fixtures/missing/gtm.js?id=GTM-BLOCKED';
         script.onerror = () => (window.wasBlocked = true);
         document.body.append(script)",
    );
    page::until(|| page::eval("window.wasBlocked === true") == "true").await;
    let statuses = mount_until(layer("dataLayer", "GTM-BLOCKED"), 1).await;
    assert_eq!(statuses, [loaded("GTM-BLOCKED")]);
}
