//! The component that loads containers.
#![cfg(target_family = "wasm")]

mod asked;
mod failures;
#[path = "../support/mod.rs"]
mod support;

use asked::{
    CONTAINER, STATUSES, layer, loaded, mount, mount_until, present, props, scripts, statuses,
    taken,
};
use support::page;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;
use yew_customerly::gtm::{
    Consent, Environment, GoogleTagManager, GoogleTagManagerProps, GtmStatus,
};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn consent_then_start_then_script() {
    page::run("delete window.ordered");
    let before = js_sys::Date::now();
    let consent = vec![
        Consent::denied().region(["ES"]),
        Consent::new().ad_storage(false),
    ];
    let order = GoogleTagManagerProps {
        consent,
        ..layer("ordered", "GTM-ORDER")
    };
    assert_eq!(mount_until(order.clone(), 1).await, [loaded("GTM-ORDER")]);
    let commands = taken("GTM-ORDER");
    assert!(
        commands.starts_with(r#"[[["consent","default",{"ad_storage":"denied""#),
        "{commands}"
    );
    assert!(
        commands.ends_with(
            r#""region":["ES"]}],["consent","default",{"ad_storage":"denied"}],"gtm.js"]]"#
        ),
        "{commands}"
    );
    assert_eq!(
        page::eval("containers.find((container) => container.id === 'GTM-ORDER').length"),
        "3"
    );
    let start = page::run("return ordered[2]['gtm.start']").as_f64();
    assert!(start.is_some_and(|start| start >= before && start <= js_sys::Date::now()));

    // A choice reaches the container; another mount pushes nothing again.
    assert!(Consent::granted().push_update_to("ordered"));
    assert_eq!(mount_until(order, 1).await, [loaded("GTM-ORDER")]);
    assert_eq!(page::eval("ordered.length"), "4");
    assert!(taken("GTM-ORDER").contains(r#"["consent","update",{"ad_storage":"granted""#));
    assert_eq!(page::console(), [""; 0]);
}

#[wasm_bindgen_test]
async fn fifty_mounts_are_one_script() {
    page::run("window.many = []");
    statuses();
    for _ in 0..25 {
        mount(layer("many", "GTM-MANY")).await;
    }
    page::until(|| STATUSES.with_borrow(Vec::len) == 25).await;
    for _ in 0..25 {
        mount(layer("many", "GTM-MANY")).await.destroy();
    }
    assert_eq!(statuses(), vec![loaded("GTM-MANY"); 50]);
    assert_eq!(scripts("GTM-MANY"), "1");
    assert_eq!(page::eval("many.length"), "1");
    assert_eq!(page::console(), [""; 0]);
}

#[wasm_bindgen_test]
async fn an_unmounted_component_is_told_nothing_and_takes_nothing_away() {
    statuses();
    let app = mount(layer("gone", "GTM-GONE")).await;
    app.destroy();
    assert_eq!(scripts("GTM-GONE"), "1");
    page::until(|| page::eval("google_tag_manager?.['GTM-GONE']") != "\"(undefined)\"").await;
    assert_eq!(mount_until(layer("gone", "GTM-GONE"), 1).await.len(), 1);
    assert_eq!(page::eval("gone.length"), "1");
}

#[wasm_bindgen_test]
async fn a_changed_callback_loads_nothing_again() {
    statuses();
    let mut app = mount(layer("changed", "GTM-CHANGED")).await;
    app.update(GoogleTagManagerProps {
        on_status: Some(Callback::from(|_| {
            STATUSES.with_borrow_mut(|all| all.push(loaded("GTM-LATEST")));
        })),
        ..layer("changed", "GTM-CHANGED")
    });
    page::until(|| STATUSES.with_borrow(|all| !all.is_empty())).await;
    page::settle().await;
    assert_eq!(statuses(), [loaded("GTM-LATEST")]);
    assert_eq!(scripts("GTM-CHANGED"), "1");
    assert_eq!(page::eval("changed.length"), "1");
}

#[wasm_bindgen_test]
async fn containers_and_data_layers_keep_apart() {
    page::run("window.dataLayer = []; delete window.shop; delete window.blog");
    let consent = vec![Consent::denied()];
    let two = GoogleTagManagerProps {
        consent: consent.clone(),
        data_layer_name: "shop".into(),
        ..props(["GTM-ONE", "GTM-TWO"])
    };
    let mut statuses = mount_until(two, 2).await;
    statuses.sort_by_key(|status| format!("{status:?}"));
    assert_eq!(statuses, [loaded("GTM-ONE"), loaded("GTM-TWO")]);
    // One consent and a start each.
    assert_eq!(
        page::eval("shop.map((item) => item.event ?? item[1])"),
        r#"["default","gtm.js","gtm.js"]"#
    );
    assert_eq!(page::eval("shop[1] === shop[2]"), "false");

    let other = GoogleTagManagerProps {
        consent,
        ..layer("blog", "GTM-THREE")
    };
    assert_eq!(mount_until(other, 1).await, [loaded("GTM-THREE")]);
    assert_eq!(
        page::eval("[shop.length, blog.length, dataLayer.length]"),
        "[3,2,0]"
    );
    assert_eq!(page::console(), [""; 0]);

    // A container has one data layer.
    let again = mount_until(layer("blog", "GTM-ONE"), 1).await;
    assert_eq!(again, [loaded("GTM-ONE")]);
    let console = page::console();
    assert!(
        console[0].contains("listens to window.shop already"),
        "{console:?}"
    );
    assert_eq!(scripts("GTM-ONE"), "1");
}

#[wasm_bindgen_test]
async fn an_address_with_everything() {
    let all = GoogleTagManagerProps {
        script_url: Some(format!("{CONTAINER}?st=1").into()),
        environment: Some(Environment::new("secret", "env-7")),
        nonce: Some("given".into()),
        ..layer("everything", "GTM-EVERY")
    };
    assert_eq!(mount_until(all, 1).await, [loaded("GTM-EVERY")]);
    assert_eq!(
        page::eval("document.querySelector('script[src*=GTM-EVERY]').getAttribute('src')"),
        format!(
            "\"{CONTAINER}?st=1&id=GTM-EVERY&l=everything&gtm_auth=secret&gtm_preview=env-7&gtm_cookies_win=x\""
        )
    );
    assert_eq!(
        page::eval("containers.find((container) => container.id === 'GTM-EVERY').nonce"),
        "\"given\""
    );
}

#[wasm_bindgen_test]
async fn an_address_alone() {
    let alone = GoogleTagManagerProps {
        script_url: Some("/tests/fixtures/gtm.js?st=alone&l=alone".into()),
        data_layer_name: "alone".into(),
        ..props(None::<&str>)
    };
    let first = mount_until(alone.clone(), 1).await;
    let again = mount_until(alone, 1).await;
    let loaded = GtmStatus::Loaded { id: None };
    assert_eq!([first, again].concat(), vec![loaded; 2]);
    assert_eq!(scripts("st=alone"), "1");
}

#[wasm_bindgen_test]
async fn the_nonce_of_the_page_is_copied() {
    page::run(
        "const first = document.createElement('script');
         first.type = 'text/plain';
         first.nonce = 'of the page';
         document.head.prepend(first);
         window.first = first",
    );
    mount_until(layer("nonce", "GTM-NONCE"), 1).await;
    page::run("first.remove()");
    assert_eq!(
        page::eval("containers.find((container) => container.id === 'GTM-NONCE').nonce"),
        "\"of the page\""
    );
}

#[wasm_bindgen_test]
async fn a_container_that_the_page_has_is_not_loaded() {
    // It runs.
    page::run("(window.google_tag_manager ??= {})['GTM-RUNS'] = {}; window.theirs = []");
    assert_eq!(
        mount_until(layer("theirs", "GTM-RUNS"), 1).await,
        [present("GTM-RUNS")]
    );
    assert_eq!(scripts("GTM-RUNS"), "0");

    // Its script is in the page, from wherever, and may not have come yet.
    page::run(
        "const script = document.createElement('script');
         script.type = 'text/plain';
         script.src = 'https://tags.example/gtm.js?l=theirs&id=GTM-WAITS';
         document.body.append(script)",
    );
    let waits = GoogleTagManagerProps {
        consent: vec![Consent::denied()],
        ..layer("theirs", "GTM-WAITS")
    };
    assert_eq!(page::console(), [""; 0]);
    assert_eq!(mount_until(waits, 1).await, [present("GTM-WAITS")]);
    assert_eq!(scripts("GTM-WAITS"), "1");

    // The start was the page's; a consent that comes late is better than none.
    assert_eq!(
        page::eval("theirs.map((item) => item[1])"),
        r#"["default"]"#
    );
    let console = page::console();
    assert!(
        console[0].contains("before the consent's default"),
        "{console:?}"
    );
}

/// How a user writes it.
#[component]
fn Written() -> Html {
    html! {
        <>
            <GoogleTagManager id="G-1" />
            <GoogleTagManager id={["G-1", "G-2"]} consent={Consent::denied()} />
            <GoogleTagManager id={vec!["G-1".to_owned()]} environment={Environment::new("a", "env-1")} />
            <GoogleTagManager id={Some(AttrValue::from("G-1"))} on_status={|_: GtmStatus| ()} />
            <GoogleTagManager />
        </>
    }
}

#[wasm_bindgen_test]
async fn it_renders_nothing() {
    let root = page::element();
    let app = yew::Renderer::<Written>::with_root(root.clone()).render();
    page::settle().await;
    assert_eq!(root.inner_html(), "");
    app.destroy();
    let console = page::console();
    assert_eq!(console.len(), 6, "{console:?}");
    assert!(
        console[5].contains("give it a container's id"),
        "{console:?}"
    );
}
