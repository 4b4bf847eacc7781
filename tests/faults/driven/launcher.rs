//! A server that stands in for Customerly's, with the answers that a network may return.

use std::cell::RefCell;
use std::future::pending;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse};
use axum::routing::{MethodRouter, get};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::sleep;

const SCRIPT: &str = include_str!("../../fixtures/launcher.js");

const PAGE: &str =
    "<!doctype html><title>Welcome to our hotel</title><p>Please pay for the network.";

/// The answer to a request for the launcher.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Answer {
    Launcher,
    /// An error status, with an HTML page.
    Status(&'static str),
    /// An HTML page instead of the launcher, as a captive portal returns, with these additional headers.
    Html(&'static str),
    /// Success with an empty body.
    Empty,
    /// A redirect to another address, which serves the launcher.
    Redirect,
    EndlessRedirect,
    /// No answer until [`Launcher::answer_with`] sets another one.
    Silence,
    /// The headers and half the launcher; the rest once [`Launcher::answer_with`] sets another answer.
    Stall,
    /// The launcher in pieces, over this many milliseconds.
    Pieces(u32),
    /// The connection closes before an answer.
    CloseConnection,
    /// The connection closes in the middle of the launcher, whose `Content-Length` was sent.
    Truncated,
    /// The same, with chunked encoding.
    TruncatedChunks,
    /// The same, without a length: the closed connection marks the end of the body, so the browser does
    /// not notice.
    TruncatedWithoutLength,
    /// Bytes of another protocol.
    OtherProtocol,
}

/// A server on its own port; stops when dropped.
pub(crate) struct Launcher {
    address: SocketAddr,
    answer: watch::Sender<Answer>,
    requests: Arc<AtomicUsize>,
    /// The server's task while it is listening.
    server: RefCell<Option<JoinHandle<()>>>,
}

impl Launcher {
    pub(crate) async fn serve() -> Self {
        let listener = bind("127.0.0.1:0".parse().expect("an address")).await;
        let launcher = Self {
            address: listener.local_addr().expect("the port's address"),
            answer: watch::Sender::new(Answer::Launcher),
            requests: Arc::default(),
            server: RefCell::default(),
        };
        launcher.listen(listener);
        launcher
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/launcher.js", self.address)
    }

    /// Sets the answer to all further requests, including pending ones.
    pub(crate) fn answer_with(&self, answer: Answer) {
        self.answer.send_replace(answer);
    }

    /// The route that serves the launcher, or a page instead of it, from the page's own origin.
    pub(crate) fn same_origin_route(&self) -> MethodRouter {
        let (answers, requests) = (self.answer.subscribe(), self.requests.clone());
        get(async move || {
            requests.fetch_add(1, Ordering::SeqCst);
            match *answers.borrow() {
                Answer::Html(_) => Html(PAGE).into_response(),
                _ => ([(CONTENT_TYPE, "text/javascript")], SCRIPT).into_response(),
            }
        })
    }

    /// The route that the page requests to release the launcher.
    pub(crate) fn release_route(&self) -> MethodRouter {
        let answer = self.answer.clone();
        get(async move || {
            answer.send_replace(Answer::Launcher);
        })
    }

    /// The number of requests for the launcher since the last call.
    pub(crate) fn take_requests(&self) -> usize {
        self.requests.swap(0, Ordering::SeqCst)
    }

    /// Stops listening and closes all connections.
    pub(crate) async fn close(&self) {
        let server = self.server.take();
        if let Some(server) = server {
            server.abort();
            // The port is free only once the task has ended.
            assert!(server.await.is_err_and(|error| error.is_cancelled()));
        }
    }

    pub(crate) async fn open(&self) {
        self.close().await;
        self.listen(bind(self.address).await);
    }

    fn listen(&self, listener: TcpListener) {
        let answer = self.answer.subscribe();
        let requests = self.requests.clone();
        self.server.replace(Some(tokio::spawn(async move {
            let mut connections = JoinSet::new();
            loop {
                let (stream, _) = listener.accept().await.expect("a connection");
                let (answer, requests) = (answer.clone(), requests.clone());
                // A browser may close its connection at any time, so errors are ignored.
                connections.spawn(async move { drop(serve(stream, answer, &requests).await) });
            }
        })));
    }
}

impl Drop for Launcher {
    fn drop(&mut self) {
        if let Some(server) = self.server.take() {
            server.abort();
        }
    }
}

async fn bind(address: SocketAddr) -> TcpListener {
    TcpListener::bind(address).await.expect("a free port")
}

async fn serve(
    mut stream: TcpStream,
    mut answers: watch::Receiver<Answer>,
    requests: &AtomicUsize,
) -> io::Result<()> {
    let Some(path) = read_path(&mut stream).await? else {
        // The browser preconnected without a request.
        return Ok(());
    };
    requests.fetch_add(1, Ordering::SeqCst);
    let answer = *answers.borrow_and_update();
    let (first_half, second_half) = SCRIPT.split_at(SCRIPT.len() / 2);
    let length = SCRIPT.len();
    let text = match answer {
        Answer::Launcher => launcher(),
        Answer::Redirect if path.contains("elsewhere") => launcher(),
        Answer::Redirect | Answer::EndlessRedirect => {
            response("302 Found", "Location: /elsewhere.js\r\n", "")
        }
        Answer::Status(status) => response(status, "Content-Type: text/html\r\n", PAGE),
        Answer::Html(headers) => response("200 OK", headers, PAGE),
        Answer::Empty => response("200 OK", JAVASCRIPT, ""),
        Answer::CloseConnection => return Ok(()),
        Answer::Truncated => [&head("200 OK", JAVASCRIPT, length), first_half].concat(),
        Answer::TruncatedChunks => {
            let length = first_half.len();
            let headers = format!("{JAVASCRIPT}Transfer-Encoding: chunked\r\n");
            format!("HTTP/1.1 200 OK\r\n{headers}\r\n{length:x}\r\n{first_half}\r\n")
        }
        Answer::TruncatedWithoutLength => {
            format!("HTTP/1.1 200 OK\r\n{JAVASCRIPT}Connection: close\r\n\r\n{first_half}")
        }
        Answer::OtherProtocol => "\u{1}\u{2}\u{3} 550 no such mailbox\r\n\r\n".to_owned(),
        Answer::Silence => {
            wait_for_change(&mut answers, answer).await;
            launcher()
        }
        Answer::Stall => {
            let beginning = [&head("200 OK", JAVASCRIPT, length), first_half].concat();
            stream.write_all(beginning.as_bytes()).await?;
            wait_for_change(&mut answers, answer).await;
            second_half.to_owned()
        }
        Answer::Pieces(milliseconds) => {
            stream
                .write_all(head("200 OK", JAVASCRIPT, length).as_bytes())
                .await?;
            let pieces = SCRIPT.as_bytes().chunks(length.div_ceil(20));
            let pause = Duration::from_millis(u64::from(milliseconds)) / pieces.len() as u32;
            for piece in pieces {
                sleep(pause).await;
                stream.write_all(piece).await?;
            }
            String::new()
        }
    };
    stream.write_all(text.as_bytes()).await?;
    stream.shutdown().await
}

/// The requested path, if the browser sends a request.
async fn read_path(stream: &mut TcpStream) -> io::Result<Option<String>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut buffer = [0; 1024];
        let length = stream.read(&mut buffer).await?;
        if length == 0 {
            return Ok(None);
        }
        head.extend_from_slice(&buffer[..length]);
    }
    let head = String::from_utf8_lossy(&head);
    Ok(head.split(' ').nth(1).map(str::to_owned))
}

/// Waits until the answer is no longer `answer`.
async fn wait_for_change(answers: &mut watch::Receiver<Answer>, answer: Answer) {
    if answers.wait_for(|now| *now != answer).await.is_err() {
        // The test has ended.
        pending().await
    }
}

pub(crate) const JAVASCRIPT: &str = "Content-Type: text/javascript\r\n";

fn launcher() -> String {
    response("200 OK", JAVASCRIPT, SCRIPT)
}

fn response(status: &str, headers: &str, body: &str) -> String {
    [&head(status, headers, body.len()), body].concat()
}

/// The head of a response that is not cached and closes its connection.
fn head(status: &str, headers: &str, length: usize) -> String {
    format!(
        "HTTP/1.1 {status}\r\nCache-Control: no-store\r\nConnection: close\r\n\
         Content-Length: {length}\r\n{headers}\r\n"
    )
}
