//! A server of one page under many policies.

use std::path::{Path, PathBuf};
use std::process::Command;

use axum::Router;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::Html;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tower_http::services::ServeDir;

use crate::cargo;

const NONCE: &str = "cmFuZG9tIGVub3VnaA";

/// Ends when dropped.
pub(crate) struct Site {
    origin: String,
    server: JoinHandle<()>,
}

impl Site {
    /// Serves the page at each of these paths, under the policy that goes with it.
    pub(crate) async fn serve(policies: &[(&'static str, &'static str)]) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let page = include_str!("index.html").replace("NONCE", NONCE);
        let mut app = Router::new()
            .nest_service("/fixtures", ServeDir::new(root.join("tests/fixtures")))
            .fallback_service(ServeDir::new(build()));
        for (path, policy) in policies {
            let page = Html(page.clone());
            let policy = policy.replace("NONCE", NONCE);
            app = app.route(
                path,
                get(async move || ([(CONTENT_SECURITY_POLICY, policy)], page)),
            );
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("the port's address");
        let server = tokio::spawn(async move {
            axum::serve(listener, app).await.expect("the server serves");
        });
        Self {
            origin: format!("http://{address}"),
            server,
        }
    }

    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// Builds the app as a browser loads it, and says where it lies.
fn build() -> PathBuf {
    const WASM: &str = "wasm32-unknown-unknown";

    cargo::build("policy", &["--target", WASM]);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("policy");
    let mut wasm_bindgen = Command::new("wasm-bindgen");
    wasm_bindgen
        .args(["--target", "web", "--no-typescript", "--out-dir"])
        .arg(&folder)
        .arg(
            cargo::target()
                .join(WASM)
                .join("debug/examples/policy.wasm"),
        );
    cargo::run(wasm_bindgen);
    folder
}
