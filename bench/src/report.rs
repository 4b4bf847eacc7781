//! The tables of `BENCHMARKS.md`.

use xtask_report::{grouped, table};

use crate::bursts::BURST;
use crate::callbacks::SUBSCRIBER_COUNTS;
use crate::peers::{NAMES, OURS, PLAIN, REACT};
use crate::quartiles::{Quartiles, figure};
use crate::renders::{Component, EVENTS};
use crate::results::Results;
use crate::startup::{self, EAGER_APP};

pub(crate) fn tables(results: &Results) -> String {
    let sections = [
        ("Goals", goals(results)),
        ("One callback", callbacks(results)),
        ("What a callback must do", crossings(results)),
        ("Bursts", bursts(results)),
        ("Subscribers", subscribers(results)),
        ("A long run", long_runs(results)),
        ("Renders", renders(&results.renders)),
        ("Start-up", startup_times(results)),
        ("Requests to others", requests(results)),
    ];
    let mut text = format!("Measured on {}.\n", results.machine);
    for (title, table) in sections {
        text.push_str(&format!("\n### {title}\n\n{table}"));
    }
    text
}

/// A row of the goals.
struct Goal {
    what: &'static str,
    /// The figures of [`NAMES`] and of bare Yew.
    figures: [Option<String>; 4],
    goal: &'static str,
    is_met: bool,
}

