//! What an app costs up to the first paint.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::browser::{Browser, Event};
use crate::quartiles::Quartiles;
use crate::sample_sizes::SampleSizes;
use crate::server::Server;

pub(crate) const APPS: [&str; 5] = ["bare", "chat", "plain", "react", "react_bare"];

/// The app that loads the chat immediately.
pub(crate) const EAGER_APP: &str = "chat";

/// The apps whose requests are counted: two that wait, and one that does not, which shows that a request
/// would be noticed.
pub(crate) const REQUESTING_APPS: [&str; 3] = ["manual", "consent", EAGER_APP];

/// Resolves shortly after the first contentful paint.
const WAIT_FOR_PAINT: &str = "new Promise((resolve) => {
    new PerformanceObserver((list) => {
        if (list.getEntriesByName('first-contentful-paint').length > 0) setTimeout(resolve, 50);
    }).observe({ type: 'paint', buffered: true });
})";

/// From the navigation to the first contentful paint, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Startup {
    /// The processor time of the page's main thread.
    main_thread: f64,
    /// The elapsed time.
    elapsed: f64,
}

/// For each of [`APPS`].
#[derive(Debug)]
pub(crate) struct StartupTimes {
    pub(crate) main_thread: [Quartiles; APPS.len()],
    pub(crate) elapsed: [Quartiles; APPS.len()],
    /// The main thread's time minus that of the bare app in the same round.
    pub(crate) added: [Quartiles; APPS.len()],
}

pub(crate) fn measure(
    browser: &mut Browser,
    server: &Server,
    sizes: SampleSizes,
) -> Result<StartupTimes> {
    let mut main_thread: [Vec<f64>; APPS.len()] = Default::default();
    let mut elapsed: [Vec<f64>; APPS.len()] = Default::default();
    let mut added: [Vec<f64>; APPS.len()] = Default::default();
    // Round 0 is discarded: the system's caches are cold.
    for round in 0..=sizes.loads {
        let mut bare = 0.0;
        for (index, app) in APPS.iter().enumerate() {
            let startup =
                load(browser, server, app).with_context(|| format!("the startup of {app}"))?;
            if *app == "bare" {
                bare = startup.main_thread;
            }
            if round > 0 {
                main_thread[index].push(startup.main_thread);
                elapsed[index].push(startup.elapsed);
                added[index].push(startup.main_thread - bare);
            }
        }
    }
    Ok(StartupTimes {
        main_thread: main_thread.map(Quartiles::of),
        elapsed: elapsed.map(Quartiles::of),
        added: added.map(Quartiles::of),
    })
}

fn load(browser: &mut Browser, server: &Server, app: &str) -> Result<Startup> {
    let address = server.page(app);
    // Starts from a page of the same origin, so that the process stays and the trace begins before the
    // load. Collecting garbage discards what the previous page compiled.
    browser.open(&server.empty_page())?;
    browser.heap_size()?;
    browser.send(
        "Tracing.start",
        json!({ "categories": "-*,toplevel,loading,blink.user_timing", "transferMode": "ReportEvents" }),
    )?;
    browser.open(&address)?;
    browser.evaluate(WAIT_FOR_PAINT)?;
    browser.send("Tracing.end", json!({}))?;
    let events = browser.events_until("Tracing.tracingComplete")?;
    let trace: Vec<&Value> = events
        .iter()
        .filter(|event| event.method == "Tracing.dataCollected")
        .filter_map(|event| event.params["value"].as_array())
        .flatten()
        .collect();
    startup(&trace, &address).context("the trace is incomplete")
}

