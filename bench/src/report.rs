//! The tables.

use crate::Results;
use crate::bursts::BURST;
use crate::calls::NUMBERS;
use crate::markdown::{grouped, table};
use crate::peers::{NAMES, OURS, PLAIN, REACT};
use crate::renders::{Component, EVENTS};
use crate::spread::{Spread, figure};
use crate::startup;

/// The app that loads the chat at once.
const IMPATIENT: &str = "chat";

/// Whose requests are counted: of apps that wait until they are told to, and of one that does not, to
/// see that a request would be seen.
pub(crate) const REQUESTING: [&str; 3] = ["manual", "consent", IMPATIENT];

/// What the weighed apps download, in bytes.
#[derive(Debug, Default)]
pub(crate) struct Downloads(Vec<(String, u64)>);

impl Downloads {
    pub(crate) fn set(&mut self, app: &str, bytes: u64) {
        self.0.push((app.to_owned(), bytes));
    }

    fn of(&self, app: &str) -> Option<u64> {
        let found = self.0.iter().find(|(name, _)| name == app);
        found.map(|(_, bytes)| *bytes)
    }
}

pub(crate) fn tables(results: &Results) -> String {
    let sections = [
        ("Goals", goals(results)),
        ("One callback", calls(results)),
        ("What a callback must do", crossings(results)),
        ("Bursts", bursts(results)),
        ("Subscribers", subscribers(results)),
        ("A long run", long_runs(results)),
        ("Renders", renders(&results.renders)),
        ("Start-up", starts(results)),
        ("Requests to others", requests(results)),
    ];
    let mut text = format!("Measured on {}.\n", results.machine);
    for (title, table) in sections {
        text.push_str(&format!("\n### {title}\n\n{table}"));
    }
    text
}

/// A line of the goals: the figures of [`NAMES`] and of bare Yew, what ours must be, and whether it is.
struct Goal {
    what: &'static str,
    figures: [Option<String>; 4],
    goal: &'static str,
    met: bool,
}

impl Goal {
    fn row(self) -> [String; 7] {
        let [ours, plain, react, bare] = self.figures.map(Option::unwrap_or_default);
        let met = if self.met { "yes" } else { "**no**" };
        [
            self.what.to_owned(),
            ours,
            plain,
            react,
            bare,
            self.goal.to_owned(),
            met.to_owned(),
        ]
    }
}

/// The figures of who does the same.
fn medians(spreads: &[Spread; 3]) -> [Option<String>; 4] {
    let [ours, plain, react] = spreads.map(|spread| Some(figure(spread.median)));
    [ours, plain, react, None]
}

