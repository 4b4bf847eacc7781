//! Where a launcher may come from, as the browser reads the address.

use crate::support::{chat, mount, page, props};
use wasm_bindgen_test::wasm_bindgen_test;
use yew_customerly::{
    CommandError, CommandOutcome, CustomerlyProviderProps, LoadError, MessengerStatus,
};

/// On a port where nobody answers.
const SECURE: [&str; 5] = [
    "https://127.0.0.1:1/launcher.js",
    " \n\tHTTPS://127.0.0.1:1/launcher.js",
    "ht\ttps:\\\\127.0.0.1:1\\launcher.js",
    "https:127.0.0.1:1/launcher.js",
    "https://127.0.0.1:1/http://a.example/launcher.js#data:",
];

/// Of the page's own server, which has no such file.
const OWN: [&str; 6] = [
    "/missing/launcher.js",
    "missing/launcher.js?//evil.example",
    " /missing/launch\ner.js",
    "\\missing\\launcher.js",
    "http:missing/launcher.js",
    "./https:/launcher.js",
];

/// Another server than the page's, over a line that anybody may change.
const PLAIN: [&str; 6] = [
    "http://127.0.0.1:1/launcher.js",
    "//127.0.0.1:1/launcher.js",
    "\\\\127.0.0.1:1\\launcher.js",
    "/\t/127.0.0.1:1/launcher.js",
    "\u{1}h\nttp:/\\127.0.0.1:1/https://launcher.js",
    "HTTP://localhost:1/launcher.js",
];

/// Nothing that a script is fetched from.
const WRONG: [&str; 17] = [
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

/// What becomes of a launcher from there, and what the console has to say of it.
async fn outcome(url: &str, allow_http: bool) -> (LoadError, Vec<String>) {
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

async fn is_asked_for(url: &str, allow_http: bool) {
    let (error, _) = outcome(url, allow_http).await;
    let url = url.to_owned().into();
    assert_eq!(error, LoadError::Script { url });
}

async fn is_refused(url: &str, allow_http: bool) {
    let (error, console) = outcome(url, allow_http).await;
    let expected = LoadError::InvalidLauncherUrl {
        url: url.to_owned().into(),
    };
    assert_eq!(error, expected);
    assert_eq!(console.len(), 1, "{url}: {console:?}");
    for part in [url, "by https: or from the page's own origin", "allow_http"] {
        assert!(console[0].contains(part), "{url}: {console:?}");
    }
    assert_eq!(scripts(), "0", "{url}");
}

/// How many scripts a provider has put into the page, which leave it again when they bring nothing.
fn scripts() -> String {
    page::eval("document.querySelectorAll('script[src*=launcher], script[src*=alert]').length")
}

#[wasm_bindgen_test]
async fn an_address_is_judged_as_the_browser_reads_it() {
    for url in SECURE.into_iter().chain(OWN) {
        is_asked_for(url, false).await;
    }
    for url in PLAIN.into_iter().chain(WRONG) {
        is_refused(url, false).await;
    }
    // What an app may allow is plain HTTP and no more.
    for url in PLAIN {
        is_asked_for(url, true).await;
    }
    for url in WRONG {
        is_refused(url, true).await;
    }

    // The base of the page decides as well.
    page::run(
        "window.base = document.createElement('base');
         base.href = 'http://127.0.0.1:1/';
         document.head.prepend(base)",
    );
    is_refused("/missing/launcher.js", false).await;
    page::run("base.href = 'https://127.0.0.1:1/'");
    is_asked_for("//127.0.0.1:1/missing/launcher.js", false).await;
    page::run("base.remove()");
    is_asked_for("/missing/launcher.js", false).await;

    // A name stands in no address, not even of the page's own origin.
    let host = page::run("return location.host")
        .as_string()
        .expect("a host");
    is_refused(&format!("http://ada@{host}/launcher.js"), true).await;
    is_asked_for(&format!("http://{host}/missing/launcher.js"), false).await;

    // A text that a script made on the page's own origin is still no address of its server.
    let blob = page::run("return URL.createObjectURL(new Blob(['window.ran = 1']))");
    is_refused(&blob.as_string().expect("an address"), false).await;
    assert_eq!(page::eval("window.ran"), "\"(undefined)\"");

    // A command that waits for it is told, and the right address mends it.
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
