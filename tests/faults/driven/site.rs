//! Two servers: one serves the page, the other stands in for Customerly's.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use tower_http::services::ServeDir;

use super::launcher::Launcher;
use crate::webdriver::served::Served;
use crate::webdriver::{cargo, wasm};

/// Customerly's official snippet and the code that a page adds to it.
const SNIPPET: &str = concat!(
    include_str!("../../fixtures/official.js"),
    include_str!("../others/snippet.js"),
);

pub(crate) struct Site {
    page: Served,
    pub(crate) launcher: Launcher,
}

impl Site {
    /// Serves the page of the fault tests.
    pub(crate) async fn serve() -> Self {
        static APP: OnceLock<PathBuf> = OnceLock::new();
        let app = APP.get_or_init(|| wasm::build("faults"));
        Self::serve_app(app, include_str!("../index.html")).await
    }

    /// Serves the page of the leak tests.
    pub(crate) async fn serve_leaks() -> Self {
        static APP: OnceLock<PathBuf> = OnceLock::new();
        let app = APP.get_or_init(|| wasm::build_fast("leaks"));
        Self::serve_app(app, include_str!("../leaks/index.html")).await
    }

    async fn serve_app(app: &Path, index: &str) -> Self {
        let launcher = Launcher::serve().await;
        let index = index.replace("LAUNCHER", &launcher.url());
        let script = |text| ([(CONTENT_TYPE, "text/javascript")], text);
        let pages = Router::new()
            .route("/", get(async move || Html(index)))
            .route(
                "/page.js",
                get(async move || script(include_str!("../page.js"))),
            )
            .route("/others/snippet.js", get(async move || script(SNIPPET)))
            .route(
                "/others/recipe.js",
                get(async move || script(include_str!("../others/recipe.js"))),
            )
            .route("/others/react.js", get(async || react_bundle().await))
            .route("/own/launcher.js", launcher.same_origin_route())
            .route("/launcher-may-come", launcher.release_route())
            .fallback_service(ServeDir::new(app));
        Self {
            page: Served::start(pages).await,
            launcher,
        }
    }

    pub(crate) fn address(&self, path: &str) -> String {
        self.page.address(path)
    }
}

/// Customerly's React package, changed to read the launcher's address from the page.
async fn react_bundle() -> impl IntoResponse {
    let bundle = cargo::target().join("fixtures/react.js");
    let text = std::fs::read_to_string(&bundle);
    let text = text.expect("`cargo xtask tools` has bundled the React package");
    let real = "\"https://messenger.customerly.io/launcher.js\"";
    assert!(
        text.contains(real),
        "the package does not contain the launcher's address"
    );
    let text = text.replace(real, "window.launcherUrl");
    ([(CONTENT_TYPE, "text/javascript")], text)
}
