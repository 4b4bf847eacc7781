//! Servers of the built demo.

use std::path::Path;
use std::process::Stdio;

use axum::Router;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tower_http::services::{ServeDir, ServeFile};

use crate::webdriver::cargo;
use crate::webdriver::served::Served;

/// A server on a free port. It stops when dropped.
pub(crate) struct Site {
    pub(crate) origin: String,
    _server: Server,
}

enum Server {
    Files {
        _served: Served,
    },
    /// Killed when dropped.
    Pages {
        _process: Child,
    },
}

impl Site {
    /// Serves the files in `dist/`.
    pub(crate) async fn serve() -> Self {
        let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
        let index = dist.join("index.html");
        assert!(index.is_file(), "dist/ contains no demo: run `trunk build`");

        // Any other path gets `index.html`, as on every host of single-page apps.
        let files = ServeDir::new(dist).fallback(ServeFile::new(index));
        let served = Served::start(Router::new().fallback_service(files)).await;
        Self {
            origin: served.address(""),
            _server: Server::Files { _served: served },
        }
    }

    /// Starts the demo's own server, which renders each page into the `index.html` in `dist/`.
    pub(crate) async fn render() -> Self {
        // The features of the other tests, so that cargo recompiles nothing.
        cargo::build("demo", &["--all-features"]);
        let mut process = Command::new(cargo::target().join("debug/examples/demo"))
            .arg("0")
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the demo's server starts");
        let stdout = process.stdout.take().expect("the output was piped");
        let line = BufReader::new(stdout).lines().next_line().await;
        let url = line
            .expect("the output is text")
            .expect("the server prints its URL");
        Self {
            origin: url.trim_end_matches('/').to_owned(),
            _server: Server::Pages { _process: process },
        }
    }
}