fn goals(results: &Results) -> String {
    let Results {
        downloads,
        calls,
        bursts,
        ..
    } = results;
    let each = results.subscribers.map(|times| each_subscriber(&times));
    let flat = each.map(|costs| costs[2] / costs[1]);
    let long = [OURS, PLAIN].map(|peer| {
        let run = &results.long_runs[peer];
        run.last().median / run.first().median
    });
    let unasked: u64 = results.renders.iter().map(Component::unasked).sum();
    let added = |app: &str| {
        let index = startup::APPS.iter().position(|name| *name == app);
        index.map_or(f64::NAN, |index| results.starts.added[index].median)
    };
    let early: usize = results
        .requests
        .iter()
        .filter(|(app, _)| *app != IMPATIENT)
        .map(|(_, requests)| requests)
        .sum();
    let goals = [
        Goal {
            what: "download, bytes",
            figures: ["chat", "plain", "react", "bare"].map(|app| downloads.of(app).map(grouped)),
            goal: "at most 66,000",
            met: downloads.of("chat").is_some_and(|bytes| bytes <= 66_000),
        },
        Goal {
            what: "one callback, in empty closures",
            figures: medians(&calls.in_closures),
            goal: "at most 8",
            met: calls.in_closures[OURS].median <= 8.0,
        },
        Goal {
            what: "bursts on a fresh page, µs per event",
            figures: medians(&bursts.fresh),
            goal: "ahead of React",
            met: bursts.fresh[OURS].median < bursts.fresh[REACT].median,
        },
        Goal {
            what: "bursts, growth in bytes per event",
            figures: medians(&bursts.growth),
            goal: "at most 4.5",
            met: bursts.growth[OURS].median <= 4.5,
        },
        Goal {
            what: "from a callback to the changed page, ms",
            figures: medians(&bursts.change),
            goal: "at most 0.2",
            met: bursts.change[OURS].median <= 0.2,
        },
        Goal {
            what: "each of 1,000 subscribers, over each of 100",
            figures: [
                Some(figure(flat[OURS])),
                Some(figure(flat[PLAIN])),
                None,
                None,
            ],
            goal: "flat: at most 1.25",
            met: flat[OURS] <= 1.25,
        },
        Goal {
            what: "the end of a long run, over its beginning",
            figures: [
                Some(figure(long[OURS])),
                Some(figure(long[PLAIN])),
                None,
                None,
            ],
            goal: "flat: at most 1.25",
            met: long[OURS] <= 1.25,
        },
        Goal {
            what: "renders nobody asked for",
            figures: [Some(unasked.to_string()), None, None, None],
            goal: "0",
            met: unasked == 0,
        },
        Goal {
            what: "main thread before the first paint, ms over bare Yew",
            figures: [
                Some(figure(added("chat"))),
                Some(figure(added("plain"))),
                Some(figure(added("react"))),
                None,
            ],
            goal: "below 1",
            met: added("chat") < 1.0,
        },
        Goal {
            what: "requests to others before they are asked for",
            figures: [Some(early.to_string()), None, None, None],
            goal: "0",
            met: early == 0,
        },
    ];
    let [ours, plain, react] = NAMES;
    table(
        ["what", ours, plain, react, "bare Yew", "goal", "met"],
        goals.map(Goal::row),
    )
}

fn calls(results: &Results) -> String {
    let calls = &results.calls;
    let units = [
        ("a bare push of all keys", calls.push, None),
        ("an empty wasm closure", calls.empty_closure, None),
    ];
    let peers = NAMES
        .iter()
        .zip(calls.callback)
        .zip(calls.in_closures)
        .map(|((name, time), ratio)| (*name, time, Some(ratio)));
    let rows = units.into_iter().chain(peers).map(|(what, time, ratio)| {
        let pushes = figure(time.median / calls.push.median);
        let ratio = ratio.map_or_else(
            || figure(time.median / calls.empty_closure.median),
            |ratio| ratio.to_string(),
        );
        [what.to_owned(), time.to_string(), pushes, ratio]
    });
    table(["what", "µs", "in bare pushes", "in empty closures"], rows)
}

/// The steps, their sum, and what a callback takes above it.
fn crossings(results: &Results) -> String {
    let steps = &results.crossings;
    let sum: f64 = steps.iter().map(|(_, time)| time.median).sum();
    let ours = results.calls.in_closures[OURS].median;
    let rows = steps
        .iter()
        .map(|(step, time)| [step.clone(), time.to_string()])
        .chain([
            ["all of these".to_owned(), figure(sum)],
            [
                "what yew-customerly takes besides".to_owned(),
                figure(ours - sum),
            ],
        ]);
    table(["step", "in empty closures"], rows)
}

fn bursts(results: &Results) -> String {
    let bursts = &results.bursts;
    let of_react =
        |times: &[Spread; 3], peer: usize| figure(times[peer].median / times[REACT].median);
    let rows = (0..NAMES.len()).map(|peer| {
        [
            NAMES[peer].to_owned(),
            bursts.fresh[peer].to_string(),
            of_react(&bursts.fresh, peer),
            bursts.warm[peer].to_string(),
            of_react(&bursts.warm, peer),
            bursts.growth[peer].to_string(),
            bursts.change[peer].to_string(),
        ]
    });
    let rows = table(
        [
            "who",
            "fresh page, µs per event",
            "of React",
            "once more, µs per event",
            "of React",
            "growth, bytes per event",
            "one event to the page, ms",
        ],
        rows,
    );
    format!("Of {} events each.\n\n{rows}", grouped(u64::from(BURST)))
}

