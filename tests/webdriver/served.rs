//! A local server for a test.

use axum::Router;
use axum::serve::Listener;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A running server on a free port. It stops when dropped.
pub(crate) struct Served {
    origin: String,
    server: JoinHandle<()>,
}

impl Served {
    pub(crate) async fn start(app: Router) -> Self {
        Self::start_on(listener().await, app)
    }

    pub(crate) fn start_on<L>(listener: L, app: Router) -> Self
    where
        L: Listener<Addr: std::fmt::Debug + std::fmt::Display>,
    {
        let address = listener.local_addr().expect("the listener has an address");
        let server = tokio::spawn(async move {
            axum::serve(listener, app).await.expect("the server runs");
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

impl Drop for Served {
    fn drop(&mut self) {
        self.server.abort();
    }
}

pub(crate) async fn listener() -> TcpListener {
    TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port is free")
}
