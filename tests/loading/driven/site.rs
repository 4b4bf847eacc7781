//! Two servers: one for the page, and a stand-in for Customerly's that counts requests.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::serve::ListenerExt;
use tower_http::services::ServeDir;

use crate::webdriver::served::{self, Served};
use crate::webdriver::wasm;

/// The launcher's path on its server.
pub(crate) const LAUNCHER: &str = "/launcher.js";

/// A policy that allows each name of a Trusted Types policy once.
const STRICT: &str = "require-trusted-types-for 'script'; trusted-types yew-customerly";

pub(crate) struct Site {
    page: Served,
    customerly: Arc<Customerly>,
    _server: Served,
}

/// What the stand-in for Customerly's server records.
#[derive(Default)]
struct Customerly {
    requests: Mutex<Vec<String>>,
    /// Counts also connections without a request, such as a preconnect.
    connections: AtomicUsize,
    /// How many of the next requests fail.
    failures_left: AtomicUsize,
}

impl Site {
    pub(crate) async fn serve() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let launcher = std::fs::read_to_string(root.join("tests/fixtures/launcher.js"));
        let launcher = launcher.expect("the test launcher is readable");

        let customerly = Arc::new(Customerly::default());
        let listener = served::listener().await.tap_io({
            let customerly = customerly.clone();
            move |_| {
                customerly.connections.fetch_add(1, Ordering::SeqCst);
            }
        });
        let routes = Router::new().fallback({
            let customerly = customerly.clone();
            async move |uri: Uri| customerly.respond(&uri, &launcher)
        });
        let server = Served::start_on(listener, routes);

        let index = include_str!("../index.html").replace("LAUNCHER", &server.address(LAUNCHER));
        let pages = Router::new()
            .route(
                "/",
                get({
                    let index = index.clone();
                    async move || Html(index)
                }),
            )
            .route(
                "/strict",
                get(async move || ([(CONTENT_SECURITY_POLICY, STRICT)], Html(index))),
            )
            .route("/elsewhere", get(async || "elsewhere"))
            .fallback_service(ServeDir::new(wasm::build("loading")));
        Self {
            page: Served::start(pages).await,
            customerly,
            _server: server,
        }
    }

    /// The URL of this path on the page's server.
    pub(crate) fn url(&self, path: &str) -> String {
        self.page.address(path)
    }

    /// Resets the counts, and lets this many of the next requests fail.
    pub(crate) fn reset(&self, failures: usize) {
        self.customerly.requests.lock().expect("no panic").clear();
        self.customerly.connections.store(0, Ordering::SeqCst);
        self.customerly
            .failures_left
            .store(failures, Ordering::SeqCst);
    }

    /// The paths that were requested from the stand-in for Customerly's server.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.customerly.requests.lock().expect("no panic").clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.customerly.connections.load(Ordering::SeqCst)
    }
}

impl Customerly {
    fn respond(&self, uri: &Uri, launcher: &str) -> Response {
        self.requests
            .lock()
            .expect("no panic")
            .push(uri.path().to_owned());
        let failure = self
            .failures_left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                left.checked_sub(1)
            });
        if failure.is_ok() {
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
        let headers = [
            (CONTENT_TYPE, "text/javascript"),
            // Each page must request it anew.
            (CACHE_CONTROL, "no-store"),
        ];
        (headers, launcher.to_owned()).into_response()
    }
}
