//! The commands of consent mode, read the way Google Tag Manager reads them.

use std::time::Duration;

use crate::support::page;
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::gtm::Consent;

/// A listener that distinguishes commands from messages the way gtm.js does, and collects them in `commands`.
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
fn a_command_is_recognized_and_an_array_is_not() {
    page::run(LISTENER);
    page::run("dataLayer.push(['consent', 'default', { ad_storage: 'denied' }])");
    assert_eq!(page::eval("[dataLayer.length, commands.length]"), "[1,0]");

    // The way Google's own snippet creates a command.
    page::run(
        "(function () { dataLayer.push(arguments) })('consent', 'default', { region: ['ES'] })",
    );
    assert_eq!(page::eval("commands.length"), "1");

    assert!(Consent::new().ad_storage(false).push_default().is_pushed());
    assert_eq!(page::eval("[dataLayer.length, commands.length]"), "[3,2]");
    assert_eq!(
        page::eval("commands[1]"),
        r#"["consent","default",{"ad_storage":"denied"}]"#
    );
    assert_eq!(page::console(), [""; 0]);
}

#[wasm_bindgen_test]
fn a_command_looks_like_an_arguments_object() {
    page::run(LISTENER);
    assert!(Consent::granted().push_update().is_pushed());
    page::run(
        "window.real = (function () { return arguments })('consent', 'update', {});
         window.ours = dataLayer[0]",
    );
    for property in [
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
        let of = |it: &str| page::eval(&format!("((it) => {property})({it})"));
        assert_eq!(of("ours"), of("real"), "{property}");
    }
}

#[wasm_bindgen_test]
fn a_command_contains_all_seven_signals_and_only_a_default_its_options() {
    page::run(LISTENER);
    let consent = Consent::denied()
        .ad_storage(true)
        .analytics_storage(true)
        .security_storage(true)
        .wait_for_update(Duration::from_millis(500))
        .region(["ES", "US-AK"]);
    assert!(consent.push_default().is_pushed());
    assert!(consent.push_update().is_pushed());
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
fn options_that_are_no_signals_come_before_the_command() {
    page::run(LISTENER);
    let consent = Consent::new()
        .ad_storage(false)
        .ads_data_redaction(true)
        .url_passthrough(false);
    assert!(consent.push_default().is_pushed());
    assert_eq!(
        page::eval("commands"),
        r#"[["set","ads_data_redaction",true],["set","url_passthrough",false],["consent","default",{"ad_storage":"denied"}]]"#
    );
}

#[wasm_bindgen_test]
fn the_console_names_a_region_that_google_ignores() {
    page::run(LISTENER);
    assert!(
        Consent::denied()
            .region(["Spain"])
            .push_default()
            .is_pushed()
    );
    let console = page::console();
    assert!(console[0].contains("ignores region Spain"), "{console:?}");
}

#[wasm_bindgen_test]
fn a_command_reaches_a_named_data_layer_and_reports_one_that_throws() {
    page::run("delete window.otherLayer; window.dataLayer = []");
    assert!(Consent::denied().push_default_to("otherLayer").is_pushed());
    assert!(Consent::granted().push_update_to("otherLayer").is_pushed());
    assert_eq!(
        page::eval("[dataLayer.length, otherLayer.map((command) => command[1])]"),
        r#"[0,["default","update"]]"#
    );

    page::run("window.dataLayer = { push() { throw new Error('the tag broke') } }");
    assert!(!Consent::granted().push_update().is_pushed());
    assert_eq!(
        page::console(),
        [
            "yew-customerly: the consent update did not reach window.dataLayer: its push threw: the tag broke"
        ]
    );
    page::run("window.dataLayer = []");
}
