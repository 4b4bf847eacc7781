//! The commands of the consent mode, read as Google Tag Manager reads them.
#![cfg(target_family = "wasm")]

mod support;

use std::time::Duration;

use support::page;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew_customerly::gtm::Consent;

wasm_bindgen_test_configure!(run_in_browser);

/// A listener that tells commands from messages as gtm.js does; `commands` keeps what it took.
const LISTENER: &str = "
    window.commands = [];
    window.dataLayer = [];
    const isCommand = (item) => Object.prototype.toString.call(item) === '[object Arguments]';
    const push = dataLayer.push;
    dataLayer.push = (...items) => {
        push.apply(dataLayer, items);
        commands.push(...items.filter(isCommand).map((item) => [].slice.call(item)));
        return true;
    };";

#[wasm_bindgen_test]
fn a_command_is_taken_and_an_array_is_not() {
    page::run(LISTENER);
    page::run("dataLayer.push(['consent', 'default', { ad_storage: 'denied' }])");
    assert_eq!(page::eval("[dataLayer.length, commands.length]"), "[1,0]");

    // As Google's own snippet makes it.
    page::run(
        "(function () { dataLayer.push(arguments) })('consent', 'default', { region: ['ES'] })",
    );
    assert_eq!(page::eval("commands.length"), "1");

    assert!(Consent::new().ad_storage(false).push_default());
    assert_eq!(page::eval("[dataLayer.length, commands.length]"), "[3,2]");
    assert_eq!(
        page::eval("commands[1]"),
        r#"["consent","default",{"ad_storage":"denied"}]"#
    );
    assert_eq!(page::console(), [""; 0]);
}

#[wasm_bindgen_test]
fn a_command_is_like_the_arguments_of_a_function() {
    page::run(LISTENER);
    assert!(Consent::granted().push_update());
    page::run(
        "window.real = (function () { return arguments })('consent', 'update', {});
         window.ours = dataLayer[0]",
    );
    for trait_of_it in [
        "Object.prototype.toString.call(it)",
        "Array.isArray(it)",
        "it.length",
        "Object.keys(it)",
        "[...it].length",
        "Array.from(it).slice(0, 2)",
        "Object.isExtensible(it)",
        "Object.getPrototypeOf(it) === Object.prototype",
        "Object.getOwnPropertyDescriptor(it, 'length')",
    ] {
        let of = |it: &str| page::eval(&format!("((it) => {trait_of_it})({it})"));
        assert_eq!(of("ours"), of("real"), "{trait_of_it}");
    }
}

#[wasm_bindgen_test]
fn all_seven_signals_and_the_options_of_a_default() {
    page::run(LISTENER);
    let consent = Consent::denied()
        .ad_storage(true)
        .analytics_storage(true)
        .security_storage(true)
        .wait_for_update(Duration::from_millis(500))
        .region(["ES", "US-AK"]);
    assert!(consent.push_default());
    assert!(consent.push_update());
    let signals = r#""ad_storage":"granted","analytics_storage":"granted","ad_user_data":"denied","ad_personalization":"denied","functionality_storage":"denied","personalization_storage":"denied","security_storage":"granted""#;
    assert_eq!(
        page::eval("commands"),
        format!(
            r#"[["consent","default",{{{signals},"wait_for_update":500,"region":["ES","US-AK"]}}],["consent","update",{{{signals}}}]]"#
        )
    );
    assert_eq!(page::console(), [""; 0]);
}

#[wasm_bindgen_test]
fn a_region_that_google_would_ignore_is_named() {
    page::run(LISTENER);
    assert!(Consent::denied().region(["Spain"]).push_default());
    let console = page::console();
    assert!(console[0].contains("Spain is no region"), "{console:?}");
}

#[wasm_bindgen_test]
fn another_data_layer_and_a_broken_one() {
    page::run("delete window.otherLayer; window.dataLayer = []");
    assert!(Consent::denied().push_default_to("otherLayer"));
    assert!(Consent::granted().push_update_to("otherLayer"));
    assert_eq!(
        page::eval("[dataLayer.length, otherLayer.map((command) => command[1])]"),
        r#"[0,["default","update"]]"#
    );

    page::run("window.dataLayer = { push() { throw new Error('the tag broke') } }");
    assert!(!Consent::granted().push_update());
    assert_eq!(
        page::console(),
        [
            "yew-customerly: the consent update did not reach window.dataLayer: its push threw: the tag broke"
        ]
    );
    page::run("window.dataLayer = []");
}
