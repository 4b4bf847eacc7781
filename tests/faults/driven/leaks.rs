//! No leaks: what is done very often leaves nothing behind.

use std::rc::Rc;
use std::time::Duration;

use fantoccini::wd::TimeoutConfiguration;
use serde_json::{Value, json};

use super::launcher::Answer;
use super::site::Site;
use super::visitor::Visitor;
use crate::webdriver::browser::Browser;

/// What JavaScript's objects may grow by, in bytes, when a thing is done so often: the engine's own code
/// and notes, and what a look from outside leaves. It is half of what one object of the smallest kind each
/// time would take, and never more than the engine needs. All else is counted to the byte.
fn most_heap(times: u64) -> i64 {
    const SMALLEST_OBJECT: i64 = 12;
    (times as i64 * SMALLEST_OBJECT / 2).min(60_000)
}

/// A page of WebAssembly's memory. It may take one more for the holes between what is allocated.
const PAGE: i64 = 65_536;

/// What a page takes.
#[derive(Clone, Copy, Debug)]
struct Memory {
    /// The bytes of JavaScript's objects that are still needed.
    heap: i64,
    /// The bytes that the app has allocated.
    allocated: i64,
    /// How many of JavaScript's values the app holds.
    held: i64,
    /// The size of WebAssembly's memory, in bytes.
    wasm: i64,
    nodes: i64,
    listeners: i64,
}

async fn look<T>(test: impl FnOnce(Rc<Visitor>) -> T + 'static)
where
    T: Future<Output = ()> + 'static,
{
    Browser::with("leaks", async move |browser| {
        let patience = Duration::from_secs(300);
        let timeouts = TimeoutConfiguration::new(Some(patience), None, None);
        let updated = browser.client.update_timeouts(timeouts).await;
        updated.expect("it takes the time that it takes");
        let site = Site::serve_leaks().await;
        test(Rc::new(Visitor { site, browser })).await;
    })
    .await;
}

impl Visitor {
    async fn open(&self, options: &str) {
        let address = self.site.address(&format!("/?{options}"));
        let gone = self.browser.client.goto(&address).await;
        gone.expect("the page loads");
        self.until("the app is there", "return 'leaks' in window")
            .await;
    }

    /// Waits in the page, as each look at it from outside would leave something there.
    async fn perform(&self, call: &str) {
        let script = format!(
            "const done = arguments[0];
             leaks.{call}.then(() => done('done'), (error) => done(String(error.stack)));"
        );
        let outcome = self.browser.client.execute_async(&script, Vec::new()).await;
        assert_eq!(outcome.expect("the page answers"), "done", "{call}");
    }

    async fn memory(&self) -> Memory {
        // What the first finds, others let go only when it has ended.
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
            held: number(&numbers[1]),
            wasm: number(&numbers[2]),
            nodes: number(&dom["nodes"]),
            listeners: number(&dom["jsEventListeners"]),
        }
    }

    /// Does it some times, so that what is made once is there, and then so many times more.
    async fn expect_flat(&self, what: &str, deed: &str, first: u64, times: u64) {
        // Twice, as a look leaves something too.
        for _ in 0..2 {
            self.perform(&format!("perform('{deed}', {first})")).await;
            self.memory().await;
        }
        let before = self.memory().await;
        self.perform(&format!("perform('{deed}', {times})")).await;
        let after = self.memory().await;

        let heap = after.heap - before.heap;
        let allocated = after.allocated - before.allocated;
        // Read by xtask/src/testing/fault_record.rs.
        let entry = json!({
            "leak": { "what": what, "times": times, "heap": heap, "allocated": allocated }
        });
        println!("reliability-record: {entry}");
        assert!(heap < most_heap(times), "{what}: {before:?} to {after:?}");
        assert!(
            after.wasm - before.wasm <= PAGE,
            "{what}: {before:?} to {after:?}"
        );
        let exact = |memory: Memory| {
            let Memory {
                allocated,
                held,
                nodes,
                listeners,
                ..
            } = memory;
            [allocated, held, nodes, listeners]
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
    look(async |visitor| {
        visitor.open("").await;
        visitor
            .expect_flat("mounts, without a chat", "idleMounts", 1_000, 10_000)
            .await;
        visitor.perform("prepare()").await;
        visitor.perform("unmount()").await;
        visitor.expect_flat("mounts", "mounts", 1_000, 10_000).await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn events_leave_nothing() {
    look(async |visitor| {
        visitor.open("").await;
        visitor.perform("prepare()").await;
        visitor
            .expect_flat("events", "events", 50_000, 1_000_000)
            .await;
        visitor
            .expect_flat(
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
    look(async |visitor| {
        visitor.open("").await;
        visitor.perform("prepare()").await;
        visitor
            .expect_flat("commands", "commands", 10_000, 100_000)
            .await;
        visitor
            .expect_flat("subscriptions", "subscriptions", 10_000, 100_000)
            .await;
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a browser and wasm-bindgen: cargo xtask test runs it"]
async fn failed_loads_leave_nothing() {
    look(async |visitor| {
        visitor
            .site
            .launcher
            .answer_with(Answer::Status("404 Not Found"));
        visitor.open("attempts=1000000&first=0").await;
        visitor
            .expect_flat("failed loads", "loads", 500, 5_000)
            .await;
    })
    .await;
}
