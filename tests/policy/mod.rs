//! The chat and a container under content security policies, with real headers in a real browser.
//!
//! These tests need ChromeDriver, Chromium and wasm-bindgen, which `cargo xtask test` provides.

mod glue;
mod site;
mod walk;

use std::rc::Rc;

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::webdriver::browser::Browser;
use crate::webdriver::served::Served;

/// Each page's path and its policy. The pages whose path starts with `/bare` remove every script, so
/// that the crate finds no nonce to copy.
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
    // The last three block both.
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

/// What a page shows and reports.
#[derive(Debug)]
struct Outcome {
    chat: String,
    container: String,
    /// The violations, what the container read from the data layer, and the live region's size.
    state: Value,
    console: Vec<String>,
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn policies_without_unsafe_inline_allow_chat_and_container() {
    Browser::with("policy", async |browser| {
        let site = site::serve(&POLICIES).await;
        visit_all(browser, site).await;
    })
    .await;
}

async fn visit_all(browser: Rc<Browser>, site: Served) {
    let (allowing, blocking) = POLICIES.split_at(POLICIES.len() - 3);
    for (path, _) in allowing {
        let outcome = visit(&browser, &site, path).await;
        assert_eq!(outcome.chat, "ready", "{path}: {outcome:?}");
        assert_eq!(outcome.container, "loaded", "{path}: {outcome:?}");
        assert_eq!(outcome.state["violations"], json!([]), "{path}");
        assert_eq!(outcome.console, [""; 0], "{path}");
        // The live region is visually hidden, although the policy blocks inline styles.
        assert_eq!(outcome.state["region"], json!([1, 1]), "{path}");
        let read = &outcome.state["read"];
        assert_eq!(read[0][0], "consent", "{path}: {read}");
        assert_eq!(read[1], "gtm.js", "{path}: {read}");
    }
    for (path, _) in blocking {
        let outcome = visit(&browser, &site, path).await;
        let help = match *path {
            "/bare-nonce" => "content security policy",
            _ => "trusted-types yew-customerly",
        };
        assert!(outcome.chat.contains(help), "{path}: {outcome:?}");
        assert!(outcome.container.contains(help), "{path}: {outcome:?}");
        // A control: the checks above can fail.
        assert_ne!(outcome.state["violations"], json!([]), "{path}");
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
        texts.push(element.text().await.expect("the element has text"));
    }
    let state = client
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
        .expect("the script runs");
    let [chat, container] = texts.try_into().expect("two texts");
    Outcome {
        chat,
        container,
        state,
        console: browser.console().await,
    }
}
