//! The results of the fault tests: `tests/tally/mod.rs` and `tests/faults/driven/leaks.rs` print them as lines,
//! and this file makes the tables of `docs/reliability.md` from these lines.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use xtask_report::{grouped, signed, table};

/// Precedes the JSON in a line of the tests' output.
const MARKER: &str = "reliability-record: ";

/// The JSON of one line.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Entry {
    Fault {
        theme: String,
        fault: String,
        #[serde(flatten)]
        counts: Counts,
    },
    Leak {
        what: String,
        #[serde(flatten)]
        leak: Leak,
    },
}

#[derive(Debug, Default)]
pub(crate) struct Record {
    /// By theme and fault. Sorted, so that tests in another order give the same tables.
    faults: BTreeMap<(String, String), Counts>,
    leaks: BTreeMap<String, Leak>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq)]
struct Counts {
    calls: u64,
    lost: u64,
    doubled: u64,
    panicked: u64,
}

impl Counts {
    fn cells(self) -> [String; 4] {
        [self.calls, self.lost, self.doubled, self.panicked].map(grouped)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.calls += other.calls;
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.panicked += other.panicked;
    }
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
struct Leak {
    times: u64,
    /// The growth of the JavaScript heap, in bytes.
    heap: i64,
    /// The growth of the memory that the app has allocated, in bytes.
    allocated: i64,
}

/// In bytes. V8's smallest object has a map, properties and elements, of four bytes each.
const SMALLEST_OBJECT: f64 = 12.0;

impl Leak {
    fn bytes_per_time(self) -> f64 {
        (self.heap + self.allocated) as f64 / self.times as f64
    }

    /// The number of objects that each repetition leaves behind. Growth of less than the smallest object
    /// per repetition means that none is left behind.
    fn objects_per_time(self) -> u64 {
        (self.bytes_per_time() / SMALLEST_OBJECT).max(0.0) as u64
    }
}

impl Record {
    /// Adds a line of the tests' output to the record; ignores lines without the marker.
    pub(crate) fn read(&mut self, line: &str) -> Result<()> {
        let Some((_, json)) = line.split_once(MARKER) else {
            return Ok(());
        };
        let entry = serde_json::from_str(json)
            .with_context(|| format!("a test printed a record line that cannot be read: {line}"))?;
        match entry {
            Entry::Fault {
                theme,
                fault,
                counts,
            } => *self.faults.entry((theme, fault)).or_default() += counts,
            Entry::Leak { what, leak } => {
                ensure!(leak.times > 0, "a leak test did nothing: {line}");
                let previous = self.leaks.insert(what, leak);
                ensure!(
                    previous.is_none(),
                    "two leak tests have the same name, rename one: {line}"
                );
            }
        }
        Ok(())
    }

    /// Fails if the record has no fault or no leak, because the tests then did not run.
    pub(crate) fn tables(&self) -> Result<String> {
        ensure!(
            !self.faults.is_empty(),
            "no fault test printed a record line: check that the tests of the faults ran"
        );
        ensure!(
            !self.leaks.is_empty(),
            "no leak test printed a record line: check that the tests of the leaks ran"
        );
        let mut text = format!("### In all\n\n{}", self.totals());
        let mut themes: Vec<&str> = self
            .faults
            .keys()
            .map(|(theme, _)| theme.as_str())
            .collect();
        themes.dedup();
        for theme in themes {
            text.push_str(&format!(
                "\n### {}\n\n{}",
                capitalized(theme),
                self.fault_table(theme)
            ));
        }
        text.push_str(&format!("\n### Leaks\n\n{}", self.leak_table()));
        Ok(text)
    }

    fn totals(&self) -> String {
        let mut sum = Counts::default();
        self.faults.values().for_each(|counts| sum += *counts);
        let leaked: u64 = self
            .leaks
            .values()
            .map(|leak| leak.objects_per_time())
            .sum();
        let [calls, lost, doubled, panicked] = sum.cells();
        let rows = [
            ("faults tried", grouped(self.faults.len())),
            ("calls made", calls),
            ("lost", lost),
            ("doubled", doubled),
            ("panicked", panicked),
            ("leaked, objects each time", grouped(leaked)),
        ];
        table(
            ["what", "figure"],
            rows.map(|(what, figure)| [what.to_owned(), figure]),
        )
    }

    fn fault_table(&self, theme: &str) -> String {
        let faults = self.faults.iter().filter(|((own, _), _)| own == theme);
        table(
            ["fault", "calls", "lost", "doubled", "panicked"],
            faults.map(|((_, fault), counts)| {
                let [calls, lost, doubled, panicked] = counts.cells();
                [fault.clone(), calls, lost, doubled, panicked]
            }),
        )
    }

