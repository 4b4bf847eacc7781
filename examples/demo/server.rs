//! The demo's server: it renders each page, and the wasm app hydrates it in the browser.
//!
//! `cargo xtask ssr` builds the wasm app into `dist/` and starts this server.

use std::path::Path;
use std::sync::Arc;
use std::{env, fs, io};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;
use yew::ServerRenderer;
use yew_router::Routable;
use yew_router::history::{History, MemoryHistory};
use yew_router::query::Raw;

use crate::app::{App, AppProps};
use crate::lamps::Lamp;
use crate::page::TitleSlot;
use crate::route::Route;

/// Serves on the port in the first argument, or 8080, until the process is stopped.
#[tokio::main]
pub(crate) async fn run() {
    if let Err(error) = serve().await {
        eprintln!("error: {error}");
        std::process::exit(1);
    }
}

async fn serve() -> io::Result<()> {
    let port = match env::args().nth(1) {
        Some(port) => port.parse().map_err(io::Error::other)?,
        None => 8080_u16,
    };
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    let template = Arc::new(Template::read(&dist)?);
    let files = ServeDir::new(dist)
        // That would serve the unrendered template for `/`.
        .append_index_html_on_directories(false)
        .fallback(get(render_page).with_state(template));
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    println!("http://{}/", listener.local_addr()?);
    axum::serve(listener, Router::new().fallback_service(files)).await
}

/// The page that Trunk built, split where the rendered title and app go.
struct Template {
    before_title: String,
    before_app: String,
    after_app: String,
}

impl Template {
    fn read(dist: &Path) -> io::Result<Self> {
        let index = dist.join("index.html");
        let html = fs::read_to_string(&index).map_err(|error| {
            let index = index.display();
            io::Error::other(format!("{index}: {error}; run `trunk build` first"))
        })?;
        let parts = html.split_once("<title>").and_then(|(before, rest)| {
            let (_, rest) = rest.split_once("</title>")?;
            let (head, after) = rest.split_once("<div id=\"app\">")?;
            Some((before, head, after))
        });
        let (before, head, after) =
            parts.ok_or_else(|| io::Error::other("index.html contains no <title> or no #app"))?;
        Ok(Self {
            before_title: format!("{before}<title>"),
            before_app: format!("</title>{head}<div id=\"app\">"),
            after_app: after.to_owned(),
        })
    }

    fn fill(&self, title: &str, app: &str) -> String {
        let title = title.replace('&', "&amp;").replace('<', "&lt;");
        let Self {
            before_title,
            before_app,
            after_app,
        } = self;
        format!("{before_title}{title}{before_app}{app}{after_app}")
    }
}

async fn render_page(State(template): State<Arc<Template>>, address: Uri) -> impl IntoResponse {
    let title = TitleSlot::default();
    let status = status(address.path());
    let app = ServerRenderer::<App>::with_props({
        let title = title.clone();
        move || props(&address, title)
    });
    let app = app.render().await;
    (status, Html(template.fill(&title.take(), &app)))
}

fn props(address: &Uri, title: TitleSlot) -> AppProps {
    let history = MemoryHistory::new();
    let query = Raw(address.query().unwrap_or_default());
    let Ok(()) = history.replace_with_query(address.path(), query);
    AppProps {
        history: history.into(),
        title: Some(title),
    }
}

fn status(path: &str) -> StatusCode {
    let is_found = match Route::recognize(path) {
        None | Some(Route::NotFound) => false,
        Some(Route::Lamp { slug }) => Lamp::find(&slug).is_some(),
        Some(_) => true,
    };
    if is_found {
        StatusCode::OK
    } else {
        StatusCode::NOT_FOUND
    }
}
