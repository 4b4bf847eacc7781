//! The component that loads containers.

mod components;
mod consent;
mod failures;

use crate::support::page;
use components::{
    CONTAINER, STATUSES, layer, loaded, mount, mount_until, present, props, read_by, scripts,
    statuses,
};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use yew_customerly::gtm::{
    Consent, Environment, GoogleTagManager, GoogleTagManagerProps, GtmStatus,
};

#[wasm_bindgen_test]
async fn consent_is_pushed_before_the_start_and_the_start_before_the_script() {
    page::run("delete window.ordered");
    let before = js_sys::Date::now();
    let consent = vec![
        Consent::denied().region(["ES"]),
        Consent::new().ad_storage(false),
    ];
    let ordered = GoogleTagManagerProps {
        default_consent: consent,
        ..layer("ordered", "GTM-ORDER")
    };
    assert_eq!(mount_until(ordered.clone(), 1).await, [loaded("GTM-ORDER")]);
    let commands = read_by("GTM-ORDER");
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

    // The visitor's choice reaches the container. Another mount pushes nothing.
    assert!(Consent::granted().push_update_to("ordered").is_pushed());
    assert_eq!(mount_until(ordered, 1).await, [loaded("GTM-ORDER")]);
    assert_eq!(page::eval("ordered.length"), "4");
    assert!(read_by("GTM-ORDER").contains(r#"["consent","update",{"ad_storage":"granted""#));
    assert_eq!(page::console(), [""; 0]);
}

#[wasm_bindgen_test]
async fn fifty_mounts_load_one_script() {
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
async fn an_unmounted_component_receives_no_status_and_leaves_its_container() {
    statuses();
    let app = mount(layer("gone", "GTM-GONE")).await;
    app.destroy();
    assert_eq!(scripts("GTM-GONE"), "1");
    page::until(|| page::eval("google_tag_manager?.['GTM-GONE']") != "\"(undefined)\"").await;
    assert_eq!(mount_until(layer("gone", "GTM-GONE"), 1).await.len(), 1);
    assert_eq!(page::eval("gone.length"), "1");
}

#[wasm_bindgen_test]
async fn a_changed_callback_receives_the_status_without_another_load() {
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
async fn containers_and_data_layers_are_independent() {
    page::run("window.dataLayer = []; delete window.shop; delete window.blog");
    let consent = vec![Consent::denied()];
    let two = GoogleTagManagerProps {
        default_consent: consent.clone(),
        data_layer_name: "shop".into(),
        ..props(["GTM-ONE", "GTM-TWO"])
    };
    let mut statuses = mount_until(two, 2).await;
    statuses.sort_by_key(|status| format!("{status:?}"));
    assert_eq!(statuses, [loaded("GTM-ONE"), loaded("GTM-TWO")]);
    // One consent default for the data layer, and one start for each container.
    assert_eq!(
        page::eval("shop.map((item) => item.event ?? item[1])"),
        r#"["default","gtm.js","gtm.js"]"#
    );
    assert_eq!(page::eval("shop[1] === shop[2]"), "false");

    let other = GoogleTagManagerProps {
        default_consent: consent,
        ..layer("blog", "GTM-THREE")
    };
    assert_eq!(mount_until(other, 1).await, [loaded("GTM-THREE")]);
    assert_eq!(
        page::eval("[shop.length, blog.length, dataLayer.length]"),
        "[3,2,0]"
    );
    assert_eq!(page::console(), [""; 0]);

    // A container reads only one data layer.
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
async fn the_script_url_contains_every_option() {
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
async fn a_script_url_without_an_id_loads_once() {
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
async fn the_script_gets_the_nonce_of_the_page() {
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
async fn a_container_that_the_page_loads_itself_is_not_loaded_again() {
    // The page's container already runs.
    page::run("(window.google_tag_manager ??= {})['GTM-RUNS'] = {}; window.theirs = []");
    assert_eq!(
        mount_until(layer("theirs", "GTM-RUNS"), 1).await,
        [present("GTM-RUNS")]
    );
    assert_eq!(scripts("GTM-RUNS"), "0");

    // The page has a script element for the container, from another host, that has not loaded.
    page::run(
        "const script = document.createElement('script');
         script.type = 'text/plain';
         script.src = 'https://tags.example/gtm.js?l=theirs&id=GTM-WAITS';
         document.body.append(script)",
    );
    let waiting = GoogleTagManagerProps {
        default_consent: vec![Consent::denied()],
        ..layer("theirs", "GTM-WAITS")
    };
    assert_eq!(page::console(), [""; 0]);
    assert_eq!(mount_until(waiting, 1).await, [present("GTM-WAITS")]);
    assert_eq!(scripts("GTM-WAITS"), "1");

    // Only the consent is pushed, because the page pushes the start. The console warns that it is late.
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

/// The forms in which an app may write the properties.
#[component]
fn PropertyForms() -> Html {
    html! {
        <>
            <GoogleTagManager id="G-1" />
            <GoogleTagManager id={["G-1", "G-2"]} default_consent={Consent::denied()} />
            <GoogleTagManager id={vec!["G-1".to_owned()]} environment={Environment::new("a", "env-1")} />
            <GoogleTagManager id={Some(AttrValue::from("G-1"))} on_status={|_: GtmStatus| ()} />
            <GoogleTagManager />
        </>
    }
}

#[wasm_bindgen_test]
async fn the_component_renders_nothing() {
    let root = page::element();
    let app = yew::Renderer::<PropertyForms>::with_root(root.clone()).render();
    page::settle().await;
    assert_eq!(root.inner_html(), "");
    app.destroy();
    let console = page::console();
    assert_eq!(console.len(), 6, "{console:?}");
    assert!(console[5].contains("are both missing"), "{console:?}");
}
