//! A server of the apps, each on the same page.

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

/// Where all peers fetch the launcher from, whether by a constant of theirs or of a package of theirs.
const REAL: &[u8] = b"https://messenger.customerly.io/launcher.js";

/// What the launcher takes to come, as over a network: it is never there before the page has painted.
const DISTANCE: Duration = Duration::from_millis(150);

/// Ends when dropped.
pub(crate) struct Site {
    address: SocketAddr,
    _runtime: Runtime,
}

impl Site {
    /// Serves the apps in `folder`, a folder for each.
    pub(crate) fn serve(folder: PathBuf) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
        let address = listener.local_addr()?;
        let app = Router::new().fallback(answer).with_state(Arc::new(folder));
        runtime.spawn(async move { axum::serve(listener, app).await });
        Ok(Self {
            address,
            _runtime: runtime,
        })
    }

    /// The page of an app, with the stand-in for the launcher.
    pub(crate) fn page(&self, app: &str) -> String {
        format!("http://{}/page/{app}", self.address)
    }

    pub(crate) fn empty_page(&self) -> String {
        format!("http://{}/empty", self.address)
    }

    /// The page of an app as it is: it asks Customerly itself for the launcher, in vain.
    pub(crate) fn page_as_it_is(&self, app: &str) -> String {
        format!("http://{}/page/as-it-is/{app}", self.address)
    }
}

async fn answer(State(folder): State<Arc<PathBuf>>, uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path == "launcher.js" {
        sleep(DISTANCE).await;
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
    let kind = match path.rsplit_once('.') {
        Some((_, "js")) => "text/javascript",
        Some((_, "wasm")) => "application/wasm",
        _ => "text/html",
    };
    match body {
        Ok(body) => (
            [
                (CONTENT_TYPE, kind),
                // Every load is a first one.
                (CACHE_CONTROL, "no-store"),
                // A page that is isolated has a clock of 5 microseconds instead of 100.
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
            // The browser asks every site for an icon.
            if path != "favicon.ico" {
                eprintln!("{path}: {error}");
            }
            StatusCode::NOT_FOUND.into_response()
        }
    }
}

fn read(folder: &Path, path: &str) -> Result<Vec<u8>> {
    let as_it_is = path.strip_prefix("as-it-is/");
    let path = as_it_is.unwrap_or(path);
    ensure!(!path.contains(".."), "not of this site");
    let mut body = fs::read(folder.join(path)).context("not there")?;
    if as_it_is.is_none() {
        stand_in(&mut body);
    }
    Ok(body)
}

/// Exchanges the launcher's address for one of this site, of the same length, so that the files are
/// those that were weighed but for these bytes.
fn stand_in(body: &mut [u8]) {
    let mut address = b"/launcher.js?".to_vec();
    address.resize(REAL.len(), b'-');
    let places: Vec<usize> = body
        .windows(REAL.len())
        .enumerate()
        .filter_map(|(place, window)| (window == REAL).then_some(place))
        .collect();
    for place in places {
        if let Some(found) = body.get_mut(place..place + REAL.len()) {
            found.copy_from_slice(&address);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_launchers_address_is_exchanged() {
        let mut body = b"a https://messenger.customerly.io/launcher.js b".to_vec();
        let length = body.len();
        stand_in(&mut body);
        assert_eq!(body.len(), length);
        assert!(body.starts_with(b"a /launcher.js?---"));
        assert!(body.ends_with(b"- b"));

        let mut other = b"https://messenger.staging.customerly.io/launcher.js".to_vec();
        stand_in(&mut other);
        assert_eq!(
            other,
            b"https://messenger.staging.customerly.io/launcher.js"
        );
    }
}
