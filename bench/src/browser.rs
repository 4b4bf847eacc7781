//! One page of a headless Chromium, over the protocol of its developer tools. chromedriver has no way
//! to the events of that protocol, and a trace and a request are events.

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

/// Longer than anything that is measured; a browser that hangs must not hang the bench.
const PATIENCE: Duration = Duration::from_secs(120);

pub(crate) struct Browser {
    process: Child,
    profile: PathBuf,
    socket: WebSocket<TcpStream>,
    session: Option<String>,
    last_id: u64,
    /// Events that came while an answer was waited for.
    events: VecDeque<Event>,
    /// As the browser tells it itself.
    pub(crate) version: String,
}

/// What the browser says by itself.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) method: String,
    pub(crate) params: Value,
}

impl Browser {
    /// Starts `program` with a new profile in `profile`.
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
                // Nothing that is measured talks to anybody outside of this machine.
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
            .with_context(|| format!("{program} does not start"))?;
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
            .context("no list of targets")?;
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
            let mut said = self
                .read()
                .with_context(|| format!("{method} got no answer"))?;
            if said["id"] == id {
                if let Some(error) = said.get("error") {
                    bail!("{method}: {error}");
                }
                return Ok(said["result"].take());
            }
            self.keep(said);
        }
    }

    /// The events up to the first one of that name.
    pub(crate) fn events_until(&mut self, method: &str) -> Result<Vec<Event>> {
        let mut events = Vec::new();
        loop {
            while let Some(event) = self.events.pop_front() {
                if event.method == method {
                    return Ok(events);
                }
                events.push(event);
            }
            let said = self
                .read()
                .with_context(|| format!("{method} did not come"))?;
            self.keep(said);
        }
    }

    /// The events that came until now.
    pub(crate) fn drain(&mut self) -> Vec<Event> {
        self.events.drain(..).collect()
    }

    fn read(&mut self) -> Result<Value> {
        loop {
            if let Message::Text(text) = self.socket.read()? {
                return Ok(serde_json::from_str(&text)?);
            }
        }
    }

    fn keep(&mut self, mut said: Value) {
        if let Some(method) = said["method"].as_str() {
            let method = method.to_owned();
            let params = said["params"].take();
            self.events.push_back(Event { method, params });
        }
    }

    /// Opens an address, and waits for the page's `load` event.
    pub(crate) fn open(&mut self, address: &str) -> Result<()> {
        self.events.clear();
        let opened = self.send("Page.navigate", json!({ "url": address }))?;
        ensure!(opened.get("errorText").is_none(), "{address}: {opened}");
        let events = self.events_until("Page.loadEventFired")?;
        // What came before is of the page as well.
        self.events.extend(events);
        Ok(())
    }

    /// What an expression of the page comes to, when its promise has come to something.
    pub(crate) fn evaluate(&mut self, expression: &str) -> Result<Value> {
        let mut answer = self.send(
            "Runtime.evaluate",
            json!({ "expression": expression, "awaitPromise": true, "returnByValue": true }),
        )?;
        if let Some(thrown) = answer.get("exceptionDetails") {
            bail!("{expression}: {}", thrown["exception"]["description"]);
        }
        Ok(answer["result"]["value"].take())
    }

    /// An expression that comes to a number.
    pub(crate) fn number(&mut self, expression: &str) -> Result<f64> {
        let value = self.evaluate(expression)?;
        value
            .as_f64()
            .with_context(|| format!("{expression} is {value}"))
    }

    /// The bytes of the page's JavaScript objects that are still needed.
    pub(crate) fn heap(&mut self) -> Result<f64> {
        // The second finds what the first one's finalisers let go.
        for _ in 0..2 {
            self.send("HeapProfiler.collectGarbage", json!({}))?;
        }
        let usage = self.send("Runtime.getHeapUsage", json!({}))?;
        usage["usedSize"].as_f64().context("the heap has no size")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // In good order its other processes end with it.
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

/// Reads where it listens from "DevTools listening on ws://127.0.0.1:41234/devtools/browser/...".
fn connect(process: &mut Child) -> Result<WebSocket<TcpStream>> {
    let said = process.stderr.take().context("its output was piped")?;
    let mut lines = BufReader::new(said).lines();
    let address = loop {
        let line = lines
            .next()
            .context("the browser ended before it listened")??;
        if let Some((_, address)) = line.split_once("DevTools listening on ") {
            break address.to_owned();
        }
    };
    // A full pipe would stop it in the middle of a measurement.
    std::thread::spawn(move || lines.for_each(drop));
    let host = address
        .strip_prefix("ws://")
        .and_then(|rest| rest.split('/').next())
        .with_context(|| format!("{address} is no address"))?;
    let stream = TcpStream::connect(host)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let (socket, _) = tungstenite::client(address.as_str(), stream)
        .map_err(|error| anyhow::anyhow!("{address}: {error}"))?;
    Ok(socket)
}
