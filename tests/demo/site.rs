//! The built demo, served.

use std::path::Path;
use std::process::Stdio;

use axum::Router;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tower_http::services::{ServeDir, ServeFile};

use crate::webdriver::cargo;
use crate::webdriver::served::Served;

/// A server on a port of its own; ends when dropped.
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
        _program: Child,
    },
}

impl Site {
    /// Serves `dist/` as it is.
    pub(crate) async fn serve() -> Self {
        let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
        let index = dist.join("index.html");
        assert!(
            index.is_file(),
            "dist/ holds no demo: `trunk build` puts it there"
        );

        // A page of the demo is the demo wherever it is reloaded, as on every host of such apps.
        let files = ServeDir::new(dist).fallback(ServeFile::new(index));
        let served = Served::start(Router::new().fallback_service(files)).await;
        Self {
            origin: served.address(""),
            _server: Server::Files { _served: served },
        }
    }

    /// Has the demo's own server render each page around what is in `dist/`.
    pub(crate) async fn render() -> Self {
        // With the features of the other tests, so that nothing is compiled anew.
        cargo::build("demo", &["--all-features"]);
        let mut program = Command::new(cargo::target().join("debug/examples/demo"))
            .arg("0")
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the demo's server starts");
        let said = program.stdout.take().expect("the output was piped");
        let line = BufReader::new(said).lines().next_line().await;
        let address = line.expect("the output is text").expect("an address");
        Self {
            origin: address.trim_end_matches('/').to_owned(),
            _server: Server::Pages { _program: program },
        }
    }
}
