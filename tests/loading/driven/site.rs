//! Two servers: one for the page, one in Customerly's place that counts what it is asked for.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::serve::ListenerExt;
use tower_http::services::ServeDir;

use crate::webdriver::served::{self, Served};
use crate::webdriver::wasm;

/// The launcher's path on its server.
pub(crate) const LAUNCHER: &str = "/launcher.js";

pub(crate) struct Site {
    page: Served,
    customerly: Arc<Customerly>,
    _server: Served,
}

/// What Customerly's server sees.
#[derive(Default)]
struct Customerly {
    requests: Mutex<Vec<String>>,
    /// A browser that only gets ready to ask shows here.
    connections: AtomicUsize,
    /// How many requests it has yet to fail.
    failing: AtomicUsize,
}

impl Site {
    pub(crate) async fn serve() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let launcher = std::fs::read_to_string(root.join("tests/fixtures/launcher.js"));
        let launcher = launcher.expect("the tests have a launcher");

        let customerly = Arc::new(Customerly::default());
        let listener = served::listener().await.tap_io({
            let customerly = customerly.clone();
            move |_| {
                customerly.connections.fetch_add(1, Ordering::SeqCst);
            }
        });
        let answers = Router::new().fallback({
            let customerly = customerly.clone();
            async move |uri: Uri| customerly.answer(&uri, &launcher)
        });
        let server = Served::start_on(listener, answers);

        let index = include_str!("../index.html").replace("LAUNCHER", &server.address(LAUNCHER));
        let pages = Router::new()
            .route("/", get(async move || Html(index)))
            .route("/elsewhere", get(async || "elsewhere"))
            .fallback_service(ServeDir::new(wasm::build("loading")));
        Self {
            page: Served::start(pages).await,
            customerly,
            _server: server,
        }
    }

    /// The page's address with these options.
    pub(crate) fn address(&self, path: &str) -> String {
        self.page.address(path)
    }

    /// From now on nothing has been asked, and the next requests fail, as many as these.
    pub(crate) fn forget(&self, failing: usize) {
        self.customerly.requests.lock().expect("no panic").clear();
        self.customerly.connections.store(0, Ordering::SeqCst);
        self.customerly.failing.store(failing, Ordering::SeqCst);
    }

    /// The paths that Customerly was asked for.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.customerly.requests.lock().expect("no panic").clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.customerly.connections.load(Ordering::SeqCst)
    }
}

impl Customerly {
    fn answer(&self, uri: &Uri, launcher: &str) -> Response {
        self.requests
            .lock()
            .expect("no panic")
            .push(uri.path().to_owned());
        let failing = self
            .failing
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                left.checked_sub(1)
            });
        if failing.is_ok() {
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
        let headers = [
            (CONTENT_TYPE, "text/javascript"),
            // So that every page has to ask.
            (CACHE_CONTROL, "no-store"),
        ];
        (headers, launcher.to_owned()).into_response()
    }
}