    fn leak_table(&self) -> String {
        table(
            [
                "what",
                "times",
                "JavaScript heap, bytes",
                "allocated, bytes",
                "bytes each time",
            ],
            self.leaks.iter().map(|(what, leak)| {
                [
                    what.clone(),
                    grouped(leak.times),
                    signed(leak.heap),
                    signed(leak.allocated),
                    format!("{:.3}", leak.bytes_per_time()),
                ]
            }),
        )
    }
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    [first.as_deref().unwrap_or_default(), chars.as_str()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(output: &str) -> Result<Record> {
        let mut record = Record::default();
        output.lines().try_for_each(|line| record.read(line))?;
        Ok(record)
    }

    #[test]
    fn record_lines_are_found_among_other_lines() -> Result<()> {
        let output = r#"
running 3 tests
reliability-record: {"fault":{"theme":"network","fault":"blocked","calls":40,"lost":0,"doubled":0,"panicked":0}}
Invoking test: faults_page::a_fault
test a_test_alone ... reliability-record: {"fault":{"theme":"a hostile page","fault":"no data layer","calls":22,"lost":1,"doubled":2,"panicked":3}}
no fault was found, and {"fault":{}} is no record line
reliability-record: {"fault":{"theme":"network","fault":"blocked","calls":2,"lost":0,"doubled":0,"panicked":0}}
    reliability-record: {"leak":{"what":"mounts","times":10000,"heap":-120,"allocated":0}}
reliability-record: {"leak":{"what":"events","times":1000000,"heap":2048,"allocated":65536}}
test result: ok. 3 passed
"#;
        let tables = record(output)?.tables()?;
        let expected = "\
### In all

| what                      | figure |
|---------------------------|-------:|
| faults tried              |      2 |
| calls made                |     64 |
| lost                      |      1 |
| doubled                   |      2 |
| panicked                  |      3 |
| leaked, objects each time |      0 |

### A hostile page

| fault         | calls | lost | doubled | panicked |
|---------------|------:|-----:|--------:|---------:|
| no data layer |    22 |    1 |       2 |        3 |

### Network

| fault   | calls | lost | doubled | panicked |
|---------|------:|-----:|--------:|---------:|
| blocked |    42 |    0 |       0 |        0 |

### Leaks

| what   |     times | JavaScript heap, bytes | allocated, bytes | bytes each time |
|--------|----------:|-----------------------:|-----------------:|----------------:|
| events | 1,000,000 |                 +2,048 |          +65,536 |           0.068 |
| mounts |    10,000 |                   -120 |               +0 |          -0.012 |
";
        assert_eq!(tables, expected);
        Ok(())
    }

    #[test]
    fn growth_by_an_object_each_time_is_a_leak() {
        let leak = |heap| Leak {
            times: 1000,
            heap,
            allocated: 0,
        };
        assert_eq!(leak(11_999).objects_per_time(), 0);
        assert_eq!(leak(12_400).objects_per_time(), 1);
        assert_eq!(leak(-12_400).objects_per_time(), 0);
    }

    #[test]
    fn a_broken_record_line_is_an_error() {
        for line in [
            r#"reliability-record: {"fault":{"theme":"network","fault":"blocked","calls":40,"lost":0,"doubled":0}}"#,
            r#"reliability-record: {"fault":{"theme":"network","fault":"blocked","calls":"many","lost":0,"doubled":0,"panicked":0}}"#,
            r#"reliability-record: {"leak":{"what":"mounts","times":10000,"heap":0}}"#,
            r#"reliability-record: {"leak":{"what":"mounts","times":0,"heap":0,"allocated":0}}"#,
            r#"reliability-record: {"fault":{"theme":"network""#,
            r#"reliability-record: {"other":{}}"#,
        ] {
            assert!(record(line).is_err(), "{line}");
        }
        let leak =
            r#"reliability-record: {"leak":{"what":"mounts","times":1,"heap":0,"allocated":0}}"#;
        assert!(record(leak).is_ok());
        assert!(record(&format!("{leak}\n{leak}")).is_err());
    }

    #[test]
    fn an_incomplete_record_makes_no_tables() -> Result<()> {
        let fault = r#"reliability-record: {"fault":{"theme":"network","fault":"blocked","calls":1,"lost":0,"doubled":0,"panicked":0}}"#;
        let leak =
            r#"reliability-record: {"leak":{"what":"mounts","times":1,"heap":0,"allocated":0}}"#;
        assert!(record(&format!("{fault}\n{leak}"))?.tables().is_ok());
        assert!(record("test result: ok")?.tables().is_err());
        assert!(record(fault)?.tables().is_err());
        assert!(record(leak)?.tables().is_err());
        Ok(())
    }
}
