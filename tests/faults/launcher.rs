//! Customerly's server, and what a network makes of its answers.

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

const SCRIPT: &str = include_str!("../fixtures/launcher.js");

const PAGE: &str =
    "<!doctype html><title>Welcome to our hotel</title><p>Please pay for the network.";

/// What comes of a request for the launcher.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Answer {
    Launcher,
    /// An error, with a page that says so.
    Status(&'static str),
    /// A page in its place, as a hotel's network gives; with these further headers.
    Page(&'static str),
    /// Nothing at all, but with success.
    Nothing,
    /// To another address, which has it.
    Redirect,
    RedirectForEver,
    /// No answer until there is another one to give.
    Silence,
    /// The headers and half the launcher, and then no more until there is another answer to give.
    Stall,
    /// The launcher in pieces, for that many milliseconds.
    Drip(u32),
    /// The connection ends before an answer.
    HangUp,
    /// It ends in the middle of the launcher, whose length was said before.
    CutOff,
    /// The same, of a launcher in chunks.
    CutOffChunks,
    /// The same, of a launcher of which only the end of the connection is the end.
    CutOffUnnoticed,
    /// Bytes of another protocol.
    Noise,
}

/// A server on a port of its own; ends when dropped.
pub(crate) struct Launcher {
    address: SocketAddr,
    answer: watch::Sender<Answer>,
    requests: Arc<AtomicUsize>,
    /// The task, while somebody listens.
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

    /// What every request gets from now on, also those that wait.
    pub(crate) fn answer_with(&self, answer: Answer) {
        self.answer.send_replace(answer);
    }

    /// What a server of the page's own does that stands for it: one that gives a page in its place, or
    /// the launcher.
    pub(crate) fn own(&self) -> MethodRouter {
        let (answers, requests) = (self.answer.subscribe(), self.requests.clone());
        get(async move || {
            requests.fetch_add(1, Ordering::SeqCst);
            match *answers.borrow() {
                Answer::Page(_) => Html(PAGE).into_response(),
                _ => ([(CONTENT_TYPE, "text/javascript")], SCRIPT).into_response(),
            }
        })
    }

    /// Where the page says that the launcher may come.
    pub(crate) fn release(&self) -> MethodRouter {
        let answer = self.answer.clone();
        get(async move || {
            answer.send_replace(Answer::Launcher);
        })
    }

    /// How often it was asked for since the last call.
    pub(crate) fn take_requests(&self) -> usize {
        self.requests.swap(0, Ordering::SeqCst)
    }

    /// From now on nobody listens, and what was under way ends.
    pub(crate) async fn close(&self) {
        let server = self.server.take();
        if let Some(server) = server {
            server.abort();
            // Then the port is free.
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
                // A browser that hangs up is none of a test's business.
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
        // The browser was only getting ready to ask.
        return Ok(());
    };
    requests.fetch_add(1, Ordering::SeqCst);
    let answer = *answers.borrow_and_update();
    let (start, end) = SCRIPT.split_at(SCRIPT.len() / 2);
    let whole = SCRIPT.len();
    let text = match answer {
        Answer::Launcher => launcher(),
        Answer::Redirect if path.contains("elsewhere") => launcher(),
        Answer::Redirect | Answer::RedirectForEver => {
            response("302 Found", "Location: /elsewhere.js\r\n", "")
        }
        Answer::Status(status) => response(status, "Content-Type: text/html\r\n", PAGE),
        Answer::Page(headers) => response("200 OK", headers, PAGE),
        Answer::Nothing => response("200 OK", JAVASCRIPT, ""),
        Answer::HangUp => return Ok(()),
        Answer::CutOff => [&head("200 OK", JAVASCRIPT, whole), start].concat(),
        Answer::CutOffChunks => {
            let length = start.len();
            let headers = format!("{JAVASCRIPT}Transfer-Encoding: chunked\r\n");
            format!("HTTP/1.1 200 OK\r\n{headers}\r\n{length:x}\r\n{start}\r\n")
        }
        Answer::CutOffUnnoticed => {
            format!("HTTP/1.1 200 OK\r\n{JAVASCRIPT}Connection: close\r\n\r\n{start}")
        }
        Answer::Noise => "\u{1}\u{2}\u{3} 550 no such mailbox\r\n\r\n".to_owned(),
        Answer::Silence => {
            another(&mut answers, answer).await;
            // The one that waited is asked for as any other.
            launcher()
        }
        Answer::Stall => {
            let begun = [&head("200 OK", JAVASCRIPT, whole), start].concat();
            stream.write_all(begun.as_bytes()).await?;
            another(&mut answers, answer).await;
            end.to_owned()
        }
        Answer::Drip(milliseconds) => {
            stream
                .write_all(head("200 OK", JAVASCRIPT, whole).as_bytes())
                .await?;
            let pieces = SCRIPT.as_bytes().chunks(whole.div_ceil(20));
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

/// The path that a browser asks for, if it asks.
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

/// Waits until there is another answer to give.
async fn another(answers: &mut watch::Receiver<Answer>, answer: Answer) {
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

/// Of an answer that no browser keeps, on a connection of its own.
fn head(status: &str, headers: &str, length: usize) -> String {
    format!(
        "HTTP/1.1 {status}\r\nCache-Control: no-store\r\nConnection: close\r\n\
         Content-Length: {length}\r\n{headers}\r\n"
    )
}