fn startup(trace: &[&Value], address: &str) -> Option<Startup> {
    let navigation = trace.iter().find(|event| {
        event["name"] == "navigationStart" && event["args"]["data"]["documentLoaderURL"] == address
    })?;
    let id = &navigation["args"]["data"]["navigationId"];
    let paint = trace.iter().find(|event| {
        event["name"] == "firstContentfulPaint" && event["args"]["data"]["navigationId"] == *id
    })?;
    let (begin, end) = (navigation["ts"].as_f64()?, paint["ts"].as_f64()?);
    let mut tasks: Vec<(f64, f64, f64)> = trace
        .iter()
        .filter(|event| event["name"] == "ThreadControllerImpl::RunTask")
        .filter(|event| event["pid"] == paint["pid"] && event["tid"] == paint["tid"])
        .filter_map(|event| {
            let cpu_time = event["tdur"].as_f64().or_else(|| event["dur"].as_f64())?;
            Some((event["ts"].as_f64()?, event["dur"].as_f64()?, cpu_time))
        })
        .filter(|(time, duration, _)| *time >= begin && time + duration <= end)
        .collect();
    tasks.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let mut busy_until = begin;
    let mut main_thread = 0.0;
    for (time, duration, cpu_time) in tasks {
        // A nested task is included in the outer one.
        if time >= busy_until {
            busy_until = time + duration;
            main_thread += cpu_time;
        }
    }
    Some(Startup {
        main_thread: main_thread / 1000.0,
        elapsed: (end - begin) / 1000.0,
    })
}

/// Counts the requests to other hosts when an app is loaded and nobody interacts with it.
pub(crate) fn requests_to_other_hosts(
    browser: &mut Browser,
    server: &Server,
    app: &str,
) -> Result<usize> {
    browser.send("Network.enable", json!({}))?;
    browser.open(&server.unmodified_page(app))?;
    browser.evaluate(WAIT_FOR_PAINT)?;
    browser.evaluate("new Promise((resolve) => setTimeout(resolve, 500))")?;
    browser.send("Network.disable", json!({}))?;
    Ok(browser
        .take_events()
        .iter()
        .filter(|event| goes_to_other_host(event))
        .count())
}

fn goes_to_other_host(event: &Event) -> bool {
    let address = event.params["request"]["url"].as_str().unwrap_or_default();
    event.method == "Network.requestWillBeSent"
        && address.starts_with("http")
        && !address.starts_with("http://127.0.0.1:")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(time: u32, duration: u32, tid: u32) -> Value {
        json!({
            "name": "ThreadControllerImpl::RunTask", "pid": 7, "tid": tid,
            "ts": time, "dur": duration, "tdur": duration / 2,
        })
    }

    fn mark(name: &str, time: u32, address: &str) -> Value {
        json!({
            "name": name, "pid": 7, "tid": 7, "ts": time,
            "args": { "data": { "navigationId": address, "documentLoaderURL": address } },
        })
    }

    #[test]
    fn only_tasks_of_the_page_before_the_paint_count() {
        let trace = [
            task(500, 200, 7),   // before the navigation
            task(1_000, 400, 7), // counts
            task(1_100, 100, 7), // nested in the task above
            task(1_500, 200, 8), // another thread
            task(2_000, 600, 7), // counts
            task(2_900, 300, 7), // still running at the paint
            mark("navigationStart", 900, "a"),
            mark("navigationStart", 950, ""),
            mark("firstContentfulPaint", 3_000, "a"),
            mark("firstContentfulPaint", 2_000, "b"),
        ];
        let trace: Vec<&Value> = trace.iter().collect();
        let expected = Startup {
            main_thread: 0.5,
            elapsed: 2.1,
        };
        assert_eq!(startup(&trace, "a"), Some(expected));
        assert_eq!(startup(&trace, "c"), None);
    }

    #[test]
    fn this_machine_is_not_another_host() {
        let request = |address: &str| Event {
            method: "Network.requestWillBeSent".to_owned(),
            params: json!({ "request": { "url": address } }),
        };
        assert!(goes_to_other_host(&request(
            "https://messenger.customerly.io/launcher.js"
        )));
        assert!(!goes_to_other_host(&request(
            "http://127.0.0.1:8080/chat/app.js"
        )));
        assert!(!goes_to_other_host(&request("data:text/plain,x")));
    }
}
