//! Two servers: one for the page, one in Customerly's place.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use tower_http::services::ServeDir;

use crate::launcher::Launcher;
use crate::webdriver::served::Served;
use crate::webdriver::{cargo, wasm};

/// Customerly's own snippet and what a page adds to it.
const SNIPPET: &str = concat!(
    include_str!("../fixtures/official.js"),
    include_str!("others/snippet.js"),
);

pub(crate) struct Site {
    page: Served,
    pub(crate) launcher: Launcher,
}

impl Site {
    /// The page on which things go wrong.
    pub(crate) async fn serve() -> Self {
        static APP: OnceLock<PathBuf> = OnceLock::new();
        let app = APP.get_or_init(|| wasm::build("faults"));
        Self::of(app, include_str!("index.html")).await
    }

    /// The page on which one thing is done very often.
    pub(crate) async fn serve_leaks() -> Self {
        static APP: OnceLock<PathBuf> = OnceLock::new();
        let app = APP.get_or_init(|| wasm::build_fast("leaks"));
        Self::of(app, include_str!("leaks/index.html")).await
    }

    async fn of(app: &Path, index: &str) -> Self {
        let launcher = Launcher::serve().await;
        let index = index.replace("LAUNCHER", &launcher.url());
        let script = |text| ([(CONTENT_TYPE, "text/javascript")], text);
        let pages = Router::new()
            .route("/", get(async move || Html(index)))
            .route(
                "/page.js",
                get(async move || script(include_str!("page.js"))),
            )
            .route("/others/snippet.js", get(async move || script(SNIPPET)))
            .route(
                "/others/recipe.js",
                get(async move || script(include_str!("others/recipe.js"))),
            )
            .route("/others/react.js", get(async || react().await))
            .route("/own/launcher.js", launcher.own())
            .route("/launcher-may-come", launcher.release())
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

/// Customerly's own React package, which asks the page where the launcher is.
async fn react() -> impl IntoResponse {
    let bundle = cargo::target().join("fixtures/react.js");
    let text = std::fs::read_to_string(&bundle);
    let text = text.expect("`cargo xtask tools` bundles it");
    let real = "\"https://messenger.customerly.io/launcher.js\"";
    assert!(text.contains(real), "the package has another launcher");
    let text = text.replace(real, "window.launcherUrl");
    ([(CONTENT_TYPE, "text/javascript")], text)
}
