//! The built demo, served.

use std::path::Path;

use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tower_http::services::{ServeDir, ServeFile};

/// A server of `dist/` on a port of its own; ends when dropped.
pub(crate) struct Site {
    pub(crate) origin: String,
    server: JoinHandle<()>,
}

impl Site {
    pub(crate) async fn serve() -> Self {
        let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
        let index = dist.join("index.html");
        assert!(
            index.is_file(),
            "dist/ holds no demo: `trunk build` puts it there"
        );

        // A page of the demo is the demo wherever it is reloaded, as on every host of such apps.
        let files = ServeDir::new(dist).fallback(ServeFile::new(index));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("the port's address");
        let server = tokio::spawn(async move {
            let app = Router::new().fallback_service(files);
            axum::serve(listener, app).await.expect("the server serves");
        });
        Self {
            origin: format!("http://{address}"),
            server,
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}
