//! A server of one page under many policies.

use std::path::Path;

use axum::Router;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::Html;
use axum::routing::get;
use tower_http::services::ServeDir;

use crate::webdriver::served::Served;
use crate::webdriver::wasm;

const NONCE: &str = "cmFuZG9tIGVub3VnaA";

/// Serves the page at each of these paths, under the policy that goes with it.
pub(crate) async fn serve(policies: &[(&'static str, &'static str)]) -> Served {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = include_str!("index.html").replace("NONCE", NONCE);
    let mut app = Router::new()
        .nest_service("/fixtures", ServeDir::new(root.join("tests/fixtures")))
        .fallback_service(ServeDir::new(wasm::build("policy")));
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
