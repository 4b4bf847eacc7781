//! Containers that fail to load: the status and the console name the reason.

use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::gtm::{Consent, GoogleTagManagerProps, GtmError, GtmStatus};

use super::components::{CONTAINER, failed, layer, loaded, mount_until, props, scripts};
use crate::support::page;

#[wasm_bindgen_test]
async fn each_failure_is_reported() {
    // An invalid id is neither pushed nor fetched, and the valid one beside it loads.
    page::run("window.failing = []");
    let mixed = GoogleTagManagerProps {
        data_layer_name: "failing".into(),
        ..props(["G-ABC123", "GTM-RIGHT"])
    };
    let statuses = mount_until(mixed, 2).await;
    assert!(
        matches!(&statuses[0], GtmStatus::Failed { id, error: GtmError::InvalidId { hint } }
            if id.as_deref() == Some("G-ABC123") && hint.contains("measurement id"))
    );
    assert_eq!(statuses[1], loaded("GTM-RIGHT"));
    assert_eq!(page::eval("failing.length"), "1");
    assert_eq!(scripts("G-ABC123"), "0");
    let console = page::console();
    assert!(
        console[0].starts_with(
            "yew-customerly: Google Tag Manager G-ABC123 did not load: not a container id"
        ),
        "{console:?}"
    );

    // A script that cannot be fetched.
    let url = "/tests/fixtures/missing.js?id=GTM-MISSING";
    let missing = GoogleTagManagerProps {
        script_url: Some("/tests/fixtures/missing.js".into()),
        ..props("GTM-MISSING")
    };
    let status = failed("GTM-MISSING", GtmError::Script { url: url.into() });
    let first = mount_until(missing.clone(), 1).await;
    let again = mount_until(missing, 1).await;
    assert_eq!([first, again].concat(), vec![status; 2]);
    assert_eq!(scripts("GTM-MISSING"), "1");
    let console = page::console();
    assert_eq!(console.len(), 1, "{console:?}");
    assert!(console[0].contains("could not be fetched"), "{console:?}");

    // The substitute script of an ad blocker.
    let substitute = GoogleTagManagerProps {
        script_url: Some(format!("{CONTAINER}?substitute").into()),
        ..props("GTM-SUBST")
    };
    let url = format!("{CONTAINER}?substitute&id=GTM-SUBST").into();
    assert_eq!(
        mount_until(substitute, 1).await,
        [failed("GTM-SUBST", GtmError::NoContainer { url })]
    );
    assert_eq!(page::console().len(), 1);
}

#[wasm_bindgen_test]
async fn a_script_loads_only_over_https_or_from_the_pages_own_origin() {
    let at = |url: &'static str, allow_http| GoogleTagManagerProps {
        script_url: Some(url.into()),
        allow_http,
        default_consent: vec![Consent::denied()],
        ..layer("addressed", "GTM-ADDRESS")
    };
    // URLs as the browser parses them.
    for (url, allow_http) in [
        ("http://127.0.0.1:1/gtm.js", false),
        ("//127.0.0.1:1/gtm.js", false),
        ("/\\127.0.0.1:1/gtm.js", false),
        ("java\tscript:alert(1)", true),
        ("data:text/javascript,window.ran=1", true),
        (
            "blob:https://127.0.0.1/8a5a4c2e-0000-4000-8000-000000000000",
            true,
        ),
        ("https://www.googletagmanager.com@127.0.0.1:1/gtm.js", true),
        ("https://[::1/gtm.js", true),
    ] {
        let statuses = mount_until(at(url, allow_http), 1).await;
        assert!(
            matches!(&statuses[..], [GtmStatus::Failed { error: GtmError::InvalidScriptUrl { hint }, .. }]
                if hint.contains("by https: or from the page's own origin")),
            "{url}: {statuses:?}"
        );
        let console = page::console();
        assert_eq!(console.len(), 1, "{url}: {console:?}");
        assert!(console[0].contains("allow_http"), "{url}: {console:?}");
    }
    // No script is fetched, and nothing is pushed.
    assert_eq!(scripts("GTM-ADDRESS"), "0");
    assert_eq!(page::eval("window.addressed"), "\"(undefined)\"");

    let statuses = mount_until(at("http://127.0.0.1:1/gtm.js", true), 1).await;
    let url = "http://127.0.0.1:1/gtm.js?id=GTM-ADDRESS&l=addressed".into();
    assert_eq!(statuses, [failed("GTM-ADDRESS", GtmError::Script { url })]);
    assert_eq!(page::console().len(), 1);
}

#[wasm_bindgen_test]
async fn a_container_does_not_load_if_its_consent_cannot_be_pushed() {
    page::run("window.broken = { push() { throw new Error('the tag broke') } }");
    let broken = GoogleTagManagerProps {
        default_consent: vec![Consent::denied()],
        ..layer("broken", "GTM-BROKEN")
    };
    let reason = "window.broken: its push threw: the tag broke".to_owned();
    assert_eq!(
        mount_until(broken, 1).await,
        [failed("GTM-BROKEN", GtmError::DataLayer { reason })]
    );
    assert_eq!(scripts("GTM-BROKEN"), "0");
    assert_eq!(page::console().len(), 1);
}

#[wasm_bindgen_test]
async fn a_page_that_refuses_scripts_is_a_failure() {
    page::run(
        "window.appendChild = Node.prototype.appendChild;
         Node.prototype.appendChild = function (child) {
             if (child.localName === 'script') throw new Error('no scripts here');
             return window.appendChild.call(this, child);
         }",
    );
    let statuses = mount_until(layer("refused", "GTM-REFUSED"), 1).await;
    page::run("Node.prototype.appendChild = window.appendChild");
    let reason = "no scripts here".to_owned();
    assert_eq!(statuses, [failed("GTM-REFUSED", GtmError::Page { reason })]);
    assert_eq!(page::console().len(), 1);
}
