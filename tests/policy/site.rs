//! A server of one page under several policies.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use tower_http::services::ServeDir;

use crate::webdriver::served::Served;
use crate::webdriver::wasm;

/// The path of a launcher that fails every other request, beginning with the first.
pub(crate) const FAILING_LAUNCHER: &str = "/failing/launcher.js";

const NONCE: &str = "cmFuZG9tIGVub3VnaA";

/// Serves the page at each of these paths, each with its policy.
pub(crate) async fn serve(policies: &[(&'static str, &'static str)]) -> Served {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = include_str!("index.html").replace("NONCE", NONCE);
    let mut app = Router::new()
        .nest_service("/fixtures", ServeDir::new(root.join("tests/fixtures")))
        .route(FAILING_LAUNCHER, get(async || failing_launcher()))
        .fallback_service(ServeDir::new(wasm::build_whole("policy")));
    for (path, policy) in policies {
        let page = Html(page.clone());
        let policy = policy.replace("NONCE", NONCE);
        app = app.route(
            path,
            get(async move || ([(CONTENT_SECURITY_POLICY, policy)], page)),
        );
    }
    Served::start(app).await
}

fn failing_launcher() -> Response {
    static FAILED: AtomicBool = AtomicBool::new(false);
    if !FAILED.fetch_xor(true, Ordering::SeqCst) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let headers = [
        (CONTENT_TYPE, "text/javascript"),
        // Each page must request it anew.
        (CACHE_CONTROL, "no-store"),
    ];
    (headers, include_str!("../fixtures/launcher.js")).into_response()
}
