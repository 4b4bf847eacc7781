//! Leak tests: an operation that is repeated many times leaves nothing behind.

use std::rc::Rc;
use std::time::Duration;

use fantoccini::wd::TimeoutConfiguration;
use serde_json::{Value, json};

use super::launcher::Answer;
use super::site::Site;
use super::visitor::Visitor;
use crate::webdriver::browser::Browser;

/// The permitted growth of the JavaScript heap after this many repetitions, in bytes. It leaves room for
/// the engine's own code and bookkeeping and for the measurement itself, but is only half of what one
/// object of the smallest size per repetition would take. All other figures must match exactly.
fn max_heap_growth(times: u64) -> i64 {
    const SMALLEST_OBJECT: i64 = 12;
    (times as i64 * SMALLEST_OBJECT / 2).min(60_000)
}

/// The size of a page of wasm memory. The memory may grow by one page because of fragmentation.
const WASM_PAGE: i64 = 65_536;

/// The resources that a page uses.
#[derive(Clone, Copy, Debug)]
struct Memory {
    /// The size of the live JavaScript objects, in bytes.
    heap: i64,
    /// The bytes that the app has allocated.
    allocated: i64,
    /// The number of JavaScript values that the app references.
    references: i64,
    /// The size of the wasm memory, in bytes.
    wasm: i64,
    nodes: i64,
    listeners: i64,
}

async fn visit_leaks<T>(test: impl FnOnce(Rc<Visitor>) -> T + 'static)
where
    T: Future<Output = ()> + 'static,
{
    Browser::with("leaks", async move |browser| {
        let script_timeout = Duration::from_secs(300);
        let timeouts = TimeoutConfiguration::new(Some(script_timeout), None, None);
        let updated = browser.client.update_timeouts(timeouts).await;
        updated.expect("the browser accepts the timeout");
        let site = Site::serve_leaks().await;
        test(Rc::new(Visitor { site, browser })).await;
    })
    .await;
}

impl Visitor {
    async fn open(&self, options: &str) {
        let address = self.site.address(&format!("/?{options}"));
        let loaded = self.browser.client.goto(&address).await;
        loaded.expect("the page loads");
        self.until("the app has started", "return 'leaks' in window")
            .await;
    }

    /// Calls a function of the page and waits for its promise in the page, because each request from
    /// outside would allocate something there.
    async fn perform(&self, call: &str) {
        let script = format!(
            "const done = arguments[0];
             leaks.{call}.then(() => done('done'), (error) => done(String(error.stack)));"
        );
        let outcome = self.browser.client.execute_async(&script, Vec::new()).await;
        assert_eq!(outcome.expect("the script runs"), "done", "{call}");
    }

    async fn memory(&self) -> Memory {
        // Objects that one collection frees may keep others alive until the next one.
        for _ in 0..3 {
            self.browser
                .devtools("HeapProfiler.collectGarbage", json!({}))
                .await;
        }
        let usage = self
            .browser
            .devtools("Runtime.getHeapUsage", json!({}))
            .await;
        let dom = self
            .browser
            .devtools("Memory.getDOMCounters", json!({}))
            .await;
        let numbers = self.run("return leaks.numbers()").await;
        let number = |value: &Value| value.as_f64().expect("a number") as i64;
        Memory {
            heap: number(&usage["usedSize"]),
            allocated: number(&numbers[0]),
            references: number(&numbers[1]),
            wasm: number(&numbers[2]),
            nodes: number(&dom["nodes"]),
            listeners: number(&dom["jsEventListeners"]),
        }
    }

    /// Repeats an operation `warm_up` times, so that anything created only once already exists, and then
    /// `times` more. Asserts that the second part leaves nothing behind.
    async fn expect_no_growth(&self, what: &str, operation: &str, warm_up: u64, times: u64) {
        // Twice, because the first measurement allocates something too.
        for _ in 0..2 {
            self.perform(&format!("perform('{operation}', {warm_up})"))
                .await;
            self.memory().await;
        }
        let before = self.memory().await;
        self.perform(&format!("perform('{operation}', {times})"))
            .await;
        let after = self.memory().await;

        let heap = after.heap - before.heap;
        let allocated = after.allocated - before.allocated;
        // Read by xtask/src/testing/fault_record.rs.
        let entry = json!({
            "leak": { "what": what, "times": times, "heap": heap, "allocated": allocated }
        });
        println!("reliability-record: {entry}");
        assert!(
            heap < max_heap_growth(times),
            "{what}: {before:?} to {after:?}"
        );
        assert!(
            after.wasm - before.wasm <= WASM_PAGE,
            "{what}: {before:?} to {after:?}"
        );
        let exact = |memory: Memory| {
            let Memory {
                allocated,
                references,
                nodes,
                listeners,
                ..
            } = memory;
            [allocated, references, nodes, listeners]
        };
        assert_eq!(
            exact(before),
            exact(after),
            "{what}: {before:?} to {after:?}"
        );
    }
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn mounts_leave_nothing() {
    visit_leaks(async |visitor| {
        visitor.open("").await;
        visitor
            .expect_no_growth("mounts, without a chat", "idleMounts", 1_000, 10_000)
            .await;
        visitor.perform("prepare()").await;
        visitor.perform("unmount()").await;
        visitor
            .expect_no_growth("mounts", "mounts", 1_000, 10_000)
            .await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn events_leave_nothing() {
    visit_leaks(async |visitor| {
        visitor.open("").await;
        visitor.perform("prepare()").await;
        visitor
            .expect_no_growth("events", "events", 50_000, 1_000_000)
            .await;
        visitor
            .expect_no_growth(
                "exceptions of the page's scripts",
                "throws",
                10_000,
                100_000,
            )
            .await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn commands_and_subscriptions_leave_nothing() {
    visit_leaks(async |visitor| {
        visitor.open("").await;
        visitor.perform("prepare()").await;
        visitor
            .expect_no_growth("commands", "commands", 10_000, 100_000)
            .await;
        visitor
            .expect_no_growth("subscriptions", "subscriptions", 10_000, 100_000)
            .await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn failed_loads_leave_nothing() {
    visit_leaks(async |visitor| {
        visitor
            .site
            .launcher
            .answer_with(Answer::Status("404 Not Found"));
        visitor.open("attempts=1000000&first=0").await;
        visitor
            .expect_no_growth("failed loads", "loads", 500, 5_000)
            .await;
    })
    .await;
}
