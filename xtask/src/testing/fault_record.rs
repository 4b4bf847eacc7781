//! What the fault tests put on record: lines of their output, which `tests/support/tally.rs` and
//! `tests/faults/leaks.rs` write.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};

use xtask_report::{grouped, signed, table};

#[derive(Debug, Default)]
pub(crate) struct Record {
    /// By theme and fault, so that a run in another order writes the same.
    faults: BTreeMap<(String, String), Counts>,
    leaks: BTreeMap<String, Leak>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Counts {
    calls: u64,
    lost: u64,
    doubled: u64,
    panicked: u64,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.calls += other.calls;
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.panicked += other.panicked;
    }

    fn cells(self) -> [String; 4] {
        [self.calls, self.lost, self.doubled, self.panicked].map(grouped)
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Leak {
    times: u64,
    /// The growth of JavaScript's objects, in bytes.
    heap: i64,
    /// The growth of what the app has allocated, in bytes.
    wasm: i64,
}

/// In bytes, as V8 lays it out: a map, its properties and its elements, of four bytes each.
const SMALLEST_OBJECT: f64 = 12.0;

impl Leak {
    fn per_time(self) -> f64 {
        (self.heap + self.wasm) as f64 / self.times as f64
    }

    /// In whole objects of the smallest kind: what grows by less than one each time keeps nothing that
    /// each time makes.
    fn leaked(self) -> u64 {
        (self.per_time() / SMALLEST_OBJECT).max(0.0) as u64
    }
}

impl Record {
    /// Takes a line of the output up, if it is one for the record.
    pub(crate) fn read(&mut self, line: &str) -> Result<()> {
        // A test that runs alone has its name written before.
        let line = line.rsplit_once(" ... ").map_or(line, |(_, said)| said);
        let context = || format!("no line for the record: {line}");
        match line.split('\t').collect::<Vec<_>>()[..] {
            ["fault", theme, fault, calls, lost, doubled, panicked] => {
                let counts = Counts {
                    calls: calls.parse().with_context(context)?,
                    lost: lost.parse().with_context(context)?,
                    doubled: doubled.parse().with_context(context)?,
                    panicked: panicked.parse().with_context(context)?,
                };
                let key = (theme.to_owned(), fault.to_owned());
                self.faults.entry(key).or_default().add(counts);
            }
            ["leak", what, times, heap, wasm] => {
                let leak = Leak {
                    times: times.parse().with_context(context)?,
                    heap: heap.parse().with_context(context)?,
                    wasm: wasm.parse().with_context(context)?,
                };
                ensure!(leak.times > 0, context());
                let before = self.leaks.insert(what.to_owned(), leak);
                ensure!(before.is_none(), "two leaks of one name: {line}");
            }
            ["fault" | "leak", _, ..] => anyhow::bail!(context()),
            _ => {}
        }
        Ok(())
    }

    pub(crate) fn tables(&self) -> Result<String> {
        ensure!(!self.faults.is_empty(), "no fault was put on record");
        ensure!(!self.leaks.is_empty(), "no leak was looked for");
        let mut text = format!("### In all\n\n{}", self.totals());
        let mut themes: Vec<&String> = self.faults.keys().map(|(theme, _)| theme).collect();
        themes.dedup();
        for theme in themes {
            text.push_str(&format!(
                "\n### {}\n\n{}",
                capitalised(theme),
                self.theme(theme)
            ));
        }
        text.push_str(&format!("\n### Leaks\n\n{}", self.leak_table()));
        Ok(text)
    }

    fn totals(&self) -> String {
        let mut sum = Counts::default();
        self.faults.values().for_each(|counts| sum.add(*counts));
        let leaked: u64 = self.leaks.values().map(|leak| leak.leaked()).sum();
        let [calls, lost, doubled, panicked] = sum.cells();
        let rows = [
            ("faults tried", grouped(self.faults.len() as u64)),
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

    fn theme(&self, theme: &str) -> String {
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
                    signed(leak.wasm),
                    format!("{:.3}", leak.per_time()),
                ]
            }),
        )
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    [first.as_deref().unwrap_or_default(), letters.as_str()].concat()
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
    fn the_lines_are_found_among_others() -> Result<()> {
        let output = "\
running 3 tests
fault\tnetwork\tblocked\t40\t0\t0\t0
Invoking test: faults_page::a_fault
test a_test_alone ... fault\ta hostile page\tno data layer\t22\t1\t2\t3
no fault was found, and fault lines are written
fault\tnetwork\tblocked\t2\t0\t0\t0
leak\tmounts\t10000\t-120\t0
leak\tevents\t1000000\t2048\t65536
test result: ok. 3 passed
";
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
    fn what_grows_by_an_object_each_time_is_a_leak() {
        let leak = |heap| Leak {
            times: 1000,
            heap,
            wasm: 0,
        };
        assert_eq!(leak(11_999).leaked(), 0);
        assert_eq!(leak(12_400).leaked(), 1);
        assert_eq!(leak(-12_400).leaked(), 0);
    }

    #[test]
    fn a_broken_line_is_no_silence() {
        for line in [
            "fault\tnetwork\tblocked\t40\t0\t0",
            "fault\tnetwork\tblocked\tmany\t0\t0\t0",
            "leak\tmounts\t10000\t0",
            "leak\tmounts\t0\t0\t0",
        ] {
            assert!(record(line).is_err(), "{line}");
        }
        let twice = "leak\tmounts\t1\t0\t0\nleak\tmounts\t1\t0\t0";
        assert!(record(twice).is_err());
    }

    #[test]
    fn nothing_on_record_is_no_promise_kept() -> Result<()> {
        assert!(record("test result: ok")?.tables().is_err());
        let no_leak = record("fault\tnetwork\tblocked\t1\t0\t0\t0")?;
        assert!(no_leak.tables().is_err());
        let no_fault = record("leak\tmounts\t1\t0\t0")?;
        assert!(no_fault.tables().is_err());
        Ok(())
    }
}
