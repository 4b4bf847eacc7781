//! The URLs that a launcher may be loaded from, as the browser parses them.

use crate::support::{chat, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{
    CommandError, CommandOutcome, CustomerlyProviderProps, LoadError, MessengerStatus,
};

/// URLs with HTTPS, on a port where no server listens.
const HTTPS: [&str; 5] = [
    "https://127.0.0.1:1/launcher.js",
    " \n\tHTTPS://127.0.0.1:1/launcher.js",
    "ht\ttps:\\\\127.0.0.1:1\\launcher.js",
    "https:127.0.0.1:1/launcher.js",
    "https://127.0.0.1:1/http://a.example/launcher.js#data:",
];

/// URLs of the page's own origin, where no such file exists.
const SAME_ORIGIN: [&str; 6] = [
    "/missing/launcher.js",
    "missing/launcher.js?//evil.example",
    " /missing/launch\ner.js",
    "\\missing\\launcher.js",
    "http:missing/launcher.js",
    "./https:/launcher.js",
];

/// URLs of another origin with HTTP, where anyone on the network can change the response.
const HTTP: [&str; 6] = [
    "http://127.0.0.1:1/launcher.js",
    "//127.0.0.1:1/launcher.js",
    "\\\\127.0.0.1:1\\launcher.js",
    "/\t/127.0.0.1:1/launcher.js",
    "\u{1}h\nttp:/\\127.0.0.1:1/https://launcher.js",
    "HTTP://localhost:1/launcher.js",
];

/// URLs that the crate never loads a script from.
const INVALID: [&str; 17] = [
    "javascript:alert(1)",
    "\u{1f} java\tscript\n:alert(1)",
    "JAVASCRIPT://https://127.0.0.1/%0aalert(1)",
    "data:text/javascript,window.ran=1",
    "data:text/javascript;https://,window.ran=1",
    "blob:https://127.0.0.1/8a5a4c2e-0000-4000-8000-000000000000",
    "file:///launcher.js",
    "ftp://127.0.0.1/launcher.js",
    "about:blank",
    "httpss://127.0.0.1/launcher.js",
    "https://ada@127.0.0.1:1/launcher.js",
    "https://:secret@127.0.0.1:1/launcher.js",
    "https://messenger.customerly.io@127.0.0.1:1\\launcher.js",
    "https://",
    "https://[::1/launcher.js",
    "https://127.0.0.1:65536/launcher.js",
    " ",
];

/// The load error for this launcher URL, and the lines in the console.
async fn load_error(url: &str, allow_http: bool) -> (LoadError, Vec<String>) {
    let app = mount(CustomerlyProviderProps {
        launcher_url: Some(url.to_owned().into()),
        allow_http,
        ..props("")
    })
    .await;
    page::until(|| matches!(chat().status(), MessengerStatus::Failed(_))).await;
    let MessengerStatus::Failed(error) = chat().status() else {
        panic!("{url}: {:?}", chat().status());
    };
    app.destroy();
    (error, page::console())
}

async fn expect_requested(url: &str, allow_http: bool) {
    let (error, _) = load_error(url, allow_http).await;
    let url = url.to_owned().into();
    assert_eq!(error, LoadError::Script { url });
}

async fn expect_refused(url: &str, allow_http: bool) {
    let (error, console) = load_error(url, allow_http).await;
    let expected = LoadError::InvalidLauncherUrl {
        url: url.to_owned().into(),
    };
    assert_eq!(error, expected);
    assert_eq!(console.len(), 1, "{url}: {console:?}");
    for part in [url, "by https: or from the page's own origin", "allow_http"] {
        assert!(console[0].contains(part), "{url}: {console:?}");
    }
    assert_eq!(script_count(), "0", "{url}");
}

/// The number of launcher scripts in the page. A script that fails to load is removed.
fn script_count() -> String {
    page::eval("document.querySelectorAll('script[src*=launcher], script[src*=alert]').length")
}

#[wasm_bindgen_test]
async fn a_launcher_url_is_validated_as_the_browser_parses_it() {
    for url in HTTPS.into_iter().chain(SAME_ORIGIN) {
        expect_requested(url, false).await;
    }
    for url in HTTP.into_iter().chain(INVALID) {
        expect_refused(url, false).await;
    }
    // `allow_http` allows plain HTTP and nothing else.
    for url in HTTP {
        expect_requested(url, true).await;
    }
    for url in INVALID {
        expect_refused(url, true).await;
    }

    // Relative URLs resolve against the page's base URL.
    page::run(
        "window.base = document.createElement('base');
         base.href = 'http://127.0.0.1:1/';
         document.head.prepend(base)",
    );
    expect_refused("/missing/launcher.js", false).await;
    page::run("base.href = 'https://127.0.0.1:1/'");
    expect_requested("//127.0.0.1:1/missing/launcher.js", false).await;
    page::run("base.remove()");
    expect_requested("/missing/launcher.js", false).await;

    // A URL with credentials is refused, even on the page's own origin.
    let host = page::run("return location.host")
        .as_string()
        .expect("the page has a host");
    expect_refused(&format!("http://ada@{host}/launcher.js"), true).await;
    expect_requested(&format!("http://{host}/missing/launcher.js"), false).await;

    // A `blob:` URL has the page's own origin, but a script created its content.
    let blob = page::run("return URL.createObjectURL(new Blob(['window.ran = 1']))");
    expect_refused(&blob.as_string().expect("the script returns a URL"), false).await;
    assert_eq!(page::eval("window.ran"), "\"(undefined)\"");

    // Commands are refused until the app sets a valid URL.
    let mut app = mount(CustomerlyProviderProps {
        launcher_url: Some("http://127.0.0.1:1/launcher.js".into()),
        ..props("")
    })
    .await;
    let MessengerStatus::Failed(error) = chat().status() else {
        panic!("{:?}", chat().status());
    };
    let refused = CommandOutcome::Refused(CommandError::NotLoaded(error));
    assert_eq!(chat().open(), refused);
    assert_eq!(chat().load(), refused);
    app.update(props(""));
    page::until(|| chat().status() == MessengerStatus::Ready).await;
    assert_eq!(chat().open(), CommandOutcome::Sent);
}