/// What one more subscriber costs, in microseconds, between each two of [`NUMBERS`]. Of the lower
/// quartiles: what disturbs a measurement only ever adds to it, and would drown such small differences.
fn each_subscriber(times: &[Spread; NUMBERS.len()]) -> [f64; NUMBERS.len() - 1] {
    std::array::from_fn(|index| {
        let more = f64::from(NUMBERS[index + 1] - NUMBERS[index]);
        (times[index + 1].lower - times[index].lower) / more
    })
}

fn subscribers(results: &Results) -> String {
    let [ours, plain] = results.subscribers;
    let each = [ours, plain].map(|times| each_subscriber(&times));
    let rows = (0..NUMBERS.len()).map(|index| {
        let more = |peer: usize| match index.checked_sub(1) {
            Some(before) => figure(each[peer][before]),
            None => String::new(),
        };
        [
            grouped(u64::from(NUMBERS[index])),
            ours[index].to_string(),
            more(OURS),
            plain[index].to_string(),
            more(PLAIN),
        ]
    });
    table(
        [
            "subscribers",
            "yew-customerly, µs",
            "one more",
            "plain JavaScript, µs",
            "one more",
        ],
        rows,
    )
}

fn long_runs(results: &Results) -> String {
    let rows = [OURS, PLAIN].map(|peer| {
        let run = &results.long_runs[peer];
        [
            NAMES[peer].to_owned(),
            run.first().to_string(),
            run.last().to_string(),
            figure(run.growth / 1000.0),
        ]
    });
    let head = [
        "who",
        "first quarter, µs per event",
        "last quarter, µs per event",
        "growth, KB",
    ];
    let events = grouped(u64::from(results.long_run));
    format!("Of {events} events.\n\n{}", table(head, rows))
}

fn renders(components: &[Component]) -> String {
    let events = format!("after {} events", grouped(u64::from(EVENTS)));
    let rows = components.iter().map(|component| {
        let [loaded, told, opened] = component.renders;
        [
            format!("`{}`", component.hook),
            loaded.to_string(),
            told.to_string(),
            opened.to_string(),
            component.unasked().to_string(),
        ]
    });
    table(
        [
            "a component with",
            "chat ready",
            &events,
            "after opening and closing",
            "not asked for",
        ],
        rows,
    )
}

fn starts(results: &Results) -> String {
    let starts = &results.starts;
    let rows = startup::APPS.iter().enumerate().map(|(index, app)| {
        [
            format!("`{app}`"),
            starts.work[index].to_string(),
            starts.added[index].to_string(),
            starts.clock[index].to_string(),
        ]
    });
    table(
        [
            "app",
            "main thread before the first paint, ms",
            "over `bare`",
            "first paint after, ms",
        ],
        rows,
    )
}

fn requests(results: &Results) -> String {
    let rows = results.requests.iter().map(|(app, requests)| {
        let what = match *app {
            "manual" => "`LoadStrategy::manual`, not loaded",
            "consent" => "`consent` withheld",
            _ => "by default: the launcher, at once",
        };
        [format!("`{app}`"), what.to_owned(), requests.to_string()]
    });
    table(["app", "what it waits for", "requests"], rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_more_subscriber_is_the_difference_over_the_number() {
        let times = [1.0, 1.9, 10.9, 190.9].map(|time| Spread::of([time, time + 100.0]));
        let costs = each_subscriber(&times).map(|cost| (cost * 1000.0).round() / 1000.0);
        assert_eq!(costs, [0.1, 0.1, 0.2]);
    }

    #[test]
    fn a_goal_that_is_not_met_stands_out() {
        let goal = |met| Goal {
            what: "renders",
            figures: [Some("1".to_owned()), None, None, None],
            goal: "0",
            met,
        };
        assert_eq!(
            goal(false).row(),
            ["renders", "1", "", "", "", "0", "**no**"]
        );
        assert_eq!(goal(true).row()[6], "yes");
    }
}
