//! One page of a headless Chromium, driven by the DevTools protocol. Traces and requests are events of
//! that protocol, which chromedriver does not expose.

use std::collections::VecDeque;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

/// Longer than any measurement, so that a browser that hangs does not block the benchmark forever.
const TIMEOUT: Duration = Duration::from_secs(120);

pub(crate) struct Browser {
    process: Child,
    profile: PathBuf,
    socket: WebSocket<TcpStream>,
    session: Option<String>,
    last_id: u64,
    /// Events that arrived while waiting for a response.
    events: VecDeque<Event>,
    /// The product name and version that the browser reports.
    pub(crate) version: String,
}

/// An event of the protocol.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) method: String,
    pub(crate) params: Value,
}

impl Browser {
    /// Starts `program` with a fresh profile in `profile`.
    pub(crate) fn start(program: &str, profile: &Path) -> Result<Self> {
        if profile.exists() {
            fs::remove_dir_all(profile)?;
        }
        fs::create_dir_all(profile)?;
        let mut process = Command::new(program)
            .args([
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-extensions",
                "--disable-sync",
                "--no-first-run",
                // Nothing that is measured reaches another machine.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--window-size=1280,800",
                "--remote-debugging-port=0",
            ])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {program}"))?;
        match connect(&mut process) {
            Ok(socket) => {
                let mut browser = Self {
                    process,
                    profile: profile.to_path_buf(),
                    socket,
                    session: None,
                    last_id: 0,
                    events: VecDeque::new(),
                    version: String::new(),
                };
                browser.attach()?;
                Ok(browser)
            }
            Err(error) => {
                stop(&mut process);
                Err(error)
            }
        }
    }

    fn attach(&mut self) -> Result<()> {
        let version = self.send("Browser.getVersion", json!({}))?;
        version["product"]
            .as_str()
            .unwrap_or_default()
            .clone_into(&mut self.version);
        let targets = self.send("Target.getTargets", json!({}))?;
        let targets = targets["targetInfos"]
            .as_array()
            .context("Target.getTargets returned no list")?;
        let page = targets.iter().find(|target| target["type"] == "page");
        let page = page.context("the browser has no page")?["targetId"].clone();
        let attached = self.send(
            "Target.attachToTarget",
            json!({ "targetId": page, "flatten": true }),
        )?;
        self.session = attached["sessionId"].as_str().map(str::to_owned);
        self.send("Page.enable", json!({}))?;
        Ok(())
    }

    /// Calls a method of the protocol.
    pub(crate) fn send(&mut self, method: &str, params: Value) -> Result<Value> {
        self.last_id += 1;
        let id = self.last_id;
        let mut call = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = &self.session {
            call["sessionId"] = session.as_str().into();
        }
        self.socket.send(Message::text(call.to_string()))?;
        loop {
            let mut message = self
                .read()
                .with_context(|| format!("{method} got no response"))?;
            if message["id"] == id {
                if let Some(error) = message.get("error") {
                    bail!("{method}: {error}");
                }
                return Ok(message["result"].take());
            }
            self.queue_event(message);
        }
    }

    /// Waits for an event and returns those before it.
    pub(crate) fn events_until(&mut self, method: &str) -> Result<Vec<Event>> {
        let mut events = Vec::new();
        loop {
            while let Some(event) = self.events.pop_front() {
                if event.method == method {
                    return Ok(events);
                }
                events.push(event);
            }
            let message = self
                .read()
                .with_context(|| format!("{method} did not arrive"))?;
            self.queue_event(message);
        }
    }

    /// The events that have arrived so far.
    pub(crate) fn take_events(&mut self) -> Vec<Event> {
        self.events.drain(..).collect()
    }

    fn read(&mut self) -> Result<Value> {
        loop {
            if let Message::Text(text) = self.socket.read()? {
                return Ok(serde_json::from_str(&text)?);
            }
        }
    }

    fn queue_event(&mut self, mut message: Value) {
        if let Some(method) = message["method"].as_str() {
            let method = method.to_owned();
            let params = message["params"].take();
            self.events.push_back(Event { method, params });
        }
    }

    /// Opens an address and waits for the page's `load` event.
    pub(crate) fn open(&mut self, address: &str) -> Result<()> {
        self.events.clear();
        let opened = self.send("Page.navigate", json!({ "url": address }))?;
        ensure!(opened.get("errorText").is_none(), "{address}: {opened}");
        let events = self.events_until("Page.loadEventFired")?;
        // The earlier events belong to the page too.
        self.events.extend(events);
        Ok(())
    }

    /// Evaluates an expression in the page and awaits its promise.
    pub(crate) fn evaluate(&mut self, expression: &str) -> Result<Value> {
        let mut response = self.send(
            "Runtime.evaluate",
            json!({ "expression": expression, "awaitPromise": true, "returnByValue": true }),
        )?;
        if let Some(thrown) = response.get("exceptionDetails") {
            bail!("{expression}: {}", thrown["exception"]["description"]);
        }
        Ok(response["result"]["value"].take())
    }

    /// Evaluates an expression that returns a number.
    pub(crate) fn number(&mut self, expression: &str) -> Result<f64> {
        let value = self.evaluate(expression)?;
        value
            .as_f64()
            .with_context(|| format!("{expression} is {value}"))
    }

    /// The size of the page's JavaScript heap after garbage collection, in bytes.
    pub(crate) fn heap_size(&mut self) -> Result<f64> {
        // The second collection frees what the finalizers of the first one released.
        for _ in 0..2 {
            self.send("HeapProfiler.collectGarbage", json!({}))?;
        }
        let usage = self.send("Runtime.getHeapUsage", json!({}))?;
        usage["usedSize"]
            .as_f64()
            .context("Runtime.getHeapUsage returned no size")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // An orderly shutdown also ends its child processes.
        self.session = None;
        if self.send("Browser.close", json!({})).is_err() {
            stop(&mut self.process);
        }
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}

fn stop(process: &mut Child) {
    let _ = process.kill();
    let _ = process.wait();
}

/// Connects to the address in the line "DevTools listening on
/// ws://127.0.0.1:41234/devtools/browser/...".
fn connect(process: &mut Child) -> Result<WebSocket<TcpStream>> {
    let stderr = process.stderr.take().context("stderr is not piped")?;
    let mut lines = BufReader::new(stderr).lines();
    let address = loop {
        let line = lines
            .next()
            .context("the browser exited before it listened")??;
        if let Some((_, address)) = line.split_once("DevTools listening on ") {
            break address.to_owned();
        }
    };
    // Keeps reading, because a full pipe would block the browser in the middle of a measurement.
    std::thread::spawn(move || lines.for_each(drop));
    let host = address
        .strip_prefix("ws://")
        .and_then(|rest| rest.split('/').next())
        .with_context(|| format!("{address} is not a WebSocket address"))?;
    let stream = TcpStream::connect(host)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    let (socket, _) = tungstenite::client(address.as_str(), stream)
        .map_err(|error| anyhow::anyhow!("{address}: {error}"))?;
    Ok(socket)
}
