//! A headless Chromium, driven by its own ChromeDriver process.

use std::env;
use std::future::Future;
use std::panic;
use std::path::Path;
use std::process::Stdio;
use std::rc::Rc;

use axum::http::Method;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};
use tokio::sync::{Mutex, MutexGuard};
use tokio::task::{LocalSet, spawn_local};
use url::{ParseError, Url};

/// Allows one browser at a time: on a small machine, several would be too slow.
static BROWSER_LOCK: Mutex<()> = Mutex::const_new(());

/// Waits until no test has a browser. None gets one while the guard lives, so that a test can build without
/// slowing down another.
pub(crate) fn no_browser() -> MutexGuard<'static, ()> {
    BROWSER_LOCK.blocking_lock()
}

pub(crate) struct Browser {
    pub(crate) client: Client,
    /// Killed when dropped, so that a failing test leaves no process behind.
    _driver: Child,
}

impl Browser {
    /// Runs the test with a browser, and stops the browser afterward, even if the test panics.
    pub(crate) async fn with<T>(name: &str, test: impl FnOnce(Rc<Self>) -> T)
    where
        T: Future<Output = ()> + 'static,
    {
        let _lock = BROWSER_LOCK.lock().await;
        let browser = Rc::new(Self::start().await);
        // A task catches the test's panic, so that the browser can be closed first.
        let test = test(browser.clone());
        let tasks = LocalSet::new();
        let outcome = tasks.run_until(async { spawn_local(test).await }).await;
        if outcome.is_err() {
            browser.save_screenshot(name).await;
        }
        // Killing ChromeDriver alone would leave the browser running.
        let _ = browser.client.clone().close().await;
        if let Err(error) = outcome {
            panic::resume_unwind(error.into_panic());
        }
    }

    async fn start() -> Self {
        let program = env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut driver = Command::new(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| panic!("{program} does not start: {error}"));
        let stdout = driver.stdout.take().expect("the output was piped");
        let port = port(stdout).await.expect("ChromeDriver prints its port");

        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("ChromeDriver starts a browser");
        Self {
            client,
            _driver: driver,
        }
    }

    async fn save_screenshot(&self, name: &str) {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
        if let Ok(png) = self.client.screenshot().await
            && std::fs::write(&file, png).is_ok()
        {
            eprintln!("screenshot at the end of the test: {}", file.display());
        }
    }

    /// The lines printed to the console since the last call, as `LEVEL message`.
    pub(crate) async fn console(&self) -> Vec<String> {
        let entries = self.vendor("se/log", json!({ "type": "browser" })).await;
        let entries = entries.as_array().cloned().unwrap_or_default();
        let line = |entry: Value| format!("{} {}", text(&entry["level"]), text(&entry["message"]));
        entries.into_iter().map(line).collect()
    }

    /// Sets the size of the viewport, which may be smaller than any desktop window.
    pub(crate) async fn viewport(&self, width: u32, height: u32) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics)
            .await;
    }

    /// Emulates the preferred color scheme, `light` or `dark`.
    pub(crate) async fn color_scheme(&self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await;
    }

    /// Runs this script first on every page that loads from now on.
    pub(crate) async fn run_first(&self, script: &str) {
        let script = json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", script)
            .await;
    }

    /// Sends a command of the Chrome DevTools Protocol.
    pub(crate) async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.vendor("goog/cdp/execute", body).await
    }

    async fn vendor(&self, path: &'static str, body: Value) -> Value {
        let command = VendorCommand { path, body };
        let answer = self.client.issue_cmd(command).await;
        answer.unwrap_or_else(|error| panic!("ChromeDriver rejects {path}: {error}"))
    }
}

fn capabilities() -> Capabilities {
    let mut options = json!({ "args": [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        // Blocks every request that would leave this machine.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--window-size=1440,900",
    ] });
    if let Ok(chromium) = env::var("CHROMIUM") {
        options["binary"] = chromium.into();
    }
    Capabilities::from_iter([
        ("goog:chromeOptions".to_owned(), options),
        ("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" })),
    ])
}

/// Reads the port that ChromeDriver chose from "... started successfully on port 12345."
async fn port(stdout: ChildStdout) -> Option<u16> {
    let mut lines = BufReader::new(stdout).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        let Some((_, port)) = line.split_once("successfully on port ") else {
            continue;
        };
        if let Ok(port) = port.trim_end_matches('.').parse() {
            // Drains the pipe: ChromeDriver would block on a full one.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Some(port);
        }
    }
    None
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A ChromeDriver command that is not in the WebDriver standard.
#[derive(Debug)]
struct VendorCommand {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for VendorCommand {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _url: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
