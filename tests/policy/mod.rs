//! The chat and a container under content security policies, as real headers in a real browser.
//!
//! Needs chromedriver, Chromium and wasm-bindgen, which `cargo xtask test` brings.

mod glue;
mod site;
mod walk;

use std::rc::Rc;

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::webdriver::browser::Browser;
use crate::webdriver::served::Served;

/// The page's path and its policy. Whose path starts with `/bare` has no nonce left to be copied.
const POLICIES: [(&str, &str); 9] = [
    (
        "/nonce",
        "default-src 'none'; connect-src 'self'; img-src data:; \
         script-src 'nonce-NONCE' 'wasm-unsafe-eval'",
    ),
    ("/untyped", "script-src 'nonce-NONCE' 'wasm-unsafe-eval'"),
    (
        "/strict-dynamic",
        "script-src 'nonce-NONCE' 'strict-dynamic' 'wasm-unsafe-eval'",
    ),
    (
        "/bare-strict-dynamic",
        "script-src 'nonce-NONCE' 'strict-dynamic' 'wasm-unsafe-eval'",
    ),
    (
        "/trusted-types",
        "script-src 'nonce-NONCE' 'wasm-unsafe-eval'; \
         require-trusted-types-for 'script'; trusted-types yew-customerly",
    ),
    (
        "/any-trusted-types",
        "script-src 'nonce-NONCE' 'strict-dynamic' 'wasm-unsafe-eval'; \
         require-trusted-types-for 'script'",
    ),
    // The last three do not let them in.
    ("/bare-nonce", "script-src 'nonce-NONCE' 'wasm-unsafe-eval'"),
    (
        "/other-trusted-types",
        "script-src 'nonce-NONCE' 'wasm-unsafe-eval'; \
         require-trusted-types-for 'script'; trusted-types other",
    ),
    (
        "/no-trusted-types",
        "script-src 'nonce-NONCE' 'wasm-unsafe-eval'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
    ),
];

/// What a page said.
#[derive(Debug)]
struct Outcome {
    chat: String,
    container: String,
    /// The violations, what the container read from the data layer, and the live region's size.
    seen: Value,
    console: Vec<String>,
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn policies_without_unsafe_inline_let_chat_and_container_in() {
    let site = site::serve(&POLICIES).await;
    Browser::with("policy", |browser| visit_all(browser, site)).await;
}

async fn visit_all(browser: Rc<Browser>, site: Served) {
    let (open, closed) = POLICIES.split_at(POLICIES.len() - 3);
    for (path, _) in open {
        let outcome = visit(&browser, &site, path).await;
        assert_eq!(outcome.chat, "ready", "{path}: {outcome:?}");
        assert_eq!(outcome.container, "loaded", "{path}: {outcome:?}");
        assert_eq!(outcome.seen["violations"], json!([]), "{path}");
        assert_eq!(outcome.console, [""; 0], "{path}");
        // What the chat button says is out of sight, though the policy forbids styles in the markup.
        assert_eq!(outcome.seen["region"], json!([1, 1]), "{path}");
        let read = &outcome.seen["read"];
        assert_eq!(read[0][0], "consent", "{path}: {read}");
        assert_eq!(read[1], "gtm.js", "{path}: {read}");
    }
    for (path, _) in closed {
        let outcome = visit(&browser, &site, path).await;
        let help = match *path {
            "/bare-nonce" => "content security policy",
            _ => "trusted-types yew-customerly",
        };
        assert!(outcome.chat.contains(help), "{path}: {outcome:?}");
        assert!(outcome.container.contains(help), "{path}: {outcome:?}");
        // So that what is expected above can fail.
        assert_ne!(outcome.seen["violations"], json!([]), "{path}");
        assert_ne!(outcome.console, [""; 0], "{path}");
    }
}

async fn visit(browser: &Browser, site: &Served, path: &str) -> Outcome {
    let client = &browser.client;
    client
        .goto(&site.address(path))
        .await
        .expect("the page loads");
    let mut texts = Vec::new();
    for id in ["chat", "container"] {
        let element = client.wait().for_element(Locator::Id(id)).await;
        let element = match element {
            Ok(element) => element,
            Err(error) => panic!("{path}: {error}: {:?}", browser.console().await),
        };
        texts.push(element.text().await.expect("it has a text"));
    }
    let seen = client
        .execute(
            "const region = document.querySelector('body > [role=status]');
             return {
                 violations,
                 read: window.containers?.[0].taken,
                 region: [region.offsetWidth, region.offsetHeight],
             }",
            Vec::new(),
        )
        .await
        .expect("the page can be asked");
    let [chat, container] = texts.try_into().expect("two texts");
    Outcome {
        chat,
        container,
        seen,
        console: browser.console().await,
    }
}