impl Goal {
    fn row(self) -> [String; 7] {
        let [ours, plain, react, bare] = self.figures.map(Option::unwrap_or_default);
        let met = if self.is_met { "yes" } else { "**no**" };
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

/// The figures of a goal that bare Yew does not have.
fn medians(peers: &[Quartiles; 3]) -> [Option<String>; 4] {
    let [ours, plain, react] = peers.map(|quartiles| Some(figure(quartiles.median)));
    [ours, plain, react, None]
}

fn goals(results: &Results) -> String {
    let Results {
        downloads,
        callbacks,
        bursts,
        ..
    } = results;
    let subscriber_costs = results.subscribers.map(|times| cost_per_subscriber(&times));
    let cost_ratios = subscriber_costs.map(|costs| costs[2] / costs[1]);
    let long_run_ratios = [OURS, PLAIN].map(|peer| {
        let run = &results.long_runs[peer];
        run.last_quarter().median / run.first_quarter().median
    });
    let unnecessary: u64 = results.renders.iter().map(Component::unnecessary).sum();
    let added = |app: &str| {
        let index = startup::APPS.iter().position(|name| *name == app);
        index.map_or(f64::NAN, |index| results.startup.added[index].median)
    };
    let early_requests: usize = results
        .requests
        .iter()
        .filter(|(app, _)| *app != EAGER_APP)
        .map(|(_, requests)| requests)
        .sum();
    let goals = [
        Goal {
            what: "download, bytes",
            figures: ["chat", "plain", "react", "bare"].map(|app| downloads.of(app).map(grouped)),
            goal: "at most 66,000",
            is_met: downloads.of("chat").is_some_and(|bytes| bytes <= 66_000),
        },
        Goal {
            what: "one callback, in empty closures",
            figures: medians(&callbacks.in_closures),
            goal: "at most 8",
            is_met: callbacks.in_closures[OURS].median <= 8.0,
        },
        Goal {
            what: "bursts on a fresh page, µs per event",
            figures: medians(&bursts.fresh),
            goal: "ahead of React",
            is_met: bursts.fresh[OURS].median < bursts.fresh[REACT].median,
        },
        Goal {
            what: "bursts, growth in bytes per event",
            figures: medians(&bursts.growth),
            goal: "at most 4.5",
            is_met: bursts.growth[OURS].median <= 4.5,
        },
        Goal {
            what: "from a callback to the changed page, ms",
            figures: medians(&bursts.update),
            goal: "at most 0.2",
            is_met: bursts.update[OURS].median <= 0.2,
        },
        Goal {
            what: "each of 1,000 subscribers, over each of 100",
            figures: [
                Some(figure(cost_ratios[OURS])),
                Some(figure(cost_ratios[PLAIN])),
                None,
                None,
            ],
            goal: "flat: at most 1.25",
            is_met: cost_ratios[OURS] <= 1.25,
        },
        Goal {
            what: "the end of a long run, over its beginning",
            figures: [
                Some(figure(long_run_ratios[OURS])),
                Some(figure(long_run_ratios[PLAIN])),
                None,
                None,
            ],
            goal: "flat: at most 1.25",
            is_met: long_run_ratios[OURS] <= 1.25,
        },
        Goal {
            what: "renders nobody asked for",
            figures: [Some(unnecessary.to_string()), None, None, None],
            goal: "0",
            is_met: unnecessary == 0,
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
            is_met: added("chat") < 1.0,
        },
        Goal {
            what: "requests to others before they are asked for",
            figures: [Some(early_requests.to_string()), None, None, None],
            goal: "0",
            is_met: early_requests == 0,
        },
    ];
    let [ours, plain, react] = NAMES;
    table(
        ["what", ours, plain, react, "bare Yew", "goal", "met"],
        goals.map(Goal::row),
    )
}

fn callbacks(results: &Results) -> String {
    let callbacks = &results.callbacks;
    let units = [
        ("a bare push of all keys", callbacks.push, None),
        ("an empty wasm closure", callbacks.empty_closure, None),
    ];
    let peers = NAMES
        .iter()
        .zip(callbacks.callback)
        .zip(callbacks.in_closures)
        .map(|((name, time), ratio)| (*name, time, Some(ratio)));
    let rows = units.into_iter().chain(peers).map(|(what, time, ratio)| {
        let pushes = figure(time.median / callbacks.push.median);
        let ratio = ratio.map_or_else(
            || figure(time.median / callbacks.empty_closure.median),
            |ratio| ratio.to_string(),
        );
        [what.to_owned(), time.to_string(), pushes, ratio]
    });
    table(["what", "µs", "in bare pushes", "in empty closures"], rows)
}

/// The steps, their sum, and what our callback takes beyond it.
fn crossings(results: &Results) -> String {
    let steps = &results.crossings;
    let sum: f64 = steps.iter().map(|(_, time)| time.median).sum();
    let ours = results.callbacks.in_closures[OURS].median;
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
    let relative_to_react =
        |times: &[Quartiles; 3], peer: usize| figure(times[peer].median / times[REACT].median);
    let rows = (0..NAMES.len()).map(|peer| {
        [
            NAMES[peer].to_owned(),
            bursts.fresh[peer].to_string(),
            relative_to_react(&bursts.fresh, peer),
            bursts.warm[peer].to_string(),
            relative_to_react(&bursts.warm, peer),
            bursts.growth[peer].to_string(),
            bursts.update[peer].to_string(),
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
    format!("Of {} events each.\n\n{rows}", grouped(BURST))
}

/// What one more subscriber costs between two neighbours of [`SUBSCRIBER_COUNTS`], in microseconds. Uses
/// the lower quartiles: a disturbance only ever adds time, and would drown such small differences.
fn cost_per_subscriber(
    times: &[Quartiles; SUBSCRIBER_COUNTS.len()],
) -> [f64; SUBSCRIBER_COUNTS.len() - 1] {
    std::array::from_fn(|index| {
        let more = f64::from(SUBSCRIBER_COUNTS[index + 1] - SUBSCRIBER_COUNTS[index]);
        (times[index + 1].lower - times[index].lower) / more
    })
}

fn subscribers(results: &Results) -> String {
    let [ours, plain] = results.subscribers;
    let costs = [ours, plain].map(|times| cost_per_subscriber(&times));
    let rows = (0..SUBSCRIBER_COUNTS.len()).map(|index| {
        let more = |peer: usize| match index.checked_sub(1) {
            Some(previous) => figure(costs[peer][previous]),
            None => String::new(),
        };
        [
            grouped(SUBSCRIBER_COUNTS[index]),
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
            run.first_quarter().to_string(),
            run.last_quarter().to_string(),
            figure(run.growth / 1000.0),
        ]
    });
    let head = [
        "who",
        "first quarter, µs per event",
        "last quarter, µs per event",
        "growth, KB",
    ];
    let events = grouped(results.long_run_events);
    format!("Of {events} events.\n\n{}", table(head, rows))
}

fn renders(components: &[Component]) -> String {
    let events = format!("after {} events", grouped(EVENTS));
    let rows = components.iter().map(|component| {
        let [after_ready, after_events, after_opening] = component.renders;
        [
            format!("`{}`", component.hook),
            after_ready.to_string(),
            after_events.to_string(),
            after_opening.to_string(),
            component.unnecessary().to_string(),
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

fn startup_times(results: &Results) -> String {
    let startup = &results.startup;
    let rows = startup::APPS.iter().enumerate().map(|(index, app)| {
        [
            format!("`{app}`"),
            startup.main_thread[index].to_string(),
            startup.added[index].to_string(),
            startup.elapsed[index].to_string(),
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
    fn the_cost_of_a_subscriber_is_the_difference_over_the_count() {
        let times = [1.0, 1.9, 10.9, 190.9].map(|time| Quartiles::of([time, time + 100.0]));
        let costs = cost_per_subscriber(&times).map(|cost| (cost * 1000.0).round() / 1000.0);
        assert_eq!(costs, [0.1, 0.1, 0.2]);
    }

    #[test]
    fn a_goal_that_is_not_met_stands_out() {
        let goal = |is_met| Goal {
            what: "renders",
            figures: [Some("1".to_owned()), None, None, None],
            goal: "0",
            is_met,
        };
        assert_eq!(
            goal(false).row(),
            ["renders", "1", "", "", "", "0", "**no**"]
        );
        assert_eq!(goal(true).row()[6], "yes");
    }
}
