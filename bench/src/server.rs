//! A server that serves every app in the same page.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::time::sleep;

const INDEX: &str = include_str!("../page/index.html");
const MEASURE: &str = include_str!("../page/measure.js");
const LAUNCHER: &str = include_str!("../page/launcher.js");

/// The launcher's address in the files of all peers.
const LAUNCHER_URL: &[u8] = b"https://messenger.customerly.io/launcher.js";

/// Simulates the network, so that the launcher never arrives before the first paint.
const LAUNCHER_DELAY: Duration = Duration::from_millis(150);

/// Stops when it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    _runtime: Runtime,
}

impl Server {
    /// Serves the apps in the subfolders of `folder`.
    pub(crate) fn start(folder: PathBuf) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
        let address = listener.local_addr()?;
        let app = Router::new().fallback(respond).with_state(Arc::new(folder));
        runtime.spawn(async move { axum::serve(listener, app).await });
        Ok(Self {
            address,
            _runtime: runtime,
        })
    }

    /// The page of an app that fetches the stand-in launcher.
    pub(crate) fn page(&self, app: &str) -> String {
        format!("http://{}/page/{app}", self.address)
    }

    pub(crate) fn empty_page(&self) -> String {
        format!("http://{}/empty", self.address)
    }

    /// The page of an app that requests Customerly's own launcher, which the browser cannot reach.
    pub(crate) fn unmodified_page(&self, app: &str) -> String {
        format!("http://{}/page/unmodified/{app}", self.address)
    }
}

async fn respond(State(folder): State<Arc<PathBuf>>, uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path == "launcher.js" {
        sleep(LAUNCHER_DELAY).await;
    }
    let body = match path {
        "empty" => Ok(b"<!doctype html><title>Empty</title>".to_vec()),
        "measure.js" => Ok(MEASURE.as_bytes().to_vec()),
        "launcher.js" => Ok(LAUNCHER.as_bytes().to_vec()),
        _ => match path.strip_prefix("page/") {
            Some(app) => Ok(INDEX.replace("APP", &format!("/{app}")).into_bytes()),
            None => read(&folder, path),
        },
    };
    let content_type = match path.rsplit_once('.') {
        Some((_, "js")) => "text/javascript",
        Some((_, "wasm")) => "application/wasm",
        _ => "text/html",
    };
    match body {
        Ok(body) => (
            [
                (CONTENT_TYPE, content_type),
                // Every load is a first load.
                (CACHE_CONTROL, "no-store"),
                // In a cross-origin isolated page the clock has a resolution of 5 µs instead of 100 µs.
                (
                    HeaderName::from_static("cross-origin-opener-policy"),
                    "same-origin",
                ),
                (
                    HeaderName::from_static("cross-origin-embedder-policy"),
                    "require-corp",
                ),
            ],
            body,
        )
            .into_response(),
        Err(error) => {
            // Browsers request an icon from every site.
            if path != "favicon.ico" {
                eprintln!("{path}: {error}");
            }
            StatusCode::NOT_FOUND.into_response()
        }
    }
}

fn read(folder: &Path, path: &str) -> Result<Vec<u8>> {
    let unmodified = path.strip_prefix("unmodified/");
    let path = unmodified.unwrap_or(path);
    ensure!(!path.contains(".."), "the path leaves the folder");
    let mut body = fs::read(folder.join(path)).context("cannot be read")?;
    if unmodified.is_none() {
        redirect_launcher(&mut body);
    }
    Ok(body)
}

/// Replaces the launcher's address with one of this server that has the same length, so that the files
/// differ from the weighed ones in these bytes only.
fn redirect_launcher(body: &mut [u8]) {
    let mut address = b"/launcher.js?".to_vec();
    address.resize(LAUNCHER_URL.len(), b'-');
    let offsets: Vec<usize> = body
        .windows(LAUNCHER_URL.len())
        .enumerate()
        .filter_map(|(offset, window)| (window == LAUNCHER_URL).then_some(offset))
        .collect();
    for offset in offsets {
        if let Some(found) = body.get_mut(offset..offset + LAUNCHER_URL.len()) {
            found.copy_from_slice(&address);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_launchers_address_is_replaced() {
        let mut body = b"a https://messenger.customerly.io/launcher.js b".to_vec();
        let length = body.len();
        redirect_launcher(&mut body);
        assert_eq!(body.len(), length);
        assert!(body.starts_with(b"a /launcher.js?---"));
        assert!(body.ends_with(b"- b"));

        let mut other = b"https://messenger.staging.customerly.io/launcher.js".to_vec();
        redirect_launcher(&mut other);
        assert_eq!(
            other,
            b"https://messenger.staging.customerly.io/launcher.js"
        );
    }
}
