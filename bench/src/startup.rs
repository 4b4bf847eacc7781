//! What an app costs before the page is there.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::browser::{Browser, Event};
use crate::plan::Plan;
use crate::site::Site;
use crate::spread::Spread;

pub(crate) const APPS: [&str; 5] = ["bare", "chat", "plain", "react", "react_bare"];

/// When the page has painted, and a little later.
const PAINTED: &str = "new Promise((resolve) => {
    new PerformanceObserver((list) => {
        if (list.getEntriesByName('first-contentful-paint').length > 0) setTimeout(resolve, 50);
    }).observe({ type: 'paint', buffered: true });
})";

/// Up to the first contentful paint, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Start {
    /// How long the page's main thread worked.
    work: f64,
    /// How long it took by the clock.
    clock: f64,
}

/// For each of [`APPS`].
#[derive(Debug)]
pub(crate) struct Starts {
    pub(crate) work: [Spread; APPS.len()],
    pub(crate) clock: [Spread; APPS.len()],
    /// Over the bare app of the same round.
    pub(crate) added: [Spread; APPS.len()],
}

pub(crate) fn starts(browser: &mut Browser, site: &Site, plan: Plan) -> Result<Starts> {
    let mut work: [Vec<f64>; APPS.len()] = Default::default();
    let mut clock: [Vec<f64>; APPS.len()] = Default::default();
    let mut added: [Vec<f64>; APPS.len()] = Default::default();
    // The first round finds cold caches of the system.
    for round in 0..=plan.loads {
        let mut bare = 0.0;
        for (index, app) in APPS.iter().enumerate() {
            let start = load(browser, site, app).with_context(|| format!("the start of {app}"))?;
            if *app == "bare" {
                bare = start.work;
            }
            if round > 0 {
                work[index].push(start.work);
                clock[index].push(start.clock);
                added[index].push(start.work - bare);
            }
        }
    }
    Ok(Starts {
        work: work.map(Spread::of),
        clock: clock.map(Spread::of),
        added: added.map(Spread::of),
    })
}

fn load(browser: &mut Browser, site: &Site, app: &str) -> Result<Start> {
    let address = site.page(app);
    // From a page of the same site, so that the process stays and the trace begins before the load;
    // what the page before has compiled is thrown away.
    browser.open(&site.empty_page())?;
    browser.heap()?;
    browser.send(
        "Tracing.start",
        json!({ "categories": "-*,toplevel,loading,blink.user_timing", "transferMode": "ReportEvents" }),
    )?;
    browser.open(&address)?;
    browser.evaluate(PAINTED)?;
    browser.send("Tracing.end", json!({}))?;
    let events = browser.events_until("Tracing.tracingComplete")?;
    let trace: Vec<&Value> = events
        .iter()
        .filter(|event| event.method == "Tracing.dataCollected")
        .filter_map(|event| event.params["value"].as_array())
        .flatten()
        .collect();
    start(&trace, &address).context("the trace is not complete")
}

fn start(trace: &[&Value], address: &str) -> Option<Start> {
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
            let work = event["tdur"].as_f64().or_else(|| event["dur"].as_f64())?;
            Some((event["ts"].as_f64()?, event["dur"].as_f64()?, work))
        })
        .filter(|(time, duration, _)| *time >= begin && time + duration <= end)
        .collect();
    tasks.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let mut busy_until = begin;
    let mut work = 0.0;
    for (time, duration, own) in tasks {
        // A task that runs within another is part of that.
        if time >= busy_until {
            busy_until = time + duration;
            work += own;
        }
    }
    Some(Start {
        work: work / 1000.0,
        clock: (end - begin) / 1000.0,
    })
}

/// How many requests go to others than this machine when an app is loaded and nobody does anything.
pub(crate) fn requests_to_others(browser: &mut Browser, site: &Site, app: &str) -> Result<usize> {
    browser.send("Network.enable", json!({}))?;
    browser.open(&site.page_as_it_is(app))?;
    browser.evaluate(PAINTED)?;
    browser.evaluate("new Promise((resolve) => setTimeout(resolve, 500))")?;
    browser.send("Network.disable", json!({}))?;
    Ok(browser
        .drain()
        .iter()
        .filter(|event| goes_to_others(event))
        .count())
}

fn goes_to_others(event: &Event) -> bool {
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
    fn only_the_pages_own_work_before_the_paint_counts() {
        let trace = [
            task(500, 200, 7),   // before the navigation
            task(1_000, 400, 7), // counts
            task(1_100, 100, 7), // within the one before
            task(1_500, 200, 8), // another thread
            task(2_000, 600, 7), // counts
            task(2_900, 300, 7), // not over at the paint
            mark("navigationStart", 900, "a"),
            mark("navigationStart", 950, ""),
            mark("firstContentfulPaint", 3_000, "a"),
            mark("firstContentfulPaint", 2_000, "b"),
        ];
        let trace: Vec<&Value> = trace.iter().collect();
        let expected = Start {
            work: 0.5,
            clock: 2.1,
        };
        assert_eq!(start(&trace, "a"), Some(expected));
        assert_eq!(start(&trace, "c"), None);
    }

    #[test]
    fn this_machine_is_no_other() {
        let request = |address: &str| Event {
            method: "Network.requestWillBeSent".to_owned(),
            params: json!({ "request": { "url": address } }),
        };
        assert!(goes_to_others(&request(
            "https://messenger.customerly.io/launcher.js"
        )));
        assert!(!goes_to_others(&request(
            "http://127.0.0.1:8080/chat/app.js"
        )));
        assert!(!goes_to_others(&request("data:text/plain,x")));
    }
}
